"""The journal: an entry with its lines and its number, told to the chosen packages in the same transaction."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from kennisruil.bookkeeping.actions.outbox import tell_packages
from kennisruil.bookkeeping.models import JournalEntry, JournalLine
from kennisruil.bookkeeping.queries import chart_on
from kennisruil.bookkeeping.queries.journal import booked
from kennisruil.bookkeeping.rules.chart import Chart
from kennisruil.bookkeeping.rules.entries import BookedLine, EntryLine, is_balanced
from kennisruil.bookkeeping.rules.payloads import entry_payload
from kennisruil.bookkeeping.rules.targets import ENTRY
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
    The chosen packages are told in the same transaction.
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
        written = JournalLine.objects.bulk_create(_rows(entry, lines, codes))
        value = booked(
            entry, [BookedLine(account=x.account, role=x.role, cents=x.cents, party_id=x.party_id) for x in written]
        )
        tell_packages(
            network_id=network_id,
            kind=ENTRY,
            number=value.shown_number,
            booked_on=booked_on,
            about=("entry", entry.pk),
            payload=entry_payload(value),
            by=by,
            at=at,
        )
    return entry


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
