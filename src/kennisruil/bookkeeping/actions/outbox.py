"""The outbox: what packages must hold, written with what it tells of; and filled up for a package chosen later."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any
from uuid import UUID

from kennisruil.bookkeeping.models import JournalEntry, OutboxRow
from kennisruil.bookkeeping.queries.journal import booked_entries
from kennisruil.bookkeeping.queries.outbox import outbox_row, targets_on
from kennisruil.bookkeeping.rules.payloads import entry_payload, sha256_of
from kennisruil.bookkeeping.rules.targets import ENTRY, Target, takes
from kennisruil.bookkeeping.rules.telling import Told, document_answers
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id

_STEP = 500


def tell_packages(
    *,
    network_id: UUID,
    kind: str,
    number: str,
    booked_on: date,
    about: tuple[str, UUID],
    payload: Mapping[str, Any],
    by: Actor,
    at: datetime,
) -> list[OutboxRow]:
    """Write a row for each chosen package that takes it, once per number; a second telling gives the first rows back.

    A number that was told with other content becomes an alarm: what the packages hold is not replaced.
    """
    told = Told(kind=kind, number=number, booked_on=booked_on, about=about, payload=payload)
    with action("bookkeeping.tell_packages", network_id=network_id, by=by, at=at, about=about):
        return tell_many(network_id=network_id, told=[told], by=by, at=at)


def tell_many(*, network_id: UUID, told: Iterable[Told], by: Actor, at: datetime) -> list[OutboxRow]:
    """Tell the chosen packages of many things, each as :func:`tell_packages` does; ``told`` is read only for them."""
    with action("bookkeeping.tell_packages", network_id=network_id, by=by, at=at) as act:
        chosen = _chosen_in(act.id, network_id, at.date())
        if not chosen:
            return []
        wanted = [
            _row(network_id, target, each, at=at)
            for each in told
            for target, since_on in chosen
            if each.booked_on >= since_on and takes(target, kind=each.kind, payload=each.payload)
        ]
        rows = OutboxRow.objects.filter(network_id=network_id, pk__in=[row.pk for row in wanted])
        known = {row.pk: row for row in rows.select_for_update().order_by("pk")}
        OutboxRow.objects.bulk_create([row for row in wanted if row.pk not in known], ignore_conflicts=True)
        return [_as_known(known[row.pk], row) if row.pk in known else row for row in wanted]


def fill_outbox(*, network_id: UUID, target: Target, since_on: date, by: Actor, at: datetime) -> int:
    """Write what ``target`` must hold of everything booked since a day and was not told yet; give how many rows."""
    written = 0
    with action("bookkeeping.fill_outbox", network_id=network_id, by=by, at=at, about=("target", target)):
        entries = iter(_entries_told(network_id, since_on))
        documents = (each for answer in document_answers for each in answer(network_id=network_id, since_on=since_on))
        for every in (entries, documents):
            while batch := list(islice(every, _STEP)):
                written += _filled(network_id, target, batch, at=at)
    return written


def try_again(*, network_id: UUID, row_id: UUID, by: Actor, at: datetime) -> OutboxRow:
    """Let a row that waits or is in alarm be tried at the next delivery; what was delivered stays so."""
    with action("bookkeeping.try_again", network_id=network_id, by=by, at=at, about=("package", row_id)):
        row = outbox_row(network_id=network_id, row_id=row_id)
        if row.state != OutboxRow.State.DELIVERED:
            row.state, row.next_try_at, row.problem = OutboxRow.State.WAITING, None, ""
            row.save(update_fields=["state", "next_try_at", "problem"])
    return row


@lru_cache(maxsize=32)
def _chosen_in(act_id: UUID, network_id: UUID, on: date) -> tuple[tuple[Target, date], ...]:
    """Read the chosen targets once in an action: a close tells thousands of rows in one."""
    del act_id
    return tuple(targets_on(network_id=network_id, on=on).items())


def _as_known(known: OutboxRow, row: OutboxRow) -> OutboxRow:
    """Keep what was told first; what is told otherwise now is an alarm."""
    if known.sha256 != row.sha256:
        known.state = OutboxRow.State.ALARM
        known.problem = f"{known.number} was told a second time, with other content"
        known.save(update_fields=["state", "problem"])
    return known


def _filled(network_id: UUID, target: Target, batch: list[Told], *, at: datetime) -> int:
    wanted = [told for told in batch if takes(target, kind=told.kind, payload=told.payload)]
    rows = [_row(network_id, target, told, at=at) for told in wanted]
    there = set(OutboxRow.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    new = [row for row in rows if row.pk not in there]
    OutboxRow.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _row(network_id: UUID, target: Target, told: Told, *, at: datetime) -> OutboxRow:
    return OutboxRow(
        id=derived_id(network_id, "outbox", target.value, told.kind, told.number),
        network_id=network_id,
        target=target,
        kind=told.kind,
        number=told.number,
        payload=dict(told.payload),
        sha256=sha256_of(told.payload),
        about_kind=told.about[0],
        about_id=str(told.about[1]),
        booked_on=told.booked_on,
        written_at=at,
    )


def _entries_told(network_id: UUID, since_on: date) -> Iterable[Told]:
    rows = JournalEntry.objects.filter(network_id=network_id, booked_on__gte=since_on)
    keys = list(rows.order_by("year", "number", "pk").values_list("pk", flat=True))
    for start in range(0, len(keys), _STEP):
        for id, entry in booked_entries(network_id=network_id, ids=keys[start : start + _STEP]):
            yield Told(
                kind=ENTRY,
                number=entry.shown_number,
                booked_on=entry.booked_on,
                about=("entry", id),
                payload=entry_payload(entry),
            )
