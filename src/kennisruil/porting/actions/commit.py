"""Putting an import in: every row or none, in one action."""

from datetime import datetime
from uuid import UUID

from kennisruil.network import queries as network
from kennisruil.porting.actions.apply import apply_row
from kennisruil.porting.actions.apply.context import Going
from kennisruil.porting.actions.preview import digest_of, plan_of
from kennisruil.porting.models import ImportBatch, ImportRow
from kennisruil.porting.rules.planning import Outcome
from kennisruil.shared import jobs
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.periods import day_of
from kennisruil.shared.progress import told
from kennisruil.shared.refusals import Refusal


class AlreadyCommitted(Refusal):
    """The import was undone; it does not go in again. Upload the file again to start anew."""

    code = "import_already_committed"


class PreviewOutdated(Refusal):
    """The network changed since the preview, or there is none: look again first. Nothing went in."""

    code = "import_preview_outdated"


class RowsRefused(Refusal):
    """Some rows cannot go in and nobody said to leave them out. ``count``. Nothing went in."""

    code = "import_rows_refused"

    def __init__(self, *, count: int) -> None:
        self.count = count
        super().__init__(str(count))


class NothingToDo(Refusal):
    """No row would change anything."""

    code = "import_nothing_to_do"


def commit_import(
    *, network_id: UUID, batch_id: UUID, by: Actor, at: datetime, skip_refused: bool = False
) -> ImportBatch:
    """Put in every row as previewed, in one transaction; one that is in already is left as it is.

    :raises PreviewOutdated: nothing went in. :raises RowsRefused: rows are refused and ``skip_refused`` was not said.
    :raises NothingToDo: all is in already. :raises AlreadyCommitted: it was undone.
    """
    with action("porting.commit_import", network_id=network_id, by=by, at=at, about=("import", batch_id)) as act:
        batch = ImportBatch.objects.select_for_update(of=("self",)).get(network_id=network_id, pk=batch_id)
        if batch.state == ImportBatch.State.COMMITTED:
            return batch
        _check(batch, at=at, skip_refused=skip_refused)
        today = day_of(at, network.network_by_id(network_id=network_id).time_zone)
        going = Going(batch=batch, today=today, by=by, at=at)
        rows = ImportRow.objects.filter(network_id=network_id, batch=batch).order_by("number", "pk")
        for row in told(rows.iterator(), about=batch.pk, total=sum(batch.counts.values())):
            _put_in(row, going)
        batch.state, batch.committed_at, batch.commit_action_id = ImportBatch.State.COMMITTED, at, act.id
        batch.save(update_fields=["state", "committed_at", "commit_action_id"])
    return batch


def ask_commit(*, network_id: UUID, batch_id: UUID, by: Actor, at: datetime, skip_refused: bool = False) -> ImportBatch:
    """Let a job put the import in; a large one is not for a request. Twice is once: the second finds it in.

    :raises RowsRefused, NothingToDo, AlreadyCommitted, PreviewOutdated: by what the preview counted; nothing is asked.
    """
    with action("porting.ask_commit", network_id=network_id, by=by, at=at, about=("import", batch_id)):
        batch = ImportBatch.objects.select_for_update(of=("self",)).get(network_id=network_id, pk=batch_id)
        if batch.state == ImportBatch.State.COMMITTED:
            return batch
        if batch.state == ImportBatch.State.UNDONE:
            raise AlreadyCommitted
        if batch.state != ImportBatch.State.PREVIEWED:
            raise PreviewOutdated
        refused = batch.counts.get(Outcome.REFUSED, 0) - len(batch.left_out)
        if refused > 0 and not skip_refused:
            raise RowsRefused(count=refused)
        if not rows_to_put_in(batch):
            raise NothingToDo
        jobs.enqueue(
            "porting.commit_import",
            network_id=network_id,
            batch_id=batch_id,
            by=str(by),
            skip_refused="yes" if skip_refused else "",
        )
    return batch


def rows_to_put_in(batch: ImportBatch) -> int:
    """Count the rows that change something, as the preview has it."""
    return sum(batch.counts.get(each, 0) for each in (Outcome.NEW, Outcome.UPDATE, Outcome.MERGE))


def _check(batch: ImportBatch, *, at: datetime, skip_refused: bool) -> None:
    if batch.state == ImportBatch.State.UNDONE:
        raise AlreadyCommitted
    planned = plan_of(batch, at=at) if batch.state == ImportBatch.State.PREVIEWED else []
    if not planned or digest_of(planned) != batch.plan_digest:
        raise PreviewOutdated
    refused = sum(row.outcome is Outcome.REFUSED and row.problems[0].code != "left_out" for row in planned)
    if refused and not skip_refused:
        raise RowsRefused(count=refused)
    if all(row.outcome in (Outcome.REFUSED, Outcome.UNCHANGED) for row in planned):
        raise NothingToDo


def _put_in(row: ImportRow, going: Going) -> None:
    if row.outcome in (Outcome.REFUSED, Outcome.UNCHANGED):
        return
    made = apply_row(row, going)
    going.made[f"row:{row.number}"] = made
    row.target_kind, row.target = going.target_kind, made
    row.save(update_fields=["target_kind", "target"])
