"""From cells to values: each mapped cell read as its field asks, what cannot be read becomes a problem of its row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kennisruil.porting.rules.kinds import Field, fields_of
from kennisruil.porting.rules.mapping import check_mapping
from kennisruil.porting.rules.problems import Problem
from kennisruil.porting.rules.table import Cell, SourceRow, Table, is_empty
from kennisruil.porting.rules.values import Unreadable, as_json, read_date


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row's values by field (days as ISO text; empty cells are left out) and what could not be read."""

    number: int
    values: dict[str, Any]
    problems: tuple[Problem, ...] = ()


def read_rows(*, table: Table, kind: str, columns: Mapping[str, str]) -> list[ReadRow]:
    """Read every row through the mapping (header → field). :raises MappingRefused: the mapping does not fit."""
    check_mapping(table=table, kind=kind, columns=columns)
    places = [(table.headers.index(header), fields_of(kind)[name]) for header, name in columns.items()]
    return [_read_row(row, places, table.serial_dates) for row in table.rows]


def _read_row(row: SourceRow, places: list[tuple[int, Field]], serial: bool) -> ReadRow:
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for index, field in places:
        cell = row.cell(index)
        if is_empty(cell):
            if field.required:
                problems.append(Problem("empty", field.name))
            continue
        try:
            values[field.name] = _value(cell, field, serial)
        except Unreadable as error:
            problems.append(Problem(error.code, field.name, {"value": str(cell)[:80]}))
    return ReadRow(row.number, values, tuple(problems))


def _value(cell: Cell, field: Field, serial: bool) -> Any:
    if field.takes_date:
        return as_json(read_date(cell, serial=serial))
    value = field.read(cell)
    if isinstance(value, str) and len(value) > field.longest:
        raise Unreadable("too_long")
    return value
