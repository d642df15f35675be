"""The journal: an entry with its lines and its number, told to the chosen packages in the same transaction."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from kennisruil.bookkeeping.actions.outbox import tell_many
from kennisruil.bookkeeping.models import JournalEntry, JournalLine
from kennisruil.bookkeeping.queries import chart_on
from kennisruil.bookkeeping.queries.journal import booked
from kennisruil.bookkeeping.rules.chart import Chart
from kennisruil.bookkeeping.rules.entries import BookedLine, EntryLine, is_balanced
from kennisruil.bookkeeping.rules.payloads import entry_payload
from kennisruil.bookkeeping.rules.targets import ENTRY
from kennisruil.bookkeeping.rules.telling import Told
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id

_DRAW = """
INSERT INTO bookkeeping_journalcounter (id, network_id, year, last) VALUES (%s, %s, %s, %s)
ON CONFLICT (network_id, year) DO UPDATE SET last = bookkeeping_journalcounter.last + EXCLUDED.last
RETURNING last
"""


def hold_books(*, network_id: UUID) -> None:
    """Let one transaction at a time draw numbers in a network, until this one ends.

    Whoever draws numbers from more than one series calls it first; so two closes wait for each other, and never both.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"kennisruil.books.{network_id}"])


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """An entry to be posted among many: as the arguments of :func:`post_entry`."""

    id: UUID
    booked_on: date
    kind: str
    text: str
    reference: tuple[str, UUID | str]
    lines: Sequence[EntryLine]


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
    new = NewEntry(id=id, booked_on=booked_on, kind=kind, text=text, reference=reference, lines=lines)
    with action("bookkeeping.post_entry", network_id=network_id, by=by, at=at, about=(reference[0], reference[1])):
        codes = chart or chart_on(network_id=network_id, on=booked_on)
        (entry,) = post_entries(network_id=network_id, entries=[new], by=by, at=at, chart=codes)
    return entry


def post_entries(
    *, network_id: UUID, entries: Sequence[NewEntry], by: Actor, at: datetime, chart: Chart
) -> list[JournalEntry]:
    """Book many entries in their order, each as :func:`post_entry` does and once per id; all or none.

    :raises RoleUnknown: a role without a code; nothing is booked.
    """
    assert all(each.lines and is_balanced(each.lines) for each in entries), "an entry balances"
    with action("bookkeeping.post_entries", network_id=network_id, by=by, at=at) as act:
        hold_books(network_id=network_id)
        ids = [each.id for each in entries]
        found = {row.pk: row for row in JournalEntry.objects.filter(network_id=network_id, pk__in=ids)}
        new = {each.id: each for each in entries if each.id not in found}
        rows = JournalEntry.objects.bulk_create(_numbered(network_id, list(new.values()), act.id))
        lines = [(row, _rows(row, new[row.pk].lines, chart, act.id)) for row in rows]
        JournalLine.objects.bulk_create([line for _row, some in lines for line in some])
        tell_many(network_id=network_id, told=(_told(row, some) for row, some in lines), by=by, at=at)
    found |= {row.pk: row for row in rows}
    return [found[id] for id in ids]


def _numbered(network_id: UUID, entries: Sequence[NewEntry], action_id: UUID) -> list[JournalEntry]:
    """Give entries the numbers that follow the last of their years, in their order."""
    counts = Counter(each.booked_on.year for each in entries)
    last = {year: _draw_numbers(network_id, year, count) - count for year, count in sorted(counts.items())}
    rows = []
    for each in entries:
        last[each.booked_on.year] += 1
        rows.append(
            JournalEntry(
                id=each.id,
                network_id=network_id,
                action_id=action_id,
                year=each.booked_on.year,
                number=last[each.booked_on.year],
                booked_on=each.booked_on,
                kind=each.kind,
                text=each.text[:300],
                reference_kind=each.reference[0],
                reference_id=str(each.reference[1]),
            )
        )
    return rows


def _told(entry: JournalEntry, lines: Sequence[JournalLine]) -> Told:
    value = booked(
        entry, [BookedLine(account=x.account, role=x.role, cents=x.cents, party_id=x.party_id) for x in lines]
    )
    return Told(
        kind=ENTRY,
        number=value.shown_number,
        booked_on=entry.booked_on,
        about=("entry", entry.pk),
        payload=entry_payload(value),
    )


def _rows(entry: JournalEntry, lines: Sequence[EntryLine], codes: Chart, action_id: UUID) -> list[JournalLine]:
    return [
        JournalLine(
            id=derived_id(entry.pk, position),
            network_id=entry.network_id,
            action_id=action_id,
            entry=entry,
            position=position,
            role=line.role,
            account=codes.code(line.role),
            party_id=line.party_id,
            cents=line.cents,
        )
        for position, line in enumerate(lines, start=1)
    ]


def _draw_numbers(network_id: UUID, year: int, count: int) -> int:
    """Draw the next ``count`` numbers of a year, and give the last of them."""
    with connection.cursor() as cursor:
        cursor.execute(_DRAW, [derived_id(network_id, "journal", year), network_id, year, count])
        (number,) = cursor.fetchone()
    return int(number)
