"""What can be imported: the kinds, their fields in the order of a template, and how each field is read."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from kennisruil.porting.rules import values
from kennisruil.porting.rules.headers import known_columns, known_values
from kennisruil.porting.rules.table import Cell

ORGANISATIONS = "organisations"
PEOPLE = "people"
SKILLS = "skills"
OPENING_BALANCES = "opening_balances"
SESSIONS = "sessions"
KINDS = (ORGANISATIONS, PEOPLE, SKILLS, OPENING_BALANCES, SESSIONS)

Reader = Callable[[Cell], Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind. ``longest`` is in letters, for text."""

    name: str
    required: bool
    read: Reader
    takes_date: bool = False
    longest: int = 200


def _one_of(name: str) -> Reader:
    return values.one_of(known_values()[name], f"unknown_{name}")


def _read_country(cell: Cell) -> str:
    text = values.read_text(cell)
    if len(text) == 2 and text.isalpha() and text.isascii():
        return text.upper()
    return str(_one_of("country")(text))


_READERS: dict[str, Reader] = {
    "vat_kind": _one_of("vat_kind"),
    "enterprise_number": values.read_enterprise_number,
    "vat_number": values.read_vat_number,
    "country": _read_country,
    "iban": values.read_iban,
    "email": values.read_email,
    "phone": values.read_phone,
    "language": _one_of("language"),
    "peppol_registered": values.read_yes_no,
    "own_account": values.read_yes_no,
    "is_outsider": values.read_yes_no,
    "place": _one_of("place"),
    "coins": partial(values.read_amount, scale=2),
    "euro": partial(values.read_amount, scale=2),
}
_DATES = {"held_on", "document_date"}
_LONGEST = {"given_name": 80, "family_name": 80, "job_title": 120, "postcode": 20, "city": 100, "document_number": 40}
_LONG = {"text": 2000, "outcome": 2000, "full_name": 160}


@cache
def fields_of(kind: str) -> dict[str, Field]:
    """Give the fields of a kind by name, in the order of its template."""
    return {
        name: Field(
            name=name,
            required=bool(column.get("required", False)),
            read=values.read_date if name in _DATES else _READERS.get(name, values.read_text),
            takes_date=name in _DATES,
            longest=_LONGEST.get(name) or _LONG.get(name) or 200,
        )
        for name, column in known_columns()[kind].items()
    }
