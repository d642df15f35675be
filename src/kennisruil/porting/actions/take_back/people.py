"""People back out: new ones go with their own account, changed details return."""

from typing import Any
from uuid import UUID

from kennisruil.network import actions as network
from kennisruil.network.models import Member, Party
from kennisruil.porting.actions.take_back import Blocker, Undoing
from kennisruil.porting.actions.take_back.parties import used_parties
from kennisruil.porting.actions.take_back.references import referred
from kennisruil.porting.models import ImportRow
from kennisruil.shared.ids import derived_id

_NAMES = {"organisation": "organisation_name"}


def people_blockers(undoing: Undoing) -> list[Blocker]:
    """List people on whom something was built, their accounts that moved, and details that changed since."""
    new = {UUID(row.target): row for row in undoing.of("new")}
    used = referred(network_id=undoing.network_id, model=Member, ids=new, own_action=undoing.own_action)
    accounts = _own_parties(undoing)
    moved = used_parties(undoing, accounts)
    blockers = [Blocker(row.number, _name(row), used[i]) for i, row in new.items() if i in used]
    blockers += [Blocker(accounts[i].number, _name(accounts[i]), what) for i, what in moved.items()]
    return blockers + [
        Blocker(row.number, _name(row), "changed") for row in _joined(undoing) if not _is_as_left(row, undoing)
    ]


def _name(row: ImportRow) -> str:
    return row.target_name or f"{row.values.get('given_name', '')} {row.values.get('family_name', '')}".strip()


def _own_parties(undoing: Undoing) -> dict[UUID, ImportRow]:
    made = {derived_id(row.pk, "own-party"): row for row in undoing.rows}
    rows = Party.objects.filter(network_id=undoing.network_id, pk__in=made).order_by("pk")
    return {party_id: made[party_id] for party_id in rows.values_list("pk", flat=True)}


def _joined(undoing: Undoing) -> list[ImportRow]:
    new = {row.target for row in undoing.of("new")}
    return [row for row in undoing.of("update", "merge") if row.target not in new]


def _details(row: ImportRow, side: int) -> dict[str, Any]:
    """Give the changed details before (0) or after (1) the import, under the names of a member."""
    pairs = {_NAMES.get(name, name): pair[side] for name, pair in row.changes.items() if name != "own_account"}
    return {name: value for name, value in pairs.items() if value is not None}


def _is_as_left(row: ImportRow, undoing: Undoing) -> bool:
    member = Member.objects.get(network_id=undoing.network_id, pk=row.target)
    return all(getattr(member, name) == value for name, value in _details(row, 1).items())


def take_back_people(undoing: Undoing) -> None:
    """Return changed people to what they were and remove the new ones."""
    common: dict[str, Any] = {"network_id": undoing.network_id, "by": undoing.by, "at": undoing.at}
    network.take_back_parties(ids=list(_own_parties(undoing)), **common)
    network.take_back_acting(action_id=undoing.own_action, **common)
    for row in _joined(undoing):
        network.change_member(member_id=UUID(row.target), **common, **_details(row, 0))
    network.take_back_members(ids=[UUID(row.target) for row in undoing.of("new")], **common)
