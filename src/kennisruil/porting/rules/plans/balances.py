"""Opening balances: coins, the euro behind them, and the old document they came from."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from kennisruil.porting.rules.known import Known
from kennisruil.porting.rules.names import (
    likely_organisation,
    person_key,
    sure_organisation,
)
from kennisruil.porting.rules.planning import (
    Outcome,
    Planned,
    Record,
    Register,
    refused,
)
from kennisruil.porting.rules.problems import Problem
from kennisruil.porting.rules.rows import ReadRow


def likely_party(values: Mapping[str, Any]) -> Iterable[str]:
    """Name a party as an organisation or as a person."""
    yield from likely_organisation(values)
    if values.get("name"):
        yield f"person:{person_key(str(values['name']))}"


def plan_balances(rows: Iterable[ReadRow], known: Known, today: date) -> list[Planned]:
    """Decide each row: an opening balance is booked once per party and old document, and never changed by a file."""
    parties = Register(known.parties, sure=sure_organisation, likely=likely_party)
    booked = {_key(record.values): record for record in known.openings}
    return [_plan(row, parties, booked, known, today) for row in rows]


def _key(values: Mapping[str, Any]) -> tuple[str, str]:
    return str(values["party_id"]), str(values.get("document_number", "")).casefold()


def _plan(row: ReadRow, parties: Register, booked: dict[tuple[str, str], Record], known: Known, today: date) -> Planned:
    found = [] if row.problems else find_party(parties, row.values.get("party", ""), row.values)
    problems = () if row.problems else (*_party_problems(row, found), *_amount_problems(row, today))
    if row.problems or problems:
        return refused(row, *problems)
    values = {**row.values, "party_id": found[0].key, "name": found[0].name}
    earlier = booked.get(_key(values))
    if earlier is None:
        booked[_key(values)] = Record(f"row:{row.number}", values, row.number)
        return Planned(row.number, Outcome.NEW, values, found[0].key, found[0].name, notes=_notes(values, known))
    if (earlier.values["coins"], earlier.values["euro"]) == (values["coins"], values["euro"]):
        return Planned(row.number, Outcome.UNCHANGED, values, earlier.key, found[0].name)
    about = {"name": found[0].name, "document": values.get("document_number", "")}
    return refused(replace(row, values=values), Problem("opening_differs", "coins", about))


def find_party(parties: Register, name: str, values: Mapping[str, Any]) -> list[Record]:
    """Find the parties a row may mean: by enterprise number when it has one, else by name."""
    return parties.sure(values) if values.get("enterprise_number") else parties.likely({"name": name})


def _party_problems(row: ReadRow, found: list[Record]) -> Iterable[Problem]:
    if len(found) != 1:
        yield Problem("party_twice" if found else "party_unknown", "party", {"value": row.values["party"]})


def _amount_problems(row: ReadRow, today: date) -> Iterable[Problem]:
    coins, euro = row.values["coins"], row.values["euro"]
    if coins == 0:
        yield Problem("nothing_to_book", "coins")
    elif (coins > 0) != (euro > 0) or euro == 0:
        yield Problem("signs_differ", "euro")
    if row.values.get("document_date", "") > today.isoformat():
        yield Problem("in_future", "document_date", {"value": row.values["document_date"]})


def _notes(values: Mapping[str, Any], known: Known) -> tuple[Problem, ...]:
    notes = [] if values.get("document_number") else [Problem("no_document", "document_number")]
    if values["euro"] * 100 != values["coins"] * known.counter_value_cents:
        notes.append(Problem("unusual_value", "euro", {"cents": known.counter_value_cents}))
    return tuple(notes)
