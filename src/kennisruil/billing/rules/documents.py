"""Putting a document together, and its correction: who stands on it, what it adds up to, when it is due."""

import calendar
from dataclasses import replace
from datetime import date, timedelta

from kennisruil.billing.rules.numbers import structured_message
from kennisruil.billing.rules.rulebook import RuleBook, Terms
from kennisruil.billing.rules.values import (
    DocumentDraft,
    DocumentKind,
    Issuer,
    Line,
    PartyFacts,
    Payment,
    Profile,
    Reference,
    Side,
    Treatment,
    VatBreakdown,
)
from kennisruil.billing.rules.vat import vat_breakdown, vat_class
from kennisruil.shared.amounts import format_euro
from kennisruil.shared.days import written_day

CORRECTIONS = {
    DocumentKind.INVOICE_380: DocumentKind.CREDIT_NOTE_381,
    DocumentKind.SELF_BILLED_389: DocumentKind.SELF_BILLED_CREDIT_261,
    DocumentKind.SETTLEMENT_NOTE: DocumentKind.SETTLEMENT_CREDIT,
}
SELF_BILLED = (DocumentKind.SELF_BILLED_389, DocumentKind.SELF_BILLED_CREDIT_261)


class NotCorrectable(Exception):
    """A document of this kind is not corrected by another one. ``kind`` is its kind."""

    def __init__(self, kind: DocumentKind) -> None:
        super().__init__(kind)
        self.kind = kind


def sign(kind: DocumentKind) -> int:
    """Give 1 for a document, -1 for the correction of one; the amounts themselves are never negative."""
    return -1 if kind in CORRECTIONS.values() else 1


def is_credit(kind: DocumentKind) -> bool:
    """Whether the document takes an earlier one back."""
    return sign(kind) < 0


def asks_payment(treatment: Treatment) -> bool:
    """Whether the reader may pay on it: an invoice, and the note of who received where there is no invoice."""
    note = treatment.document_kind is DocumentKind.SETTLEMENT_NOTE and treatment.side is Side.RECIPIENT
    return note or treatment.document_kind is DocumentKind.INVOICE_380


def due_dates(*, issued_on: date, terms: Terms) -> tuple[date, date]:
    """Give the day the VAT is due and the day the base is: the second is the end of the return term."""
    return issued_on + timedelta(days=terms.vat_due_days), months_later(issued_on, terms.return_months)


def months_later(day: date, months: int) -> date:
    """Give the same day ``months`` later, or the last of a shorter month."""
    years, index = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, index + 1, min(day.day, calendar.monthrange(years, index + 1)[1]))


def chargeable_on(*, performed_on: date, issued_on: date, terms: Terms) -> date:
    """Give the day VAT becomes chargeable: issue, at the latest a fixed day of the month after performance.

    Belgian VAT Code art. 22bis: the date of the invoice, and the 15th of the month after when none came in time.
    """
    next_month = months_later(performed_on.replace(day=1), 1)
    return min(issued_on, next_month.replace(day=terms.chargeable_day))


def draft_document(
    *,
    treatment: Treatment,
    rules: RuleBook,
    number: str,
    issued_on: date,
    operator: PartyFacts,
    party: PartyFacts,
    lines: tuple[Line, ...],
    network: str,
    coin: str,
    counterparty: PartyFacts | None = None,
    buyer_reference: str = "",
    message_seed: int | None = None,
    period: tuple[date, date] | None = None,
    all_in_euro_url: str = "",
    chargeable: date | None = None,
) -> DocumentDraft:
    """Put a document together as ``treatment`` says; the lines come without VAT.

    ``counterparty`` is the recipient when ``party`` is a brokered provider;
    ``message_seed`` gives the structured message of what the reader pays; ``number`` may
    be empty for a draft that waits for acceptance. Wordings hold on the day of issue. ``chargeable`` is the day an
    earlier document of the same supplies froze; without one the rule decides.
    """
    assert treatment.document_kind is not None and lines
    issuer, addressee = _standing(treatment, operator, party, counterparty)
    language = addressee.language if treatment.issuer is Issuer.PROVIDER else party.language
    vat = vat_class(treatment=treatment, rules=rules, language=language, on=issued_on)
    classed = tuple(replace(line, vat=vat) for line in lines)
    terms = rules.terms_on(on=issued_on, key=treatment.terms_key)
    due_vat_on, due_base_on = due_dates(issued_on=issued_on, terms=terms)
    asks = asks_payment(treatment)
    performed_on = max(line.performed_on for line in lines)
    taxed_by_rule = chargeable_on(performed_on=performed_on, issued_on=issued_on, terms=terms)
    draft = DocumentDraft(
        kind=treatment.document_kind,
        number=number,
        issued_on=issued_on,
        chargeable_on=(chargeable or taxed_by_rule) if vat else None,
        due_vat_on=due_vat_on,
        due_base_on=due_base_on if treatment.side is Side.RECIPIENT or asks else None,
        issuer=issuer,
        addressee=addressee,
        lines=classed,
        vat=vat_breakdown(classed),
        language=language,
        network=network,
        coin=coin,
        profile=treatment.profile,
        buyer_reference=buyer_reference or network,
        notes=tuple(
            rules.wording_on(key=key, language=language, on=issued_on).text.format(
                operator=operator.name, party=party.name
            )
            for key in treatment.note_keys
        ),
        period=period,
        all_in_euro_url=all_in_euro_url if asks else "",
    )
    draft = replace(draft, payment=_payment(draft, message_seed if asks else None))
    return replace(draft, terms=_terms_text(draft, operator=operator, rules=rules))


def correction_of(
    draft: DocumentDraft,
    *,
    number: str,
    issued_on: date,
    rules: RuleBook,
    lines: tuple[Line, ...] | None = None,
    lower_price: str = "",
) -> DocumentDraft:
    """Draft the credit note of ``draft``: of all its lines, or of ``lines`` (with their VAT class) for a part.

    It keeps names, addresses and VAT class as they stood, and says what it corrects. ``lower_price`` is why the price
    became lower, where the supply itself stands.

    :raises NotCorrectable: credit notes and letters are not corrected.
    """
    if draft.kind not in CORRECTIONS:
        raise NotCorrectable(draft.kind)
    taken_back = draft.lines if lines is None else lines
    kind = CORRECTIONS[draft.kind]
    keys = ["self_billed_credit"] if kind in SELF_BILLED else []
    keys += ["restitution"] if draft.vat.vat_cents else []

    def wording(key: str) -> str:
        return rules.wording_on(key=key, language=draft.language, on=issued_on).text

    reasons = (wording("price_reduction").format(reason=lower_price),) if lower_price else ()
    return replace(
        draft,
        kind=kind,
        number=number,
        issued_on=issued_on,
        chargeable_on=issued_on if draft.chargeable_on else None,
        due_vat_on=None,
        due_base_on=None,
        lines=taken_back,
        vat=vat_breakdown(taken_back),
        references=(Reference(number=draft.number, issued_on=draft.issued_on),),
        payment=None,
        notes=tuple(wording(key) for key in keys) + reasons,
        terms=wording("terms_credit"),
        all_in_euro_url="",
    )


def adds_up(vat: VatBreakdown, lines: tuple[Line, ...]) -> bool:
    """Whether a breakdown is the one of these lines."""
    return vat == vat_breakdown(lines)


def _standing(
    treatment: Treatment, operator: PartyFacts, party: PartyFacts, counterparty: PartyFacts | None
) -> tuple[PartyFacts, PartyFacts]:
    """Who provides in law, and to whom."""
    if treatment.issuer is Issuer.PROVIDER:
        assert counterparty is not None
        return party, counterparty
    if treatment.document_kind in SELF_BILLED:
        return party, operator
    return operator, party


def _payment(draft: DocumentDraft, seed: int | None) -> Payment | None:
    """On an invoice: what the reader pays to the issuer. On a self-billed one: where the operator pays the VAT.

    The note of who received asks nothing now: account and message are for who pays all of it in euro.
    """
    if not draft.issuer.iban or (draft.profile is None and seed is None):
        return None
    message = structured_message(seed=seed) if seed is not None and draft.profile is not Profile.SELF_BILLING else ""
    return Payment(
        iban=draft.issuer.iban.replace(" ", ""),
        structured_message=message,
        pay_now_cents=draft.vat.vat_cents,
        payee=draft.issuer.name,
    )


def _terms_text(draft: DocumentDraft, *, operator: PartyFacts, rules: RuleBook) -> str:
    """Say in words what is due when; the sentence depends on who owes what."""
    to_provider = draft.due_base_on is None
    key = "terms_to_provider" if to_provider else "terms_two_dates"
    if not draft.vat.vat_cents:
        key = "terms_to_provider_base" if to_provider else "terms_base_only"
    wording = rules.wording_on(key=key, language=draft.language, on=draft.issued_on)
    return wording.text.format(
        vat=format_euro(draft.vat.vat_cents, language=draft.language),
        base=format_euro(draft.vat.net_cents, language=draft.language),
        due_vat=_day(draft.due_vat_on, draft.language),
        due_base=_day(draft.due_base_on, draft.language),
        operator=operator.name,
    )


def _day(day: date | None, language: str) -> str:
    return written_day(day, pattern="d MMMM y", language=language) if day else ""
