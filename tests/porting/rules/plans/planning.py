"""Lines planned as an import would, and the remarks on them."""

from datetime import date

from kennisruil.porting.rules.known import Known
from kennisruil.porting.rules.mapping import guess_columns
from kennisruil.porting.rules.planning import Planned
from kennisruil.porting.rules.plans import plan
from kennisruil.porting.rules.reading import read_table
from kennisruil.porting.rules.rows import read_rows
from tests.porting.sheets import csv_of

TODAY = date(2026, 11, 21)


def planned_of(kind: str, *lines: str, known: Known | None = None) -> list[Planned]:
    table = read_table(content=csv_of(*lines))
    rows = read_rows(table=table, kind=kind, columns=guess_columns(table=table, kind=kind).columns)
    return plan(kind=kind, rows=rows, known=known or Known(), today=TODAY)


def codes_of(row: Planned) -> list[tuple[str, str]]:
    return [(problem.code, problem.field) for problem in (*row.problems, *row.notes)]
