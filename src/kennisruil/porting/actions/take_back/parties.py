"""Organisations back out: new ones go, changed facts return to what they were."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from kennisruil.ledger.models import Entry
from kennisruil.network import actions as network
from kennisruil.network import queries as network_queries
from kennisruil.network.models import Party
from kennisruil.porting.actions.take_back import Blocker, Undoing
from kennisruil.porting.actions.take_back.references import referred
from kennisruil.porting.models import ImportRow
from kennisruil.porting.queries import FACTS


def party_blockers(undoing: Undoing) -> list[Blocker]:
    """List organisations on which something was built, and facts that changed since."""
    new = {UUID(row.target): row for row in undoing.of("new")}
    used = used_parties(undoing, new)
    blockers = [
        Blocker(row.number, row.target_name or row.values["name"], used[i]) for i, row in new.items() if i in used
    ]
    return blockers + [
        Blocker(row.number, row.target_name, "changed")
        for row in _joined(undoing, new)
        if not _is_as_left(row, undoing)
    ]


def used_parties(undoing: Undoing, ids: Collection[UUID]) -> dict[UUID, str]:
    """Give the parties among ``ids`` to which something else refers, or whose account has moved."""
    used = referred(network_id=undoing.network_id, model=Party, ids=ids, own_action=undoing.own_action)
    accounts = dict(Party.objects.filter(network_id=undoing.network_id, pk__in=ids).values_list("account_id", "pk"))
    moved = Entry.objects.filter(network_id=undoing.network_id, account_id__in=list(accounts))
    return used | {
        accounts[account]: "ledger.entry" for account in moved.values_list("account_id", flat=True).distinct()
    }


def _joined(undoing: Undoing, new: Collection[UUID]) -> list[ImportRow]:
    """Give the rows that changed what was there before; what joined a row of the same file goes with it."""
    return [row for row in undoing.of("update", "merge") if UUID(row.target) not in new]


def _is_as_left(row: ImportRow, undoing: Undoing) -> bool:
    party_id = UUID(row.target)
    facts = network_queries.noted_facts(network_id=undoing.network_id, party_id=party_id, on=undoing.today)
    name = network_queries.party_by_id(network_id=undoing.network_id, party_id=party_id).name
    now = {"name": name} | {field: getattr(facts, field) for field in FACTS if facts}
    return all(now.get(field) == after for field, (_before, after) in row.changes.items())


def take_back_parties(undoing: Undoing) -> None:
    """Return changed organisations to what they were and remove the new ones; their accounts close empty."""
    new = {UUID(row.target) for row in undoing.of("new")}
    for row in _joined(undoing, new):
        _restore(row, undoing)
    network.take_back_parties(network_id=undoing.network_id, ids=new, by=undoing.by, at=undoing.at)


def _restore(row: ImportRow, undoing: Undoing) -> None:
    party_id = UUID(row.target)
    before = {field: before for field, (before, _after) in row.changes.items() if before is not None}
    common: dict[str, Any] = {
        "network_id": undoing.network_id,
        "party_id": party_id,
        "by": undoing.by,
        "at": undoing.at,
    }
    if "name" in before:
        network.change_party(name=before.pop("name"), **common)
    # Facts that began with the import end with it; those of an earlier day that it filled get their blanks back.
    if before and not network.take_back_facts(action_id=undoing.own_action, **common):
        network.change_facts(holds_from=undoing.today, **common, **before)
