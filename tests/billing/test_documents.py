"""Documents put together and taken back."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennisruil.billing.rules.documents import (
    NotCorrectable,
    adds_up,
    chargeable_on,
    correction_of,
    due_dates,
    sign,
)
from kennisruil.billing.rules.frozen import draft_from_dict, draft_to_dict
from kennisruil.billing.rules.values import DocumentKind, LegalRole, Payment, Reference, Side, VatKind
from tests.billing.drafts import ISSUED_ON, OPERATOR, RULES, a_draft, a_line, a_party

TERMS = RULES.terms_on(on=ISSUED_ON)


def test_invoice_has_two_due_dates_and_asks_the_vat() -> None:
    draft = a_draft()

    assert (draft.due_vat_on, draft.due_base_on) == (date(2026, 3, 5), date(2027, 2, 3))
    assert draft.payment == Payment(
        iban="BE68539007547034",
        structured_message="+++000/0000/01212+++",
        pay_now_cents=2100,
        payee="Kennisruil vzw",
    )
    assert (draft.vat.net_cents, draft.vat.vat_cents, draft.vat.gross_cents) == (10000, 2100, 12100)


def test_invoice_terms_are_said_in_the_readers_language() -> None:
    draft = a_draft(language="fr")

    assert draft.terms.replace("\u00a0", " ").replace("\u202f", " ") == (
        "TVA 21,00 € : à payer au plus tard le 5 mars 2026. "
        "Base 100,00 € : à rendre par un service en retour, ou à payer, au plus tard le 3 février 2027."
    )


def test_self_billed_invoice_stands_in_the_providers_name() -> None:
    draft = a_draft(VatKind.VAT_BUSINESS, Side.PROVIDER)

    assert (draft.issuer.name, draft.addressee, draft.reader) == ("Bakkerij Brood & Co", OPERATOR, draft.issuer)
    assert draft.due_base_on is None
    assert draft.notes[0] == "Factuur uitgereikt door afnemer"


def test_settlement_note_carries_no_vat() -> None:
    draft = a_draft(VatKind.ASSOCIATION, Side.PROVIDER)

    assert (draft.vat.shares, draft.vat.gross_cents, draft.payment, draft.chargeable_on) == ((), 10000, None, None)


def test_brokered_invoice_is_between_the_two_parties() -> None:
    buyer = a_party(VatKind.ASSOCIATION, name="Buurthuis De Brug vzw", language="fr")

    draft = a_draft(VatKind.VAT_BUSINESS, Side.PROVIDER, legal_role=LegalRole.BROKER, counterparty=buyer)

    assert (draft.issuer.name, draft.addressee, draft.language) == ("Bakkerij Brood & Co", buyer, "fr")
    assert draft.payment is not None
    assert draft.payment.iban == "BE71096123456769"


def test_correction_names_what_it_takes_back() -> None:
    draft = a_draft()

    credit = correction_of(draft, number="C-1", issued_on=date(2026, 3, 1), rules=RULES)

    assert credit.references == (Reference(number="2026-0042", issued_on=ISSUED_ON),)
    assert (credit.kind, credit.payment, credit.vat) == (DocumentKind.CREDIT_NOTE_381, None, draft.vat)
    assert credit.notes == (
        "Btw terug te storten aan de Staat in de mate waarin ze oorspronkelijk in aftrek werd gebracht.",
    )


@pytest.mark.parametrize(
    ("kind", "side", "expected"),
    [
        (VatKind.VAT_BUSINESS, Side.RECIPIENT, DocumentKind.CREDIT_NOTE_381),
        (VatKind.VAT_BUSINESS, Side.PROVIDER, DocumentKind.SELF_BILLED_CREDIT_261),
        (VatKind.ASSOCIATION, Side.PROVIDER, DocumentKind.SETTLEMENT_CREDIT),
    ],
)
def test_document_and_its_correction_are_nil(kind: VatKind, side: Side, expected: DocumentKind) -> None:
    draft = a_draft(kind, side)

    credit = correction_of(draft, number="C-1", issued_on=ISSUED_ON, rules=RULES)

    assert credit.kind is expected
    assert sum(sign(each.kind) * each.vat.gross_cents for each in (draft, credit)) == 0


def test_correction_of_a_correction_is_refused() -> None:
    credit = correction_of(a_draft(), number="C-1", issued_on=ISSUED_ON, rules=RULES)

    with pytest.raises(NotCorrectable):
        correction_of(credit, number="C-2", issued_on=ISSUED_ON, rules=RULES)


@settings(deadline=None)
@given(coins=st.lists(st.integers(1, 5000), min_size=1, max_size=8), price=st.integers(1, 10_000))
def test_invoice_plus_its_credit_note_is_nil(coins: list[int], price: int) -> None:
    draft = a_draft(lines=tuple(a_line(coins=each, price=price) for each in coins))

    credit = correction_of(draft, number="C-1", issued_on=ISSUED_ON, rules=RULES)

    assert adds_up(draft.vat, draft.lines)
    assert draft.vat.vat_cents - credit.vat.vat_cents == draft.vat.net_cents - credit.vat.net_cents == 0


@pytest.mark.parametrize(
    ("performed", "issued", "expected"),
    [
        (date(2026, 1, 8), date(2026, 2, 3), date(2026, 2, 3)),
        (date(2026, 1, 8), date(2026, 4, 20), date(2026, 2, 15)),
        (date(2026, 12, 31), date(2027, 1, 4), date(2027, 1, 4)),
        (date(2026, 3, 31), date(2026, 3, 31), date(2026, 3, 31)),
    ],
)
def test_vat_is_chargeable_at_issue_or_on_the_fifteenth(performed: date, issued: date, expected: date) -> None:
    assert chargeable_on(performed_on=performed, issued_on=issued, terms=TERMS) == expected


def test_return_term_ends_on_the_last_day_of_a_shorter_month() -> None:
    terms = replace(TERMS, return_months=1)

    assert due_dates(issued_on=date(2026, 1, 31), terms=terms) == (date(2026, 3, 2), date(2026, 2, 28))


@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize("kind", list(VatKind))
def test_frozen_document_comes_back_the_same(kind: VatKind, side: Side) -> None:
    draft = a_draft(kind, side)

    kept = json.loads(json.dumps(draft_to_dict(draft)))

    assert draft_from_dict(kept) == draft
