"""Text files with separators: which letters, which separator, which rows."""

import codecs
import csv
import io

from kennisruil.porting.rules.problems import FileRefused
from kennisruil.porting.rules.table import SourceRow, collect

_SEPARATORS = (";", ",", "\t", "|")
_SAMPLE_ROWS = 40


def decode(content: bytes) -> str:
    """Read bytes as UTF-8 (with or without mark), UTF-16 with a mark, or else Windows-1252 as Excel writes it.

    :raises FileRefused: bytes that are none of these, such as a picture or a program.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decoded(content, "utf-16")
    if b"\x00" in content:
        raise FileRefused(reason="not_a_table")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded(content, "cp1252")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileRefused(reason="encoding") from error


def _parsed(text: str, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def _evenness(text: str, separator: str) -> tuple[float, int]:
    """Judge a separator by how many rows share the commonest width, then by that width."""
    widths = [len(row) for row in _parsed(text, separator) if any(cell.strip() for cell in row)]
    wide = [width for width in widths if width > 1]
    if not wide:
        return 0.0, 0
    commonest = max(sorted(set(wide)), key=wide.count)
    return wide.count(commonest) / len(widths), commonest


def separator_of(text: str) -> str | None:
    """Find the separator: the one that cuts the first rows most evenly; None where nothing is cut at all."""
    first = text.split("\n", 1)[0].strip()
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4]
    sample = "\n".join(text.splitlines()[:_SAMPLE_ROWS])
    judged = {separator: _evenness(sample, separator) for separator in _SEPARATORS}
    best = max(_SEPARATORS, key=lambda separator: judged[separator])
    return best if judged[best][1] > 1 else None


def read_csv(content: bytes) -> list[SourceRow]:
    """Read the rows of a text file. :raises FileRefused: not text, not a table, too long."""
    text = decode(content).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise FileRefused(reason="empty")
    separator = separator_of(text)
    if text[:4].lower() == "sep=":
        text = "\n" + text.split("\n", 1)[1] if "\n" in text else ""
    try:
        # A table of one column is still a table: know-how lists come so.
        return collect(csv.reader(io.StringIO(text, newline=""), delimiter=separator or ";"))
    except csv.Error as error:
        raise FileRefused(reason="not_a_table") from error
