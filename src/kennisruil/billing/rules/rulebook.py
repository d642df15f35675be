"""The rule book: treatments, VAT rates, wordings and terms as data, each with the date from which it holds.

A network starts from the shipped book and lays its own rows over it; of two rows about the same thing the one with the
latest date that is not in the future decides, and of two with one date the network's own.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from kennisruil.billing.rules.values import LegalRole, Side, VatKind


class RuleMissing(Exception):
    """Nothing in the book holds on this date. ``what`` and ``key`` say which rule was looked for."""

    def __init__(self, what: str, key: str, on: date) -> None:
        super().__init__(f"{what} {key} on {on}")
        self.what, self.key, self.on = what, key, on


@dataclass(frozen=True, kw_only=True)
class TreatmentRow:
    """One row of the table: what a party of this kind gets on this side, in this legal role.

    ``channel`` may also be ``peppol_when_registered`` or ``of_counterparty``; ``document_kind`` may be ``as_provider``;
    ``otherwise`` is the kind whose row is taken when something in ``needs`` is unknown; ``terms`` names the deadlines.
    """

    legal_role: LegalRole
    side: Side
    vat_kind: VatKind
    holds_from: date
    document_kind: str
    issuer: str
    vat_category: str | None
    rate: str | None
    wording: str | None
    notes: tuple[str, ...]
    profile: str | None
    channel: str
    self_assessed_rate: str | None
    needs: tuple[str, ...]
    otherwise: VatKind | None
    warnings: tuple[str, ...]
    terms: str = "standard"

    @property
    def about(self) -> tuple[str, ...]:
        """What this row is about; a later row about the same takes its place."""
        return (self.legal_role, self.side, self.vat_kind)


@dataclass(frozen=True, kw_only=True)
class Rate:
    """A VAT rate in basis points."""

    key: str
    holds_from: date
    basis_points: int

    @property
    def about(self) -> tuple[str, ...]:
        """What this row is about."""
        return (self.key,)


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A legal sentence in one language; ``code`` is its VATEX code where the list has one."""

    key: str
    language: str
    holds_from: date
    text: str
    code: str = ""

    @property
    def about(self) -> tuple[str, ...]:
        """What this row is about."""
        return (self.key, self.language)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Deadlines: days for the VAT, months for the return service, days to accept a draft, last day to be chargeable."""

    holds_from: date
    vat_due_days: int
    return_months: int
    acceptance_days: int
    chargeable_day: int
    key: str = "standard"

    @property
    def about(self) -> tuple[str, ...]:
        """What this row is about."""
        return (self.key,)


R = TypeVar("R", TreatmentRow, Rate, Wording, Terms)


@dataclass(frozen=True, kw_only=True)
class RuleBook:
    """All dated rules of one network. Later tuples win over earlier ones with the same date."""

    rows: tuple[TreatmentRow, ...] = field(default=())
    rates: tuple[Rate, ...] = field(default=())
    wordings: tuple[Wording, ...] = field(default=())
    terms: tuple[Terms, ...] = field(default=())

    def overridden_by(self, other: "RuleBook") -> "RuleBook":
        """Lay the rows of ``other`` over these."""
        return RuleBook(
            rows=self.rows + other.rows,
            rates=self.rates + other.rates,
            wordings=self.wordings + other.wordings,
            terms=self.terms + other.terms,
        )

    def row_on(self, *, legal_role: LegalRole, side: Side, vat_kind: VatKind, on: date) -> TreatmentRow:
        """Give the row of the table that holds ``on``. :raises RuleMissing: there is none."""
        return _holding(self.rows, (legal_role, side, vat_kind), on)

    def rate_on(self, *, key: str, on: date) -> int:
        """Give the rate in basis points. :raises RuleMissing: there is none."""
        return _holding(self.rates, (key,), on).basis_points

    def wording_on(self, *, key: str, language: str, on: date) -> Wording:
        """Give the sentence in ``language``, else in Dutch. :raises RuleMissing: in neither."""
        try:
            return _holding(self.wordings, (key, language), on)
        except RuleMissing:
            return _holding(self.wordings, (key, "nl"), on)

    def terms_on(self, *, on: date, key: str = "standard") -> Terms:
        """Give the deadlines that hold ``on``. :raises RuleMissing: there are none."""
        return _holding(self.terms, (key,), on)


def rule_book_from(data: Mapping[str, Iterable[Mapping[str, Any]]]) -> RuleBook:
    """Read a rule book from JSON rows under ``treatments``, ``rates``, ``wordings``, ``terms``; each may be absent."""
    return RuleBook(
        rows=tuple(_row(row) for row in data.get("treatments", ())),
        rates=tuple(Rate(**_dated(row)) for row in data.get("rates", ())),
        wordings=tuple(Wording(**_dated(row)) for row in data.get("wordings", ())),
        terms=tuple(Terms(**_dated(row)) for row in data.get("terms", ())),
    )


@cache
def shipped_rule_book() -> RuleBook:
    """Give the Belgian defaults that come with the program."""
    return rule_book_from({name: shipped_data(name) for name in ("treatments", "rates", "wordings", "terms")})


@cache
def shipped_data(name: str) -> Any:
    """Read ``billing/data/<name>.json``."""
    return json.loads((files("kennisruil.billing") / "data" / f"{name}.json").read_text(encoding="utf-8"))


def _row(row: Mapping[str, Any]) -> TreatmentRow:
    parsed = _dated(row)
    parsed["legal_role"] = LegalRole(row["legal_role"])
    parsed["side"] = Side(row["side"])
    parsed["vat_kind"] = VatKind(row["vat_kind"])
    parsed["otherwise"] = VatKind(row["otherwise"]) if row["otherwise"] else None
    for name in ("notes", "needs", "warnings"):
        parsed[name] = tuple(row[name])
    return TreatmentRow(**parsed)


def _dated(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "holds_from": date.fromisoformat(row["holds_from"])}


def _holding(rows: tuple[R, ...], about: tuple[str, ...], on: date) -> R:
    holding = [row for row in rows if row.about == about and row.holds_from <= on]
    if not holding:
        raise RuleMissing("rule", " ".join(about), on)
    latest = max(row.holds_from for row in holding)
    return [row for row in holding if row.holds_from == latest][-1]
