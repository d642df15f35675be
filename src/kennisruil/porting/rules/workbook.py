"""Excel workbooks: opened read-only, values only, after a look at what they would unpack to."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from kennisruil.porting.rules.problems import FileRefused
from kennisruil.porting.rules.table import Cell, SourceRow, collect

MAX_UNPACKED = 120 * 1024 * 1024
MAX_PARTS = 2_000
_MAX_RATIO = 250
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
# What openpyxl raises on damaged parts: it parses XML and zip by itself.
_DAMAGE = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    LookupError,
    ValueError,
    SyntaxError,
    TypeError,
    AttributeError,
    EOFError,
    RuntimeError,
)


def check_package(content: bytes) -> None:
    """Look into the zip without unpacking it whole.

    :raises FileRefused: macros, OpenDocument, more than 120 MB unpacked or packed beyond reason, entities, damage.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            names = {part.filename for part in parts}
            _check_sizes(parts)
            _check_names(names)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_start(package, part)
    except _DAMAGE as error:
        raise FileRefused(reason="damaged") from error


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    dense = any(
        part.file_size > 20 * 1024 * 1024 and part.file_size > _MAX_RATIO * part.compress_size for part in parts
    )
    if unpacked > MAX_UNPACKED or len(parts) > MAX_PARTS or dense:
        raise FileRefused(reason="unpacks_too_large", limit_mb=MAX_UNPACKED // 1024 // 1024)


def _check_names(names: set[str]) -> None:
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FileRefused(reason="macros")
    if "content.xml" in names and "mimetype" in names:
        raise FileRefused(reason="opendocument")
    if "xl/workbook.xml" not in names:
        raise FileRefused(reason="not_a_table")


def _check_start(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    # A document type can only stand before the first element; with it come entities that unfold without end.
    with package.open(part) as stream:
        start = stream.read(4096)
    if any(mark in start for mark in _DOCTYPES):
        raise FileRefused(reason="damaged")


def read_workbook(content: bytes, *, sheet: str = "") -> tuple[list[SourceRow], str, tuple[str, ...]]:
    """Read the values of one sheet: the named one, or else the first visible one in which something stands.

    Gives the rows, the sheet's name and the names of all visible sheets.
    :raises FileRefused: damaged, protected, macros, too large, or no sheet of that name.
    """
    check_package(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except _DAMAGE as error:
        raise FileRefused(reason="damaged") from error
    try:
        return _sheet_rows(book, sheet)
    except _DAMAGE as error:
        raise FileRefused(reason="damaged") from error
    finally:
        book.close()


def _sheet_rows(book: Any, wanted: str) -> tuple[list[SourceRow], str, tuple[str, ...]]:
    names = tuple(page.title for page in book.worksheets if page.sheet_state == "visible")
    if wanted and wanted not in names:
        raise FileRefused(reason="unknown_sheet", sheet=wanted, sheets=list(names))
    for name in [wanted] if wanted else names:
        rows = collect(_values(book[name]))
        if rows:
            return rows, name, names
    raise FileRefused(reason="empty")


def _values(page: Any) -> Iterator[Sequence[Cell]]:
    # The declared size may lie, in both directions.
    page.reset_dimensions()
    yield from page.iter_rows(values_only=True)
