"""What people can help with: each statement once per person."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from kennisruil.porting.rules.headers import normal_words
from kennisruil.porting.rules.known import Known
from kennisruil.porting.rules.names import person_key, sure_person
from kennisruil.porting.rules.planning import (
    Outcome,
    Planned,
    Record,
    Register,
    plan_row,
    refused,
)
from kennisruil.porting.rules.problems import Problem
from kennisruil.porting.rules.rows import ReadRow


def _by_name(values: Mapping[str, Any]) -> Iterable[str]:
    yield person_key(str(values.get("full_name") or Record("", dict(values)).name))


def _statement(values: Mapping[str, Any]) -> Iterable[str]:
    yield f"{values['person']}|{normal_words(str(values['text']))}"


def _nothing(values: Mapping[str, Any]) -> Iterable[str]:
    return ()


def plan_skills(rows: Iterable[ReadRow], known: Known, today: date) -> list[Planned]:
    """Decide each row: whose it is, and whether the person has said it already."""
    people = Register(known.people, sure=sure_person, likely=_by_name)
    statements = Register(known.skills, sure=_nothing, likely=_statement)
    return [_plan(row, people, statements) for row in rows]


def _plan(row: ReadRow, people: Register, statements: Register) -> Planned:
    if row.problems:
        return refused(row)
    by_email = "email" in row.values
    found = people.sure(row.values) if by_email else people.likely(row.values)
    field = "email" if by_email else "full_name"
    if not row.values.get(field):
        return refused(row, Problem("empty", field))
    if len(found) != 1:
        code = "person_twice" if found else "person_unknown"
        return refused(row, Problem(code, field, {"value": row.values[field]}))
    values = {"person": found[0].key, "text": row.values["text"], "place": row.values.get("place", "in_job")}
    values |= {"language": row.values["language"]} if "language" in row.values else {}
    notes = () if "place" in row.values else (Problem("place_assumed", "place"),)
    planned = plan_row(replace(row, values=values), statements, notes=notes)
    # A statement said twice is one statement: there is nothing to overwrite.
    outcome = Outcome.UNCHANGED if planned.outcome is Outcome.MERGE and not planned.changes else planned.outcome
    return replace(planned, outcome=outcome, target_name=planned.target_name or found[0].name)
