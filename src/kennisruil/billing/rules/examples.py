"""An example document for each row of the rule table: what a party of that kind gets for one session, VAT and all.

The office looks at it before a row holds, and no row holds whose example does not pass the checks.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from kennisruil.billing.rules.documents import draft_document, months_later
from kennisruil.billing.rules.rulebook import RuleBook, shipped_data
from kennisruil.billing.rules.values import DocumentDraft, LegalRole, Line, PartyFacts, PartyKind, Side, VatKind
from kennisruil.billing.rules.vat import decide_treatment


def example_party(vat_kind: VatKind, *, language: str = "nl", **changes: Any) -> PartyFacts:
    """Give a party of ``vat_kind`` that has all such a party has; ``changes`` are to its facts."""
    return _facts(shipped_data("examples")["parties"][vat_kind], vat_kind=vat_kind, language=language, **changes)


def example_operator() -> PartyFacts:
    """Give an operator that has all it needs."""
    return _facts(shipped_data("examples")["operator"], vat_kind=VatKind.VAT_BUSINESS, language="nl")


def example_buyer(*, language: str = "nl") -> PartyFacts:
    """Give the other side of a brokered example: a business with a VAT number."""
    return _facts(shipped_data("examples")["buyer"], vat_kind=VatKind.VAT_BUSINESS, language=language)


def example_document(
    *,
    legal_role: LegalRole,
    side: Side,
    vat_kind: VatKind,
    on: date,
    rules: RuleBook,
    language: str = "nl",
    operator: PartyFacts | None = None,
) -> DocumentDraft:
    """Give the document a party of ``vat_kind`` gets on ``side`` for a session performed on ``on``, issued next month.

    In the broker role a business with a VAT number stands across. Where the provider's own document covers the side of
    who pays, that document is the example.

    :raises RuleMissing: the book lacks a row, a rate, a wording or terms for it.
    """
    facts, other = example_party(vat_kind, language=language), example_buyer(language=language)
    operator = operator or example_operator()
    brokered = legal_role is LegalRole.BROKER
    treatment = decide_treatment(
        side=side, facts=facts, legal_role=legal_role, on=on, rules=rules, counterparty=other if brokered else None
    )
    party, counterparty = facts, other if brokered else None
    if treatment.document_kind is None:
        party, counterparty = other, facts
        treatment = decide_treatment(
            side=Side.PROVIDER, facts=party, legal_role=legal_role, on=on, rules=rules, counterparty=facts
        )
    words = shipped_data("examples")
    return draft_document(
        treatment=treatment,
        rules=rules,
        number=words["number"][language],
        issued_on=months_later(on.replace(day=1), 1) + timedelta(days=2),
        operator=operator,
        party=party,
        counterparty=counterparty,
        lines=(_line(words, on=on, language=language),),
        network=words["network"],
        coin=words["coin"],
        message_seed=1,
        period=(on.replace(day=1), months_later(on.replace(day=1), 1)),
    )


def _line(words: Mapping[str, Any], *, on: date, language: str) -> Line:
    return Line(
        text=words["line"][language],
        performed_on=on,
        quantity_coins=words["quantity_coins"],
        coin=words["coin"],
        unit_price_cents=words["unit_price_cents"],
        net_cents=words["net_cents"],
    )


def _facts(data: Mapping[str, Any], **more: Any) -> PartyFacts:
    given = {**data, **more}
    return PartyFacts(**{**given, "kind": PartyKind(given["kind"]), "vat_kind": VatKind(given["vat_kind"])})
