"""People: known by mail address, else by name and organisation."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kennisruil.porting.rules.known import Known
from kennisruil.porting.rules.names import (
    likely_organisation,
    likely_person,
    split_name,
    sure_organisation,
    sure_person,
)
from kennisruil.porting.rules.planning import (
    Outcome,
    Planned,
    Register,
    plan_row,
    refused,
)
from kennisruil.porting.rules.problems import Problem
from kennisruil.porting.rules.rows import ReadRow


def plan_people(rows: Iterable[ReadRow], known: Known, today: date) -> list[Planned]:
    """Decide each row; an organisation that has an account is linked, another is kept as a word with a note."""
    people = Register(known.people, sure=sure_person, likely=likely_person)
    organisations = Register(known.organisations, sure=sure_organisation, likely=likely_organisation)
    return [_plan(row, people, organisations) for row in rows]


def _plan(row: ReadRow, people: Register, organisations: Register) -> Planned:
    row = _with_names(row)
    if row.problems:
        return refused(row)
    if not row.values.get("given_name"):
        return refused(row, Problem("empty", "full_name"))
    notes: list[Problem] = []
    found = organisations.likely({"name": row.values.get("organisation", "")})
    if len(found) > 1:
        return refused(row, Problem("organisation_twice", "organisation", {"value": row.values["organisation"]}))
    if row.values.get("organisation") and not found:
        notes.append(Problem("organisation_unknown", "organisation", {"value": row.values["organisation"]}))
    planned = plan_row(row, people, notes=tuple(notes))
    if planned.outcome is Outcome.NEW and "email" not in row.values:
        return replace(planned, notes=(*planned.notes, Problem("no_email", "email")))
    return planned


def _with_names(row: ReadRow) -> ReadRow:
    values = {name: value for name, value in row.values.items() if name != "full_name"}
    if "full_name" in row.values and "given_name" not in values:
        given, family = split_name(row.values["full_name"])
        if len(given) > 80 or len(family) > 80:
            problem = Problem("too_long", "full_name", {"value": row.values["full_name"][:80]})
            return replace(row, problems=(*row.problems, problem))
        # A lone first name leaves the family name open.
        values |= {"given_name": given} | ({"family_name": family} if family else {})
    elif "full_name" in row.values and "family_name" not in values:
        # Of a whole name beside a first name the rest is the family name.
        full, given = row.values["full_name"].strip(), values["given_name"].strip()
        rest = full.removeprefix(given).strip() if full.startswith(given) else full
        values |= {"family_name": rest} if rest and len(rest) <= 80 else {}
    return replace(row, values=values)
