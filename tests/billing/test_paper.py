"""PDFs: what people read on them, and what machines find in them."""

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from kennisruil.billing.einvoice import build_ubl
from kennisruil.billing.paper import render_document, render_letter, render_statement
from kennisruil.billing.paper.words import Words
from kennisruil.billing.rules.documents import correction_of
from kennisruil.billing.rules.frozen import letter_from_dict, statement_from_dict, view_to_dict
from kennisruil.billing.rules.rulebook import shipped_data
from kennisruil.billing.rules.values import DocumentKind, Side, VatKind
from kennisruil.billing.rules.views import LetterRow, LetterView, OpenEuro, StatementLine, StatementView
from tests.billing.drafts import ISSUED_ON, OPERATOR, PAYMENT, RULES, a_draft, a_line, a_party

STATEMENT = StatementView(
    number="2026-01/17",
    party=a_party(VatKind.VAT_BUSINESS),
    operator=OPERATOR,
    network="Ruilnetwerk Gent",
    coin="SIF",
    start_on=date(2026, 1, 1),
    issued_on=ISSUED_ON,
    opening_coins=150,
    lines=(
        StatementLine(
            on=date(2026, 1, 8),
            text="Versterkingssessie gekregen",
            counterparty="Anna De Smet",
            amount_coins=-200,
            balance_coins=-50,
            document_number="2026-0042",
        ),
    ),
    closing_coins=-50,
    open_euro=(
        OpenEuro(
            document_number="2026-0042",
            vat_cents=1312,
            vat_due_on=date(2026, 3, 5),
            base_cents=10000,
            base_due_on=date(2027, 2, 3),
        ),
    ),
    prepaid_cents=33,
    payment=PAYMENT,
    story=("Je kreeg hulp van Anna De Smet.",),
    invitation="Je hebt nog 0,50 SIF te geven. Drie mensen zoeken wat jij kunt.",
)


LETTER = LetterView(
    number="B-3",
    kind=DocumentKind.LETTER,
    operator=OPERATOR,
    addressee=a_party(VatKind.PRIVATE_PERSON),
    network="Ruilnetwerk Gent",
    issued_on=ISSUED_ON,
    subject="Je krijgt 1,00 SIF van het netwerk",
    paragraphs=("Dag Jef,", "Je was erbij op de infosessie van 20 januari."),
    rows=(LetterRow(label="Toegekend", amount="1,00 SIF"),),
    signed_by="An Vermeulen",
)


def _text(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def _missing(pdf: bytes, *wanted: str) -> list[str]:
    text = _text(pdf)
    return [each for each in wanted if each not in text]


def test_invoice_says_number_totals_and_both_due_dates() -> None:
    draft = a_draft(lines=(a_line(), a_line(coins=150)))

    pdf = render_document(draft)

    assert (
        _missing(
            pdf,
            "Factuur",
            "2026-0042",
            "8 jan 2026",
            "Versterkingssessie met Anna De Smet",
            "€ 175,00",
            "€ 36,75",
            "€ 211,75",
            "3,50 SIF",
            "5 maart 2026",
            "3 februari 2027",
            "+++000/0000/01212+++",
            "BE68 5390 0754 7034",
            "Btw BE 0403.170.701",
        )
        == []
    )


@pytest.mark.parametrize(
    ("language", "title"), [("nl", "Factuur uitgereikt door afnemer"), ("fr", "Facture établie par le preneur")]
)
def test_self_billed_invoice_carries_its_title(language: str, title: str) -> None:
    pdf = render_document(a_draft(VatKind.VAT_BUSINESS, Side.PROVIDER, language=language))

    assert _missing(pdf, title, "BE71 0961 2345 6769") == []


def test_exempt_document_says_why() -> None:
    pdf = render_document(a_draft(VatKind.SMALL_ENTERPRISE, Side.PROVIDER))

    assert _missing(pdf, "Bijzondere vrijstellingsregeling kleine ondernemingen", "€ 0,00") == []


def test_correction_names_what_it_corrects() -> None:
    credit = correction_of(a_draft(), number="C-7", issued_on=date(2026, 3, 1), rules=RULES)

    assert _missing(render_document(credit), "Creditnota", "C-7", "2026-0042 van 3 feb 2026") == []


@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize("kind", list(VatKind))
def test_each_document_and_correction_can_be_printed(kind: VatKind, side: Side) -> None:
    draft = a_draft(kind, side, language="fr")
    credit = correction_of(draft, number="C-7", issued_on=date(2026, 3, 1), rules=RULES)

    assert _missing(render_document(draft), "2026-0042") == []
    assert _missing(render_document(credit), "C-7") == []


def test_draft_without_number_says_so() -> None:
    pdf = render_document(a_draft(VatKind.VAT_BUSINESS, Side.PROVIDER, number=""))

    assert _missing(pdf, "Ontwerp", "Dit ontwerp krijgt een nummer zodra het aanvaard is.") == []


def test_invoice_is_an_archive_with_its_structured_form_inside() -> None:
    draft = a_draft()
    xml = build_ubl(draft)

    reader = PdfReader(io.BytesIO(render_document(draft, xml=xml)))

    assert reader.attachments == {"2026-0042.xml": [xml]}
    assert reader.metadata is not None
    assert reader.metadata.title == "Factuur 2026-0042"
    catalog = reader.trailer["/Root"]
    assert catalog["/Lang"] == "nl-BE"
    assert catalog["/MarkInfo"]["/Marked"]
    assert b"pdfaid:part>3" in catalog["/Metadata"].get_data()


def test_same_document_gives_same_pdf() -> None:
    assert render_document(a_draft()) == render_document(a_draft())


def test_name_the_typeface_cannot_show_does_not_stop_the_document() -> None:
    pdf = render_document(a_draft(name="日本 Café 🙂"))

    assert _missing(pdf, "?? Café ?") == []


def test_name_with_markup_stays_text() -> None:
    assert _missing(render_document(a_draft(name="#evil[*] $x$ <b>")), "#evil[*] $x$ <b>") == []


def test_statement_says_balances_movements_and_open_euro() -> None:
    pdf = render_statement(STATEMENT)

    assert (
        _missing(
            pdf,
            "Rekeningoverzicht januari 2026",
            "1,50 SIF tegoed",
            "0,50 SIF nog te geven",
            "Saldo op 31 januari 2026",
            "Anna De Smet",
            "−2,00",
            "€ 13,12",
            "€ 100,00",
            "3 feb 2027",
            "+++000/0000/01212+++",
            "Drie mensen zoeken wat jij kunt.",
        )
        == []
    )


def test_statement_of_a_quiet_month() -> None:
    quiet = replace(STATEMENT, lines=(), open_euro=(), payment=None, closing_coins=0, language="fr", prepaid_cents=0)

    pdf = render_statement(quiet)

    assert _missing(pdf, "vous n’avez rien donné ni reçu", "Rien n’est ouvert en euros.", "à l’équilibre") == []


def test_letter_says_what_happened() -> None:
    pdf = render_letter(LETTER)

    assert _missing(pdf, "Je krijgt 1,00 SIF van het netwerk", "3 februari 2026", "Toegekend", "An Vermeulen") == []


def test_frozen_statement_and_letter_come_back_the_same() -> None:
    assert statement_from_dict(view_to_dict(STATEMENT)) == STATEMENT
    assert letter_from_dict(view_to_dict(LETTER)) == LETTER


def test_labels_exist_in_three_languages() -> None:
    labels = shipped_data("paper")

    assert {key for key, said in labels.items() if set(said) != {"nl", "fr", "en"} or not all(said.values())} == set()


def test_period_of_a_month_is_its_name() -> None:
    words = Words("nl")

    assert words.period((date(2026, 12, 1), date(2027, 1, 1))) == "december 2026"
    assert words.period((date(2026, 1, 1), date(2026, 1, 16))) == "1 jan 2026 – 15 jan 2026"


def test_foreign_party_shows_its_country_and_its_own_number() -> None:
    pdf = render_document(a_draft(VatKind.EU_BUSINESS, Side.RECIPIENT))

    assert _missing(pdf, "Nederland", "Btw NL004495445B01", "Btw verlegd") == []


def test_long_document_repeats_what_it_is_on_each_page() -> None:
    pdf = render_document(a_draft(lines=tuple(a_line(coins=coins) for coins in range(1, 60))))

    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]

    assert len(pages) > 1
    assert [("2026-0042" in page, f"Blad {n} van {len(pages)}" in page) for n, page in enumerate(pages, start=1)] == [
        (True, True)
    ] * len(pages)
