"""The grids of the Belgian periodic VAT return: what a document counts in which, by dated rows of data.

Of a document five amounts can count: its ``base``; its ``vat``; what it ``cost`` (base with the VAT the operator may
not deduct, as grids 81 to 83 ask); VAT the operator ``assessed`` itself under reverse charge; and what of both is
``deducted``. Sources: VAT Code art. 53 and the explanation with form 625; the grids were compared with those that
another package's Belgian chart gives for the same documents. For an accountant to check.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from kennisruil.billing.rules.rulebook import shipped_data

# Member states beside Belgium (Directive 2006/112/EC art. 5); Greece writes EL in VAT numbers and GR elsewhere.
_EU = frozenset(
    [
        "AT",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "EL",
        "GR",
        "ES",
        "FI",
        "FR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]
)
_DUE, _BACK = ("54", "55", "56", "57", "61", "63"), ("59", "62", "64")
NOWHERE = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxedDocument:
    """A document as the return sees it. ``shares``: category, rate, base and VAT; empty outside VAT."""

    id: UUID
    number: str
    kind: str
    party_id: UUID
    party_name: str
    on: date
    country: str
    vat_number: str
    base_cents: int
    vat_cents: int
    assessed_cents: int = 0
    deducted_cents: int = 0
    shares: tuple[tuple[str, int, int, int], ...] = ()

    @property
    def cost_cents(self) -> int:
        """Base and whatever VAT is not deducted."""
        return self.base_cents + self.vat_cents + self.assessed_cents - self.deducted_cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A grid with its words, and the part of the form it stands in."""

    number: str
    section: str
    words: Mapping[str, str]

    def name(self, language: str) -> str:
        """Say what it is, in a language."""
        return self.words.get(language, self.words["en"])


@dataclass(slots=True)
class Return:
    """Cents by grid, and by grid which document counted for how much."""

    cents: dict[str, int] = field(default_factory=dict)
    counted: dict[str, list[tuple[TaxedDocument, int]]] = field(default_factory=dict)


def where_is(country: str) -> str:
    """Say where a country lies: be, eu, outside."""
    if country == "BE":
        return "be"
    return "eu" if country in _EU else "outside"


@cache
def grids() -> tuple[Grid, ...]:
    """List every grid in the order of the form."""
    return tuple(
        Grid(number=row["grid"], section=row["section"], words={name: row[name] for name in ("en", "nl", "fr")})
        for row in shipped_data("grids")["grids"]
    )


def grids_of(document: TaxedDocument) -> dict[str, int]:
    """Give in which grids a document counts, and for how much; under ``NOWHERE`` what no row fits."""
    found: dict[str, int] = {}
    for category, rate, base, vat in document.shares or (("", 0, document.base_cents, document.vat_cents),):
        row = _row_for(document, category, rate)
        if row is None:
            found[NOWHERE] = found.get(NOWHERE, 0) + base
            continue
        amounts = {"base": base, "vat": vat}
        for name, targets in row["grids"].items():
            for grid, sign in targets.items() if name in amounts else ():
                found[grid] = found.get(grid, 0) + sign * amounts[name]
    row = _row_for(document, *(document.shares[0][:2] if document.shares else ("", 0)))
    whole = {
        "cost": document.cost_cents,
        "assessed": document.assessed_cents,
        "deducted": document.deducted_cents,
    }
    for name, targets in (row or {"grids": {}})["grids"].items():
        for grid, sign in targets.items() if name in whole else ():
            found[grid] = found.get(grid, 0) + sign * whole[name]
    return {grid: cents for grid, cents in found.items() if cents}


def return_of(documents: Iterable[TaxedDocument]) -> Return:
    """Add documents up by grid; 71 is what is to be paid, 72 what comes back, one of the two."""
    made = Return()
    for document in documents:
        for grid, cents in grids_of(document).items():
            made.cents[grid] = made.cents.get(grid, 0) + cents
            made.counted.setdefault(grid, []).append((document, cents))
    balance = sum(made.cents.get(grid, 0) for grid in _DUE) - sum(made.cents.get(grid, 0) for grid in _BACK)
    if balance:
        made.cents["71" if balance > 0 else "72"] = abs(balance)
    return made


def _row_for(document: TaxedDocument, category: str, rate: int) -> Mapping[str, Any] | None:
    """Give the first row that fits; of rows of one name the latest that holds on the day."""
    where = where_is(document.country)
    for row in _rows_on(document.on):
        if (
            document.kind in row["kinds"]
            and (not row.get("categories") or category in row["categories"])
            and (not row.get("rates") or rate in row["rates"])
            and (not row.get("where") or where in row["where"])
            and ("self_assessed" not in row or row["self_assessed"] == bool(document.assessed_cents))
        ):
            return row
    return None


@cache
def _rows_on(on: date) -> tuple[Mapping[str, Any], ...]:
    latest: dict[str, Mapping[str, Any]] = {}
    for row in shipped_data("grids")["rows"]:
        if date.fromisoformat(row["holds_from"]) <= on:
            known = latest.get(row["name"])
            if known is None or known["holds_from"] <= row["holds_from"]:
                latest[row["name"]] = row
    return tuple(latest.values())
