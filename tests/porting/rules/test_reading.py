"""Files as tables."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from kennisruil.porting.rules.problems import FileRefused
from kennisruil.porting.rules.reading import column_letter, read_table
from kennisruil.porting.rules.table import MAX_BYTES, MAX_ROWS
from tests.porting.sheets import csv_of, with_part, xlsx_of


def _cells(content: bytes) -> list[tuple[object, ...]]:
    return [row.cells for row in read_table(content=content).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_csv_in_every_dress_reads_the_same(encoding: str, separator: str, end: str) -> None:
    lines = [separator.join(cells) for cells in (["Naam", "Gemeente"], ["Café Ménil – € 5", "Zoërsel"], ["B", "C"])]

    table = read_table(content=csv_of(*lines, encoding=encoding, end=end))

    assert table.headers == ("Naam", "Gemeente")
    assert [row.cells for row in table.rows] == [("Café Ménil – € 5", "Zoërsel"), ("B", "C")]


def test_csv_with_decimal_commas_is_cut_at_semicolons() -> None:
    content = csv_of("Naam;Saldo;Euro", "A;-2,00;-100,00", "B;1,50;75,00", '"C; en D";0,50;"25,00"')

    assert _cells(content) == [("A", "-2,00", "-100,00"), ("B", "1,50", "75,00"), ("C; en D", "0,50", "25,00")]


def test_csv_takes_excels_own_first_line() -> None:
    table = read_table(content=csv_of("sep=;", "Naam;Gemeente", "A;Gent"))

    assert (table.headers, table.header_row, table.rows[0].number) == (("Naam", "Gemeente"), 2, 3)


def test_header_is_found_below_a_title() -> None:
    content = xlsx_of(["Ledenlijst 2026"], [], ["Voornaam", "Familienaam", "E-mail"], ["An", "Wils", "an@x.be"])

    table = read_table(content=content)

    assert (table.header_row, table.headers) == (3, ("Voornaam", "Familienaam", "E-mail"))
    assert [row.number for row in table.rows] == [4]


def test_headers_get_names_of_their_own() -> None:
    table = read_table(content=csv_of("Naam;;Naam", "a;b;c;d"))

    assert table.headers == ("Naam", "B", "Naam (2)", "D")


def test_workbook_reads_the_first_sheet_with_something_and_any_by_name() -> None:
    content = xlsx_of(sheet="Leeg", more={"Leden": [["Naam"], ["An"]], "Andere": [["Naam"], ["Bo"]]})

    assert read_table(content=content).sheet == "Leden"
    assert read_table(content=content, sheet="Andere").rows[0].cells == ("Bo",)
    with pytest.raises(FileRefused) as refusal:
        read_table(content=content, sheet="Weg")
    assert refusal.value.reason == "unknown_sheet"


def _zip(parts: dict[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return kept.getvalue()


_GOOD = xlsx_of(["Naam"], ["An"])
_BILLION = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cccccccc">]><workbook>&b;</workbook>'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \r\n \r\n", "empty"),
        (b"Naam;Gemeente\r\n", "only_headers"),
        (xlsx_of(), "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not_a_table"),
        (b"%PDF-1.7 ...", "not_a_table"),
        (b"Naam;x\r\n" + b"\x81\x8d\x8f;\r\n", "encoding"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "old_excel"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "protected"),
        (with_part(_GOOD, "xl/vbaProject.bin", b"macro"), "macros"),
        (_zip({"mimetype": b"application/vnd.oasis", "content.xml": b"<a/>"}), "opendocument"),
        (_zip({"photo.jpg": b"x"}), "not_a_table"),
        (_zip({"xl/workbook.xml": b"<a/>"}), "damaged"),
        (with_part(_GOOD, "xl/workbook.xml", _BILLION), "damaged"),
        (with_part(_GOOD, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row"), "damaged"),
        (_GOOD[:400], "damaged"),
        (with_part(_GOOD, "xl/bomb.xml", b" " * (130 * 1024 * 1024)), "unpacks_too_large"),
        (b"x" * (MAX_BYTES + 1), "too_large"),
        (csv_of(";".join(["x"] * 200), "a"), "too_many_columns"),
        (b"Naam\n" + b"a\n" * (MAX_ROWS + 20), "too_many_rows"),
        (b"Naam\n" + b"a\n" * (MAX_ROWS + 1), "too_many_rows"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bad_files_are_refused_with_a_reason(content: bytes, reason: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        read_table(content=content)

    assert refusal.value.reason == reason


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        table = read_table(content=content)
    except FileRefused:
        return

    assert len(table.headers) == len(set(table.headers))


@given(st.binary(max_size=60), st.integers(min_value=0, max_value=len(_GOOD) - 1))
def test_damaged_workbooks_are_read_or_refused(noise: bytes, place: int) -> None:
    with suppress(FileRefused):
        read_table(content=_GOOD[:place] + noise + _GOOD[place + len(noise) :])


@given(st.integers(min_value=0, max_value=18_000))
def test_column_letters_count_on(index: int) -> None:
    assert column_letter(index) == get_column_letter(index + 1)
