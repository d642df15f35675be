"""Before anything goes in: the file is kept, its columns chosen, each row's fate written down."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from kennisruil.network import queries as network
from kennisruil.porting import queries
from kennisruil.porting.models import ImportBatch, ImportRow
from kennisruil.porting.rules.mapping import guess_columns, guess_kind
from kennisruil.porting.rules.planning import Outcome, Planned, counts
from kennisruil.porting.rules.plans import plan
from kennisruil.porting.rules.problems import MappingRefused, Problem
from kennisruil.porting.rules.reading import read_table
from kennisruil.porting.rules.rows import read_rows
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.files import keep_file
from kennisruil.shared.ids import derived_id
from kennisruil.shared.periods import day_of


def upload_file(
    *, network_id: UUID, id: UUID, name: str, content: bytes, by: Actor, at: datetime, kind: str = ""
) -> ImportBatch:
    """Keep a file as the start of an import, its columns (and kind, unless given) guessed; a second time is the first.

    :raises FileRefused: it cannot be read; nothing is kept. :raises MappingRefused: an unknown ``kind``.
    """
    known = ImportBatch.objects.filter(network_id=network_id, pk=id).first()
    if known is not None:
        return known
    table = read_table(content=content)
    guess = guess_columns(table=table, kind=kind) if kind else guess_kind(table=table, file_name=name)
    with action("porting.upload_file", network_id=network_id, by=by, at=at, about=("import", id)):
        file = keep_file(
            network_id=network_id,
            id=derived_id(id, "file"),
            name=name[-200:],
            media_type="application/octet-stream",
            content=content,
            at=at,
        )
        return ImportBatch.objects.create(
            id=id,
            network_id=network_id,
            file=file,
            file_name=name[-200:],
            sheet=table.sheet,
            kind=guess.kind,
            columns=guess.columns,
            by=str(by),
            uploaded_at=at,
        )


def choose_columns(
    *,
    network_id: UUID,
    batch_id: UUID,
    kind: str,
    columns: Mapping[str, str],
    by: Actor,
    at: datetime,
    sheet: str | None = None,
) -> ImportBatch:
    """Decide what the file is and which column (header) holds which field, and write down what each row would do.

    :raises MappingRefused: columns and fields do not fit, or it is already in. :raises FileRefused: no such sheet.
    """
    about = ("import", batch_id)
    with action("porting.choose_columns", network_id=network_id, by=by, at=at, about=about, data={"kind": kind}):
        batch = _open_batch(network_id, batch_id)
        batch.sheet = batch.sheet if sheet is None else sheet
        batch.kind, batch.columns, batch.left_out = kind, dict(columns), []
        _write_preview(batch, plan_of(batch, at=at))
    return batch


def look_again(*, network_id: UUID, batch_id: UUID, by: Actor, at: datetime) -> ImportBatch:
    """Preview again, against what the network holds now. :raises MappingRefused: as ``choose_columns``."""
    with action("porting.look_again", network_id=network_id, by=by, at=at, about=("import", batch_id)):
        batch = _open_batch(network_id, batch_id)
        _write_preview(batch, plan_of(batch, at=at))
    return batch


def leave_out(
    *, network_id: UUID, batch_id: UUID, number: int, by: Actor, at: datetime, back: bool = False
) -> ImportBatch:
    """Leave one row out, or take it ``back`` in, and preview again."""
    with action("porting.leave_out", network_id=network_id, by=by, at=at, about=("import", batch_id)):
        batch = _open_batch(network_id, batch_id)
        kept = set(batch.left_out) - {number} if back else {*batch.left_out, number}
        batch.left_out = sorted(kept)
        _write_preview(batch, plan_of(batch, at=at))
    return batch


def _open_batch(network_id: UUID, batch_id: UUID) -> ImportBatch:
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(network_id=network_id, pk=batch_id)
    if batch.state not in (ImportBatch.State.UPLOADED, ImportBatch.State.PREVIEWED):
        raise MappingRefused(reason="already_in")
    return batch


def plan_of(batch: ImportBatch, *, at: datetime) -> list[Planned]:
    """Plan the kept file against the network as it is now. :raises MappingRefused: columns and fields do not fit."""
    today = day_of(at, network.network_by_id(network_id=batch.network_id).time_zone)
    rows = read_rows(table=queries.table_of(batch), kind=batch.kind, columns=batch.columns)
    out = set(batch.left_out)
    known = queries.known_for(network_id=batch.network_id, kind=batch.kind, today=today)
    planned = plan(kind=batch.kind, rows=[row for row in rows if row.number not in out], known=known, today=today)
    left = [replace(_LEFT_OUT, number=row.number, values=row.values) for row in rows if row.number in out]
    return sorted([*planned, *left], key=lambda row: row.number)


_LEFT_OUT = Planned(0, Outcome.REFUSED, {}, problems=(Problem("left_out"),))


def digest_of(planned: Sequence[Planned]) -> str:
    """Give a fingerprint of a plan: two that would do the same have the same."""
    told = [
        [row.number, row.outcome, row.target, row.values, row.changes, [problem.code for problem in row.problems]]
        for row in planned
    ]
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


def _write_preview(batch: ImportBatch, planned: Sequence[Planned]) -> None:
    ImportRow.objects.filter(network_id=batch.network_id, batch=batch).delete()
    ImportRow.objects.bulk_create(
        (
            ImportRow(
                id=derived_id(batch.pk, row.number),
                network_id=batch.network_id,
                batch=batch,
                number=row.number,
                outcome=row.outcome,
                values=row.values,
                changes=row.changes,
                problems=[problem.as_json() for problem in row.problems],
                notes=[note.as_json() for note in row.notes],
                target=row.target,
                target_name=row.target_name[:300],
            )
            for row in planned
        ),
        batch_size=1000,
    )
    batch.counts, batch.plan_digest, batch.state = counts(planned), digest_of(planned), ImportBatch.State.PREVIEWED
    batch.save(update_fields=["sheet", "kind", "columns", "left_out", "counts", "plan_digest", "state"])
