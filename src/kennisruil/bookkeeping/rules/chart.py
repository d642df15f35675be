"""The chart of accounts: which code plays which role of the posting table; codes are data with a date."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


class RoleUnknown(LookupError):
    """The posting table asks for a role that neither the network's chart nor the shipped one has."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Codes by role, as they hold on one day."""

    codes: Mapping[str, str]

    def code(self, role: str) -> str:
        """Give the account that plays ``role``. :raises RoleUnknown: nobody does."""
        if role not in self.codes:
            raise RoleUnknown(role)
        return self.codes[role]


@cache
def shipped_roles() -> Mapping[str, Mapping[str, Any]]:
    """Read the roles that come with the program: default code, root for plain-text ledgers, name per language."""
    text = (files("kennisruil.bookkeeping") / "data" / "chart.json").read_text(encoding="utf-8")
    roles: Mapping[str, Mapping[str, Any]] = json.loads(text)["roles"]
    return roles


def chart_from(own: Mapping[str, str]) -> Chart:
    """Lay a network's own codes over the shipped ones."""
    return Chart({role: str(row["code"]) for role, row in shipped_roles().items()} | dict(own))


def root_of(role: str) -> str:
    """Give the root that plain-text ledgers want: Assets, Liabilities, Equity, Income or Expenses."""
    return str(shipped_roles()[role]["root"])


def name_of(role: str, *, language: str) -> str:
    """Give what people call the account."""
    row = shipped_roles()[role]
    return str(row.get(language, row["en"]))
