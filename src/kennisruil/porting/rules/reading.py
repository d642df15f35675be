"""From the bytes of a file to a table: which reader, which row is the header."""

from collections.abc import Iterable

from kennisruil.porting.rules.csv_text import read_csv
from kennisruil.porting.rules.headers import known_words, normal_words
from kennisruil.porting.rules.problems import FileRefused
from kennisruil.porting.rules.table import (
    MAX_BYTES,
    MAX_ROWS,
    Cell,
    SourceRow,
    Table,
    is_empty,
)
from kennisruil.porting.rules.workbook import read_workbook

_ZIP = b"PK\x03\x04"
# OLE2 compound file: the old .xls, and also an .xlsx with a password.
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_TITLE_ROWS = 10


def read_table(*, content: bytes, sheet: str = "") -> Table:
    """Read a spreadsheet: XLSX, or text with semicolons, commas or tabs; the kind shows in the bytes, not in the name.

    :raises FileRefused: with what is wrong and what to do.
    """
    if len(content) > MAX_BYTES:
        raise FileRefused(reason="too_large", limit_mb=MAX_BYTES // 1024 // 1024)
    if not content.strip():
        raise FileRefused(reason="empty")
    if content.startswith(_OLE):
        protected = "EncryptedPackage".encode("utf-16-le") in content
        raise FileRefused(reason="protected" if protected else "old_excel")
    if content.startswith(_ZIP):
        rows, name, names = read_workbook(content, sheet=sheet)
        return _table(rows, sheet=name, sheets=names, serial_dates=True)
    if content.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"<!DOCTYPE", b"<html", b"<?xml")):
        raise FileRefused(reason="not_a_table")
    return _table(read_csv(content))


def _table(
    rows: list[SourceRow], *, sheet: str = "", sheets: tuple[str, ...] = (), serial_dates: bool = False
) -> Table:
    if not rows:
        raise FileRefused(reason="empty")
    at = _header_index(rows)
    below = tuple(rows[at + 1 :])
    if not below:
        raise FileRefused(reason="only_headers")
    if len(below) > MAX_ROWS:
        raise FileRefused(reason="too_many_rows", limit=MAX_ROWS)
    width = max(len(row.cells) for row in rows[at:])
    headers = _named(rows[at].cell(index) for index in range(width))
    return Table(headers, rows[at].number, below, sheet=sheet, sheets=sheets, serial_dates=serial_dates)


def _header_index(rows: list[SourceRow]) -> int:
    """Find the header: of the first rows the one with most words we know; the first when we know none."""
    known = known_words()
    scores = [
        sum(normal_words(cell) in known for cell in row.cells if isinstance(cell, str)) for row in rows[:_TITLE_ROWS]
    ]
    return scores.index(max(scores))


def _named(cells: Iterable[Cell]) -> tuple[str, ...]:
    """Name each column: an empty header reads as its letter, a second one of the same name gets a number."""
    names: list[str] = []
    for index, cell in enumerate(cells):
        name = column_letter(index) if is_empty(cell) else " ".join(str(cell).split())[:80]
        count = sum(known == name or known.startswith(f"{name} (") for known in names)
        names.append(f"{name} ({count + 1})" if count else name)
    return tuple(names)


def column_letter(index: int) -> str:
    """Give the letter a spreadsheet shows above column ``index`` (0 is A)."""
    letters = ""
    while index >= 0:
        letters = chr(65 + index % 26) + letters
        index = index // 26 - 1
    return letters
