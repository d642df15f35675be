"""Every row of the rule table, in both roles: its example holds before all referees, and what cannot be is named."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisruil.billing.einvoice import build_ubl, has_ubl, validate_cen, validate_ubl
from kennisruil.billing.rules.documents import correction_of
from kennisruil.billing.rules.examples import example_document
from kennisruil.billing.rules.kinds import DocumentKind, LegalRole, Side, VatCategory, VatKind
from kennisruil.billing.rules.rulebook import (
    Rate,
    RuleBook,
    Terms,
    TreatmentRow,
    Wording,
    rule_book_from,
    shipped_rule_book,
)
from kennisruil.billing.rules.rulebook_rows import Problem, problems_of, row_to_dict, with_row, without_row
from kennisruil.billing.rules.values import DocumentDraft
from kennisruil.billing.rules.vat import vat_of

BOOK = shipped_rule_book()
ON = date(2026, 1, 8)
ROWS = [
    pytest.param(row, id=f"{row.legal_role}-{row.side}-{row.vat_kind}")
    for row in sorted(BOOK.rows, key=lambda row: (row.legal_role, row.side, row.vat_kind))
]


def document_of(row: TreatmentRow, *, language: str = "nl", book: RuleBook = BOOK) -> DocumentDraft:
    return example_document(
        legal_role=row.legal_role, side=row.side, vat_kind=row.vat_kind, on=ON, rules=book, language=language
    )


def a_row(role: LegalRole = LegalRole.OWN_NAME, side: Side = Side.RECIPIENT) -> TreatmentRow:
    return BOOK.row_on(legal_role=role, side=side, vat_kind=VatKind.VAT_BUSINESS, on=ON)


def test_table_has_a_row_for_every_role_side_and_status() -> None:
    known = {(row.legal_role, row.side, row.vat_kind) for row in BOOK.rows}

    assert known == {(role, side, kind) for role in LegalRole for side in Side for kind in VatKind}


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
@pytest.mark.parametrize("row", ROWS)
def test_example_of_each_row_and_its_correction_hold_before_all_referees(row: TreatmentRow, language: str) -> None:
    draft = document_of(row, language=language)
    credit = correction_of(draft, number="C-1", issued_on=date(2026, 3, 2), rules=BOOK)

    for each in (draft, credit):
        if has_ubl(each):
            xml = build_ubl(each)
            assert validate_ubl(xml) + validate_cen(xml) == []
        else:
            assert each.kind in (DocumentKind.SETTLEMENT_NOTE, DocumentKind.SETTLEMENT_CREDIT)
    # Totals per category are the sum of the rounded bases, and what a document and its correction come to is nothing.
    for share in draft.vat.shares:
        assert share.base_cents == sum(line.net_cents for line in draft.lines if line.vat == share.vat)
        assert share.vat_cents == vat_of(base_cents=share.base_cents, rate_basis_points=share.vat.rate_basis_points)
    assert (credit.vat.net_cents, credit.vat.vat_cents) == (draft.vat.net_cents, draft.vat.vat_cents)
    assert [(share.vat, share.base_cents) for share in credit.vat.shares] == [
        (share.vat, share.base_cents) for share in draft.vat.shares
    ]


def test_examples_cover_each_kind_of_document_and_category() -> None:
    found = Counter(
        (str(row.legal_role), str(draft.kind), str(draft.vat.shares[0].vat.category) if draft.vat.shares else "")
        for row in BOOK.rows
        for draft in [document_of(row)]
    )

    assert found == {
        ("own_name", "invoice_380", "S"): 7,
        ("own_name", "invoice_380", "AE"): 1,
        ("own_name", "invoice_380", "O"): 1,
        ("own_name", "self_billed_389", "S"): 1,
        ("own_name", "self_billed_389", "E"): 3,
        ("own_name", "self_billed_389", "AE"): 2,
        ("own_name", "settlement_note", ""): 3,
        ("broker", "invoice_380", "S"): 8,
        ("broker", "invoice_380", "AE"): 2,
        ("broker", "invoice_380", "E"): 3,
        ("broker", "invoice_380", "O"): 1,
        ("broker", "settlement_note", ""): 4,
    }


def test_zero_rate_as_a_row_of_its_own_holds() -> None:
    zero = replace(a_row(), vat_category=VatCategory.ZERO, rate=None, holds_from=date(2026, 1, 1))
    book = BOOK.overridden_by(RuleBook(rows=(zero,)))

    draft = document_of(zero, book=book)
    xml = build_ubl(draft)

    assert problems_of(zero, book=BOOK) == ()
    assert [(share.vat.category, share.vat_cents) for share in draft.vat.shares] == [(VatCategory.ZERO, 0)]
    assert validate_ubl(xml) + validate_cen(xml) == []


@pytest.mark.parametrize("row", ROWS)
def test_shipped_rows_can_stand(row: TreatmentRow) -> None:
    assert problems_of(row, book=BOOK) == ()


OWN, GIVES = a_row(), a_row(side=Side.PROVIDER)
BROKERED = a_row(LegalRole.BROKER, Side.PROVIDER)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (replace(OWN, document_kind="self_billed_389"), Problem.KIND),
        (replace(OWN, vat_category=None, rate=None), Problem.CATEGORY),
        (replace(OWN, document_kind="settlement_note"), Problem.CATEGORY_ON_NOTE),
        (replace(OWN, rate=None), Problem.RATE),
        (replace(OWN, vat_category="E", wording="exempt_activity"), Problem.RATE_WITHOUT_VAT),
        (replace(OWN, vat_category="AE", rate=None), Problem.REASON),
        (replace(OWN, wording="reverse_charge"), Problem.REASON),
        (replace(OWN, self_assessed_rate="standard"), Problem.SELF_ASSESSED),
        (replace(OWN, channel="of_counterparty"), Problem.CHANNEL),
        (replace(BROKERED, channel="pdf"), Problem.CHANNEL),
        (replace(GIVES, otherwise=VatKind.VAT_BUSINESS), Problem.OTHERWISE),
        (replace(OWN, needs=(), otherwise=VatKind.ASSOCIATION), Problem.OTHERWISE),
        (replace(OWN, rate="luxury"), Problem.UNKNOWN),
        (replace(OWN, notes=("nothing_we_know",)), Problem.UNKNOWN),
        (replace(OWN, terms="ninety_days"), Problem.UNKNOWN),
    ],
)
def test_what_cannot_be_is_named(row: TreatmentRow, problem: Problem) -> None:
    assert problems_of(row, book=BOOK) == (problem,)


rows = st.one_of(
    st.sampled_from([each.values[0] for each in ROWS]),
    st.builds(
        Rate, key=st.sampled_from(["standard", "zero"]), holds_from=st.dates(), basis_points=st.integers(0, 9999)
    ),
    st.builds(
        Wording,
        key=st.sampled_from(["restitution", "self_billed"]),
        language=st.sampled_from(["nl", "fr", "en"]),
        holds_from=st.dates(),
        text=st.text(min_size=1),
    ),
    st.builds(
        Terms,
        key=st.sampled_from(["standard", "long"]),
        holds_from=st.dates(),
        vat_due_days=st.integers(0, 90),
        return_months=st.integers(1, 24),
        acceptance_days=st.integers(0, 14),
        chargeable_day=st.integers(1, 28),
    ),
)


@given(laid=st.lists(rows, max_size=6))
def test_rows_laid_over_are_read_back_and_taken_away_again(laid: list[TreatmentRow | Rate | Wording | Terms]) -> None:
    own: dict[str, list[object]] = {}
    for row in laid:
        own = with_row(own, row)  # type: ignore[arg-type,assignment]  # a row of the parameters
    read = rule_book_from(own)  # type: ignore[arg-type]  # a row of the parameters
    every = [*read.rows, *read.rates, *read.wordings, *read.terms]
    last = {(type(row), row.about, row.holds_from): row for row in laid}

    assert sorted(map(repr, every)) == sorted(map(repr, last.values()))
    for row in laid:
        own = without_row(own, row)  # type: ignore[arg-type,assignment]  # a row of the parameters
    assert own == {}
    assert all(row_to_dict(row)["holds_from"] == row.holds_from.isoformat() for row in laid)
