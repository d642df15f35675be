"""What each row would do, against what the network holds and the rows above it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kennisruil.porting.rules.headers import normal_words
from kennisruil.porting.rules.names import organisation_key
from kennisruil.porting.rules.problems import Problem
from kennisruil.porting.rules.rows import ReadRow


class Outcome(StrEnum):
    """What a row does. ``update`` overwrites what it names; ``merge`` joins a likely double and fills only blanks."""

    NEW = "new"
    UPDATE = "update"
    MERGE = "merge"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(slots=True)
class Record:
    """Something the network holds, or will hold once the rows above are in. ``key`` is its id, or ``row:<number>``."""

    key: str
    values: dict[str, Any]
    row: int | None = None

    @property
    def name(self) -> str:
        """What a person calls it."""
        parts = (self.values.get(part, "") for part in ("name", "given_name", "family_name"))
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Planned:
    """One row's fate. ``target`` is the id it changes, or ``row:<n>`` of the row that makes it."""

    number: int
    outcome: Outcome
    values: dict[str, Any]
    target: str = ""
    target_name: str = ""
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


Keys = Callable[[Mapping[str, Any]], Iterable[str]]


class Register:
    """Records findable by key: sure keys (numbers, addresses) and likely ones (names)."""

    def __init__(self, records: Iterable[Record], *, sure: Keys, likely: Keys) -> None:
        self._sure_keys, self._likely_keys = sure, likely
        self._sure: dict[str, list[Record]] = {}
        self._likely: dict[str, list[Record]] = {}
        for record in records:
            self.add(record)

    def add(self, record: Record) -> None:
        """Make the record findable by the keys its values have now."""
        for index, keys in ((self._sure, self._sure_keys), (self._likely, self._likely_keys)):
            for key in keys(record.values):
                if record not in index.setdefault(key, []):
                    index[key].append(record)

    def sure(self, values: Mapping[str, Any]) -> list[Record]:
        """Find by number or address: each record once."""
        return _found(self._sure, self._sure_keys(values))

    def likely(self, values: Mapping[str, Any]) -> list[Record]:
        """Find by name: each record once."""
        return _found(self._likely, self._likely_keys(values))


def _found(index: dict[str, list[Record]], keys: Iterable[str]) -> list[Record]:
    found: dict[str, Record] = {}
    for key in keys:
        for record in index.get(key, []):
            found.setdefault(record.key, record)
    return list(found.values())


def plan_row(row: ReadRow, register: Register, *, notes: tuple[Problem, ...] = ()) -> Planned:
    """Decide one readable row against the register, and let the register know what it will hold after it."""
    sure, likely = register.sure(row.values), register.likely(row.values)
    if len(sure) > 1:
        return refused(row, Problem("two_matches", about={"first": sure[0].name, "second": sure[1].name}))
    if not sure and len(likely) > 1:
        return refused(row, Problem("two_matches", about={"first": likely[0].name, "second": likely[1].name}))
    if not sure and not likely:
        register.add(Record(f"row:{row.number}", dict(row.values), row.number))
        return Planned(row.number, Outcome.NEW, row.values, notes=notes)
    record = (sure or likely)[0]
    same_thing = bool(sure) and record.row is None and _is_called(record, name_in(row.values))
    return _joined(row, record, register, overwrite=same_thing, notes=notes)


def _is_called(record: Record, name: str) -> bool:
    return normal_words(record.name) == normal_words(name) or organisation_key(record.name) == organisation_key(name)


def name_in(values: Mapping[str, Any]) -> str:
    """Give the name a row writes."""
    return Record("", dict(values)).name


def _joined(
    row: ReadRow, record: Record, register: Register, *, overwrite: bool, notes: tuple[Problem, ...]
) -> Planned:
    changes = {
        name: (record.values.get(name, ""), value)
        for name, value in row.values.items()
        if not says_the_same(name, record.values.get(name, ""), value)
        and (overwrite or record.values.get(name, "") in ("", None))
    }
    target_name = record.name
    if record.row is not None:
        outcome = Outcome.MERGE
    elif not changes:
        outcome = Outcome.UNCHANGED
    else:
        outcome = Outcome.UPDATE if overwrite else Outcome.MERGE
    record.values.update({name: after for name, (_before, after) in changes.items()})
    register.add(record)
    return Planned(row.number, outcome, row.values, record.key, target_name, changes, notes=notes)


def says_the_same(field: str, before: Any, after: Any) -> bool:
    """Whether two values differ only in how they are typed: a legal form in a name, dots in a telephone number."""
    if before == after or not (isinstance(before, str) and isinstance(after, str)) or not before:
        return bool(before == after)
    if field in ("name", "organisation"):
        return organisation_key(before) == organisation_key(after)
    if field == "phone":
        return re.sub(r"\D", "", before) == re.sub(r"\D", "", after)
    return field in ("given_name", "family_name", "street", "city", "job_title") and normal_words(
        before
    ) == normal_words(after)


def refused(row: ReadRow, *problems: Problem) -> Planned:
    """Refuse a row, with why."""
    return Planned(row.number, Outcome.REFUSED, row.values, problems=(*row.problems, *problems))


def counts(planned: Iterable[Planned]) -> dict[str, int]:
    """Count the rows by outcome, each outcome named."""
    total = dict.fromkeys((str(outcome) for outcome in Outcome), 0)
    for row in planned:
        total[str(row.outcome)] += 1
    return total
