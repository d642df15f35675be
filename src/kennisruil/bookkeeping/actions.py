"""Writes of the bookkeeping room: an entry of the journal, a row of the outbox."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from kennisruil.bookkeeping.models import JournalEntry, JournalLine, OutboxRow
from kennisruil.bookkeeping.queries import chart_on
from kennisruil.bookkeeping.rules.chart import Chart
from kennisruil.bookkeeping.rules.entries import EntryLine, is_balanced
from kennisruil.bookkeeping.rules.payloads import sha256_of
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id

_DRAW = """
INSERT INTO bookkeeping_journalcounter (id, network_id, year, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (network_id, year) DO UPDATE SET last = bookkeeping_journalcounter.last + 1 RETURNING last
"""


def hold_books(*, network_id: UUID) -> None:
    """Let one transaction at a time draw numbers in a network, until this one ends.

    Whoever draws numbers from more than one series calls it first; so two closes wait for each other, and never both.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"kennisruil.books.{network_id}"])


def post_entry(
    *,
    network_id: UUID,
    id: UUID,
    booked_on: date,
    kind: str,
    text: str,
    reference: tuple[str, UUID | str],
    lines: Sequence[EntryLine],
    by: Actor,
    at: datetime,
    chart: Chart | None = None,
) -> JournalEntry:
    """Book one entry, once per ``id``: ``lines`` come to nothing, debit positive; the number follows the year's last.

    Codes are those in force on ``booked_on`` (``chart`` saves a look-up). The database refuses what does not balance.
    :raises RoleUnknown: a role without a code; nothing is booked.
    """
    assert lines and is_balanced(lines), "an entry balances"
    with action("bookkeeping.post_entry", network_id=network_id, by=by, at=at, about=(reference[0], reference[1])):
        hold_books(network_id=network_id)
        known = JournalEntry.objects.filter(network_id=network_id, pk=id).first()
        if known is not None:
            return known
        entry = JournalEntry.objects.create(
            id=id,
            network_id=network_id,
            year=booked_on.year,
            number=_draw_number(network_id, booked_on.year),
            booked_on=booked_on,
            kind=kind,
            text=text[:300],
            reference_kind=reference[0],
            reference_id=str(reference[1]),
        )
        codes = chart or chart_on(network_id=network_id, on=booked_on)
        JournalLine.objects.bulk_create(_rows(entry, lines, codes))
    return entry


def write_outbox(
    *, network_id: UUID, target: str, kind: str, number: str, payload: Mapping[str, Any], by: Actor, at: datetime
) -> OutboxRow:
    """Put what ``target`` must hold under ``number`` in the outbox, once; a second time gives the first row back."""
    with action("bookkeeping.write_outbox", network_id=network_id, by=by, at=at, about=(kind, number)):
        row, _ = OutboxRow.objects.get_or_create(
            network_id=network_id,
            target=target,
            kind=kind,
            number=number,
            defaults={
                "id": derived_id(network_id, "outbox", target, kind, number),
                "payload": dict(payload),
                "sha256": sha256_of(payload),
                "written_at": at,
            },
        )
    return row


def _rows(entry: JournalEntry, lines: Sequence[EntryLine], codes: Chart) -> list[JournalLine]:
    return [
        JournalLine(
            id=derived_id(entry.pk, position),
            network_id=entry.network_id,
            entry=entry,
            position=position,
            role=line.role,
            account=codes.code(line.role),
            party_id=line.party_id,
            cents=line.cents,
        )
        for position, line in enumerate(lines, start=1)
    ]


def _draw_number(network_id: UUID, year: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_DRAW, [derived_id(network_id, "journal", year), network_id, year])
        (number,) = cursor.fetchone()
    return int(number)
