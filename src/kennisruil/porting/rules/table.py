"""A table as it stood in a file: where its header was, its columns, its rows; and the limits every reader keeps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from kennisruil.porting.rules.problems import FileRefused

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 120
MAX_CELL = 10_000

Cell = str | int | float | bool | date | datetime | time | None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row with the number it has in the file (the first line of the file is 1)."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, index: int) -> Cell:
        """Give a cell; a short row has empty ones at its end."""
        return self.cells[index] if index < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Table:
    """The columns by their header, and the rows below it. ``serial_dates``: numbers may be Excel's day numbers."""

    headers: tuple[str, ...]
    header_row: int
    rows: tuple[SourceRow, ...]
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    serial_dates: bool = False


def is_empty(cell: Cell) -> bool:
    """Nothing stands in it, or white space only."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def collect(rows: Iterable[Sequence[Cell]]) -> list[SourceRow]:
    """Keep the rows in which something stands. :raises FileRefused: too many rows or columns."""
    kept: list[SourceRow] = []
    for number, cells in enumerate(rows, start=1):
        filled = [index for index, cell in enumerate(cells) if not is_empty(cell)]
        if not filled:
            continue
        if filled[-1] >= MAX_COLUMNS:
            raise FileRefused(reason="too_many_columns", limit=MAX_COLUMNS)
        kept.append(SourceRow(number, tuple(cells[: filled[-1] + 1])))
        # A header, and up to ten rows of title above it.
        if len(kept) > MAX_ROWS + 11:
            raise FileRefused(reason="too_many_rows", limit=MAX_ROWS)
    return kept
