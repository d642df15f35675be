"""Past sessions: who gave, who received, when; kept as history, for their coins are in the opening balances."""

from collections.abc import Iterable
from datetime import date

from kennisruil.porting.rules.known import Known
from kennisruil.porting.rules.names import sure_organisation
from kennisruil.porting.rules.planning import (
    Outcome,
    Planned,
    Record,
    Register,
    refused,
)
from kennisruil.porting.rules.plans.balances import find_party, likely_party
from kennisruil.porting.rules.problems import Problem
from kennisruil.porting.rules.rows import ReadRow

_SIDES = ("recipient", "provider")


def plan_sessions(rows: Iterable[ReadRow], known: Known, today: date) -> list[Planned]:
    """Decide each row: one session per day, recipient and provider."""
    parties = Register(known.parties, sure=sure_organisation, likely=likely_party)
    held = {_key(record.values): record for record in known.sessions}
    return [_plan(row, parties, held, today) for row in rows]


def _key(values: dict[str, object]) -> tuple[object, ...]:
    return values["held_on"], values["recipient_id"], values["provider_id"]


def _plan(row: ReadRow, parties: Register, held: dict[tuple[object, ...], Record], today: date) -> Planned:
    if row.problems:
        return refused(row)
    found = {side: find_party(parties, row.values[side], {}) for side in _SIDES}
    if problems := [*_party_problems(row, found), *_other_problems(row, today)]:
        return refused(row, *problems)
    values = {**row.values} | {f"{side}_id": found[side][0].key for side in _SIDES}
    if values["recipient_id"] == values["provider_id"]:
        return refused(row, Problem("same_party", "provider", {"value": found["provider"][0].name}))
    name = f"{found['provider'][0].name} → {found['recipient'][0].name}"
    if earlier := held.get(_key(values)):
        return Planned(row.number, Outcome.UNCHANGED, values, earlier.key, name)
    held[_key(values)] = Record(f"row:{row.number}", values, row.number)
    return Planned(row.number, Outcome.NEW, values, "", name)


def _party_problems(row: ReadRow, found: dict[str, list[Record]]) -> Iterable[Problem]:
    for side in _SIDES:
        if len(found[side]) != 1:
            yield Problem("party_twice" if found[side] else "party_unknown", side, {"value": row.values[side]})


def _other_problems(row: ReadRow, today: date) -> Iterable[Problem]:
    if row.values["held_on"] > today.isoformat():
        yield Problem("in_future", "held_on", {"value": row.values["held_on"]})
    if row.values.get("coins", 0) < 0:
        yield Problem("negative", "coins")
