"""Rows of Tryton that a delivery needs: company, journals, periods, accounts and parties, read or made once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from kennisruil.bookkeeping.adapters.jsonrpc import Connection
from kennisruil.bookkeeping.rules.chart import name_of
from kennisruil.bookkeeping.rules.targets import Parcel, TargetRefused, TargetUnreachable
from kennisruil.network.queries import parties_by_ids
from kennisruil.shared.scope import network_scope

_PAGE = 2000
_ACCOUNT = ["code", "type", "party_required", "reconcile"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account of Tryton's chart."""

    id: int
    party_required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party of Tryton, known there as ``KR-12`` by our number."""

    id: int
    address_id: int


class Rows:
    """Looks rows up by code, keeps them for the run, and makes accounts and parties that are not there yet."""

    def __init__(self, tryton: Connection, *, network_id: UUID) -> None:
        self._tryton, self._network_id = tryton, network_id
        self._names: dict[UUID, tuple[int, str]] = {}
        self._accounts: dict[str, Account] = {}
        self._parties: dict[UUID, Party] = {}
        self._journals: dict[str, int] = {}
        self._periods: list[dict[str, Any]] = []

    def read(self, parcels: Iterable[Parcel]) -> None:
        """Read the names of the parties in the parcels, which hold ids only."""
        ids = {UUID(line["party"]) for each in parcels for line in each.payload["lines"] if line["party"]}
        with network_scope(self._network_id):
            found = parties_by_ids(network_id=self._network_id, party_ids=ids)
        self._names |= {id: (party.number, party.name) for id, party in found.items()}

    @cached_property
    def company(self) -> int:
        """The company the user works in. :raises TargetUnreachable: the user has none."""
        self._tryton.call("model.ir.lang.search_count", [])
        found = self._tryton.context.get("company")
        if not isinstance(found, int):
            raise TargetUnreachable("This user of Tryton has no company")
        return found

    @cached_property
    def currency(self) -> int:
        """The company's currency."""
        rows = self._tryton.find("company.company", [["id", "=", self.company]], ["currency"])
        return int(rows[0]["currency"])

    def journal(self, kind: str) -> int:
        """Give the first journal of a type: revenue, expense, general."""
        if kind not in self._journals:
            rows = self._tryton.find("account.journal", [["type", "=", kind]], ["code"])
            if not rows:
                raise TargetUnreachable(f"Tryton has no journal of type {kind}")
            self._journals[kind] = rows[0]["id"]
        return self._journals[kind]

    def period(self, on: date) -> int:
        """Give the period of a day. :raises TargetRefused: the fiscal year is not there yet, or closed."""
        for row in self._periods:
            if row["start_date"] <= on <= row["end_date"]:
                return int(row["id"])
        fitting = [["start_date", "<=", on], ["end_date", ">=", on]]
        domain = [["company", "=", self.company], ["type", "=", "standard"], ["state", "=", "open"], *fitting]
        rows = self._tryton.find("account.period", domain, ["start_date", "end_date"])
        if not rows:
            raise TargetRefused(f"Tryton has no open period for {on}: make its fiscal year there first")
        self._periods.append(rows[0])
        return int(rows[0]["id"])

    def account(self, code: str, role: str) -> Account:
        """Give the account with a code; where it is not there, make it under the one whose code begins the same."""
        if code not in self._accounts:
            rows = self._accounts_of(code)
            self._accounts[code] = _account(rows[0]) if rows else self._made_account(code, role)
        return self._accounts[code]

    def party(self, id: UUID | None) -> Party:
        """Give the party with our number; where it is not there, make it."""
        assert id is not None, "an account of parties has a party on each line"
        if id not in self._parties:
            number, name = self._names[id]
            rows = self._parties_of(number)
            if not rows:
                values = {"name": name, "code": f"KR-{number}", "addresses": [["create", [{}]]]}
                self._tryton.call("model.party.party.create", [values])
                rows = self._parties_of(number)
            self._parties[id] = Party(id=rows[0]["id"], address_id=rows[0]["addresses"][0])
        return self._parties[id]

    def balances(self, *, start_on: date, end_on: date) -> dict[str, int]:
        """Add up posted lines of ``start_on <= day < end_on`` by account code, in cents, debit positive."""
        state: list[Any] = [["move.state", "=", "posted"], ["move.company", "=", self.company]]
        domain = [*state, ["move.date", ">=", start_on], ["move.date", "<", end_on]]
        sums: dict[str, int] = {}
        offset = 0
        while True:
            fields = ["account.code", "debit", "credit"]
            rows = self._tryton.call(
                "model.account.move.line.search_read", domain, offset, _PAGE, [["id", "ASC"]], fields
            )
            for row in rows:
                code = row["account."]["code"]
                sums[code] = sums.get(code, 0) + row["debit"] - row["credit"]
            if len(rows) < _PAGE:
                return sums
            offset += _PAGE

    def _accounts_of(self, code: str) -> list[Any]:
        return self._tryton.find("account.account", [["code", "=", code], ["company", "=", self.company]], _ACCOUNT)

    def _parties_of(self, number: int) -> list[Any]:
        return self._tryton.find("party.party", [["code", "=", f"KR-{number}"]], ["addresses"])

    def _made_account(self, code: str, role: str) -> Account:
        for length in range(len(code) - 1, 0, -1):
            rows = self._accounts_of(code[:length])
            if rows and rows[0]["type"]:
                above = rows[0]
                break
        else:
            raise TargetRefused(f"Tryton has no account that begins as {code} does")
        values = {
            "name": name_of(role, language="nl"),
            "code": code,
            "company": self.company,
            "parent": above["id"],
            "type": above["type"],
            "party_required": above["party_required"],
            "reconcile": above["reconcile"],
        }
        self._tryton.call("model.account.account.create", [values])
        return _account(self._accounts_of(code)[0])


def _account(row: dict[str, Any]) -> Account:
    return Account(id=row["id"], party_required=bool(row["party_required"]))
