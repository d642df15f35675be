"""Parties, lines and documents for the tests of what billing decides; no database."""

from dataclasses import replace
from datetime import date

from kennisruil.billing.rules.documents import draft_document
from kennisruil.billing.rules.rulebook import shipped_rule_book
from kennisruil.billing.rules.values import (
    DocumentDraft,
    LegalRole,
    Line,
    PartyFacts,
    PartyKind,
    Payment,
    Side,
    VatCategory,
    VatKind,
)
from kennisruil.billing.rules.vat import decide_treatment, vat_breakdown

PERFORMED_ON = date(2026, 1, 8)
ISSUED_ON = date(2026, 2, 3)
RULES = shipped_rule_book()

OPERATOR = PartyFacts(
    name="Kennisruil vzw",
    vat_kind=VatKind.VAT_BUSINESS,
    kind=PartyKind.ORGANISATION,
    language="nl",
    enterprise_number="0202239951",
    street="Kaai 1",
    postcode="9000",
    city="Gent",
    iban="BE68539007547034",
    email="kantoor@kennisruil.example",
    peppol_registered=True,
)

PAYMENT = Payment(
    iban="BE68539007547034", structured_message="+++000/0000/01212+++", pay_now_cents=1312, payee="Kennisruil vzw"
)

_NUMBERS: dict[VatKind, dict[str, str | None]] = {
    VatKind.EU_BUSINESS: {"country": "NL", "enterprise_number": "12345678", "vat_number": "NL004495445B01"},
    VatKind.EU_WITHOUT_VAT: {"country": "NL", "enterprise_number": "12345678"},
    VatKind.OUTSIDE_EU: {"country": "GB", "enterprise_number": "OC300001"},
    VatKind.PRIVATE_PERSON: {"enterprise_number": None},
}


def a_party(vat_kind: VatKind, **changes: object) -> PartyFacts:
    """Give a party of ``vat_kind`` that has all such a party has."""
    person = vat_kind is VatKind.PRIVATE_PERSON
    facts: dict[str, object] = {
        "name": "Jef Peeters" if person else "Bakkerij Brood & Co",
        "vat_kind": vat_kind,
        "kind": PartyKind.PERSON if person else PartyKind.ORGANISATION,
        "language": "nl",
        "enterprise_number": "0403170701",
        "street": "Dorpsstraat 2",
        "postcode": "1000",
        "city": "Brussel",
        "iban": "BE71096123456769",
        "email": "iemand@voorbeeld.example",
        "peppol_registered": not person,
    }
    return PartyFacts(**{**facts, **_NUMBERS.get(vat_kind, {}), **changes})  # type: ignore[arg-type]  # values of the test


def a_line(*, coins: int = 200, price: int = 5000, net: int | None = None, on: date = PERFORMED_ON) -> Line:
    """Give a session; its net is coins times price, rounded half up."""
    cents = (coins * price + 50) // 100 if net is None else net
    return Line(
        text="Versterkingssessie met Anna De Smet",
        detail="Concept Warm Huis",
        performed_on=on,
        quantity_coins=coins,
        coin="SIF",
        unit_price_cents=price,
        net_cents=cents,
    )


def a_draft(
    vat_kind: VatKind = VatKind.VAT_BUSINESS,
    side: Side = Side.RECIPIENT,
    *,
    legal_role: LegalRole = LegalRole.OWN_NAME,
    counterparty: PartyFacts | None = None,
    lines: tuple[Line, ...] = (),
    number: str = "2026-0042",
    **changes: object,
) -> DocumentDraft:
    """Give the document that a party of ``vat_kind`` gets; ``changes`` are to its facts."""
    facts = a_party(vat_kind, **changes)
    treatment = decide_treatment(
        side=side, facts=facts, legal_role=legal_role, on=PERFORMED_ON, rules=RULES, counterparty=counterparty
    )
    return draft_document(
        treatment=treatment,
        rules=RULES,
        number=number,
        issued_on=ISSUED_ON,
        operator=OPERATOR,
        party=facts,
        counterparty=counterparty,
        lines=lines or (a_line(),),
        network="Ruilnetwerk Gent",
        coin="SIF",
        message_seed=12,
        period=(date(2026, 1, 1), date(2026, 2, 1)),
    )


def zero_rated(draft: DocumentDraft) -> DocumentDraft:
    """Give the same document at a rate of zero."""
    assert draft.lines[0].vat
    zero = replace(draft.lines[0].vat, category=VatCategory.ZERO, rate_basis_points=0)
    lines = tuple(replace(line, vat=zero) for line in draft.lines)
    return replace(draft, lines=lines, vat=vat_breakdown(lines))
