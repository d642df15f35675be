"""Taking an import back, whole, as long as nothing else was built on it."""

from datetime import datetime
from uuid import UUID

from kennisruil.network import queries as network
from kennisruil.porting.actions.take_back import Blocker, Finder, Taker, Undoing
from kennisruil.porting.actions.take_back.balances import balance_blockers, take_back_balances
from kennisruil.porting.actions.take_back.parties import party_blockers, take_back_parties
from kennisruil.porting.actions.take_back.people import people_blockers, take_back_people
from kennisruil.porting.actions.take_back.sessions import session_blockers, take_back_sessions
from kennisruil.porting.actions.take_back.skills import skill_blockers, take_back_skills
from kennisruil.porting.models import ImportBatch, ImportRow
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.periods import day_of
from kennisruil.shared.refusals import Refusal


class NotCommitted(Refusal):
    """The import never went in: there is nothing to take back."""

    code = "import_not_committed"


class UndoRefused(Refusal):
    """Others built on rows of the import. ``blockers``: row, name and what; nothing was taken back."""

    code = "import_undo_refused"

    def __init__(self, *, blockers: tuple[Blocker, ...]) -> None:
        self.blockers = blockers
        super().__init__(str(len(blockers)))


_HOW: dict[str, tuple[Finder, Taker]] = {
    "organisations": (party_blockers, take_back_parties),
    "people": (people_blockers, take_back_people),
    "skills": (skill_blockers, take_back_skills),
    "opening_balances": (balance_blockers, take_back_balances),
    "sessions": (session_blockers, take_back_sessions),
}


def undo_import(*, network_id: UUID, batch_id: UUID, by: Actor, at: datetime) -> ImportBatch:
    """Take back all that an import put in or changed; a second time changes nothing.

    :raises NotCommitted: it never went in. :raises UndoRefused: something was built on it; all stays.
    """
    with action("porting.undo_import", network_id=network_id, by=by, at=at, about=("import", batch_id)):
        batch = ImportBatch.objects.select_for_update(of=("self",)).get(network_id=network_id, pk=batch_id)
        if batch.state == ImportBatch.State.UNDONE:
            return batch
        if batch.state != ImportBatch.State.COMMITTED:
            raise NotCommitted
        rows = ImportRow.objects.filter(network_id=network_id, batch=batch).order_by("number", "pk")
        today = day_of(at, network.network_by_id(network_id=network_id).time_zone)
        undoing = Undoing(batch=batch, rows=list(rows), today=today, by=by, at=at)
        find, take_back = _HOW[batch.kind]
        if blockers := find(undoing):
            raise UndoRefused(blockers=tuple(sorted(blockers, key=lambda blocker: blocker.number)))
        take_back(undoing)
        batch.state, batch.undone_at = ImportBatch.State.UNDONE, at
        batch.save(update_fields=["state", "undone_at"])
    return batch
