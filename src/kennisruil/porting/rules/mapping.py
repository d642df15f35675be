"""Which kind a table is and which column holds which field: guesses that are shown, and checks on what was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from kennisruil.porting.rules.headers import normal_words, words_of
from kennisruil.porting.rules.kinds import KINDS, fields_of
from kennisruil.porting.rules.problems import MappingRefused
from kennisruil.porting.rules.table import Table

# One of these must be mapped, beside the required ones.
ONE_OF = {"people": ("full_name", "given_name"), "skills": ("email", "full_name")}
_LOOKS_LIKE = 0.84
# Beside a first name these stand for the family name: "Voornaam; Naam" is how a Flemish list begins.
_SHORT_FOR_FAMILY_NAME = frozenset({"naam", "nom", "name"})


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest kind, and per header the field: ``sure`` where a word is known, else it only looks like one."""

    kind: str
    columns: dict[str, str]
    sure: frozenset[str]
    left_over: tuple[str, ...]


def guess_columns(*, table: Table, kind: str) -> Guess:
    """Match headers to the fields of ``kind``: known words first, then words that look alike; each field once."""
    columns: dict[str, str] = {}
    sure: set[str] = set()
    for field in fields_of(kind):
        header = _known(table.headers, words_of(kind, field), columns)
        if header:
            columns[header] = field
            sure.add(header)
    for field in fields_of(kind):
        if field not in columns.values() and (header := _alike(table.headers, words_of(kind, field), columns)):
            columns[header] = field
    if kind == "people":
        _take_family_name(columns)
    in_order = {header: columns[header] for header in table.headers if header in columns}
    left_over = tuple(header for header in table.headers if header not in columns)
    return Guess(kind, in_order, frozenset(sure), left_over)


def _take_family_name(columns: dict[str, str]) -> None:
    fields = set(columns.values())
    if "given_name" in fields and "family_name" not in fields:
        for header, field in columns.items():
            if field == "full_name" and normal_words(header) in _SHORT_FOR_FAMILY_NAME:
                columns[header] = "family_name"


def _known(headers: tuple[str, ...], words: frozenset[str], taken: Mapping[str, str]) -> str:
    return next((header for header in headers if header not in taken and normal_words(header) in words), "")


def _alike(headers: tuple[str, ...], words: frozenset[str], taken: Mapping[str, str]) -> str:
    scores = [
        (SequenceMatcher(None, normal_words(header), word).ratio(), header)
        for header in headers
        if header not in taken and len(normal_words(header)) > 3
        for word in sorted(words)
        if len(word) > 3
    ]
    score, header = max(scores, default=(0.0, ""))
    return header if score >= _LOOKS_LIKE else ""


def guess_kind(*, table: Table, file_name: str = "") -> Guess:
    """Guess the kind: all it needs is there, most columns are known; the file's or sheet's name decides a tie."""
    guesses = [guess_columns(table=table, kind=kind) for kind in KINDS]
    return max(guesses, key=lambda guess: _score(guess, f"{file_name} {table.sheet}"))


_NAME_HINTS = {
    "organisations": ("organisat", "bedrijv", "entreprise", "compan", "partij"),
    "people": ("people", "persone", "personen", "mensen", "leden", "contact", "membres", "deelnemers"),
    "skills": ("skill", "kennis", "competen", "knowhow", "talent", "savoir"),
    "opening_balances": ("saldo", "balance", "solde", "opening", "begin"),
    "sessions": ("sessie", "session", "seance"),
}


def _score(guess: Guess, name: str) -> tuple[bool, bool, int, int]:
    hinted = any(hint in normal_words(name) for hint in _NAME_HINTS[guess.kind])
    return (not lacking(guess.kind, guess.columns), hinted, len(guess.sure), len(guess.columns))


def lacking(kind: str, columns: Mapping[str, str]) -> tuple[str, ...]:
    """Give the fields without which the kind cannot be read."""
    mapped = set(columns.values())
    missing = tuple(name for name, field in fields_of(kind).items() if field.required and name not in mapped)
    choice = ONE_OF.get(kind, ())
    return missing + (choice[:1] if choice and not mapped & set(choice) else ())


def check_mapping(*, table: Table, kind: str, columns: Mapping[str, str]) -> None:
    """Hold a chosen mapping (header → field) against the table.

    :raises MappingRefused: unknown kind, column or field, one field from two columns, or a field missing.
    """
    if kind not in KINDS:
        raise MappingRefused(reason="unknown_kind", kind=kind)
    for header, field in columns.items():
        if header not in table.headers:
            raise MappingRefused(reason="unknown_column", column=header, columns=list(table.headers))
        if field not in fields_of(kind):
            raise MappingRefused(reason="unknown_field", field=field, kind=kind)
        if list(columns.values()).count(field) > 1:
            raise MappingRefused(reason="field_twice", field=field)
    if missing := lacking(kind, columns):
        raise MappingRefused(reason="field_missing", field=missing[0], kind=kind)
