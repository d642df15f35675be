"""The steps of a close, in small transactions of some parties at a time: killed anywhere, it goes on from there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import F, Q

from kennisruil.billing.actions.drawing import draw_documents
from kennisruil.billing.actions.mails import mail_some_documents, mail_some_statements
from kennisruil.billing.actions.movement import hold_lots
from kennisruil.billing.actions.setoff import set_off, set_off_many
from kennisruil.billing.actions.statement import make_statements
from kennisruil.billing.models import Claim, CloseRun, Document, Statement
from kennisruil.billing.queries.house import House
from kennisruil.billing.queries.plan import PlannedDocument, drawable, plan
from kennisruil.billing.rules.kinds import DocumentKind
from kennisruil.bookkeeping.actions import hold_books
from kennisruil.network.models import Party
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.models import Mail
from kennisruil.shared.periods import Month
from kennisruil.shared.scope import network_scope

# Parties in one transaction: enough that reading and writing them together pays, few enough that others need not wait.
AT_ONCE = 150
T = TypeVar("T")
# What the record of actions calls each step.
_VERBS = {
    "documents": "billing.draw_documents",
    "document_mails": "billing.mail_documents",
    "statements": "billing.write_statements",
    "statement_mails": "billing.mail_statements",
}
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A run under way: how the network bills on its day, who asked for it, and who watches."""

    house: House
    run: CloseRun
    month: Month
    by: Actor
    at: datetime
    tell: Progress

    @property
    def network_id(self) -> UUID:
        """The network whose month it is."""
        return self.house.network_id


def draw_all(course: Course, *, late_before: date | None) -> None:
    """Draw and issue the documents of every party with supplies that have none; ``late_before`` ends the closed months.

    Numbers follow the parties' own numbers; a party's documents, their postings and set-off are one transaction.
    """
    with network_scope(course.network_id):
        movements = drawable(network_id=course.network_id, until=course.month.end_on, cutoff_at=course.run.cutoff_at)
        parties = _in_order(course, {movement.party_id for movement in movements})

    def draw(some: Sequence[Party]) -> None:
        hold_books(network_id=course.network_id)
        _draw_some(course, parties=some, late_before=late_before)

    _in_batches(course, "documents", parties, draw)


def mail_documents_of_run(course: Course) -> None:
    """Mail the run's documents to their parties, one mail each."""
    with network_scope(course.network_id):
        drawn = Document.objects.filter(network_id=course.network_id, run=course.run)
        ends = drawn.order_by().values_list("party_id", "counterparty_id")
        parties = _in_order(course, {id for both in ends for id in both if id})
        done = Mail.objects.filter(network_id=course.network_id, key__startswith=f"documents:{course.run.pk}:")
        mailed = {UUID(each) for each in done.filter(about_kind="party").values_list("about_id", flat=True)}
    waiting = [party for party in parties if party.pk not in mailed]

    def mail(some: Sequence[Party]) -> None:
        _hold_run(course)
        rows = Document.objects.filter(network_id=course.network_id, run=course.run)
        rows = rows.filter(Q(party__in=some) | Q(counterparty__in=some)).select_related("counterparty")
        documents = list(rows.order_by("party__number", "series", "series_number", "month_on", "pk"))
        key = str(course.run.pk)
        mail_some_documents(house=course.house, parties=some, documents=documents, key=key, at=course.at)

    _in_batches(course, "document_mails", waiting, mail, total=len(parties))


def state_all(course: Course) -> None:
    """Write the statement of every party that had an account in the month."""
    with network_scope(course.network_id):
        made = Statement.objects.filter(network_id=course.network_id, month_on=course.month.start_on)
        rows = Party.objects.filter(
            network_id=course.network_id,
            is_operator=False,
            account_id__isnull=False,
            joined_on__lt=course.month.end_on,
        )
        every = rows.exclude(left_on__lt=course.month.start_on).order_by("number", "pk")
        total, parties = every.count(), list(every.exclude(pk__in=made.values("party_id")))

    def write(some: Sequence[Party]) -> None:
        hold_books(network_id=course.network_id)
        _set_off_some(course, some)
        make_statements(house=course.house, run=course.run, month=course.month, parties=some)

    _in_batches(course, "statements", parties, write, total=total)


def _set_off_some(course: Course, parties: Sequence[Party]) -> None:
    """Set off what goes both ways by now, also where the month brought no document."""
    key, ids = derived_id(course.run.pk, "month"), [party.pk for party in parties]
    set_off_many(house=course.house, party_ids=ids, key=key, on=course.run.issued_on, by=course.by, at=course.at)


def mail_statements_of_run(course: Course) -> None:
    """Mail the run's statements, one mail each."""
    with network_scope(course.network_id):
        rows = Statement.objects.filter(network_id=course.network_id, run=course.run)
        every = list(rows.order_by("party__number", "pk").values_list("pk", flat=True))
        done = Mail.objects.filter(network_id=course.network_id, about_kind="statement", key__startswith="statement:")
        mailed = {UUID(each) for each in done.values_list("about_id", flat=True)}
    waiting = [id for id in every if id not in mailed]

    def mail(some: Sequence[UUID]) -> None:
        _hold_run(course)
        found = Statement.objects.filter(network_id=course.network_id, pk__in=some).select_related("party")
        mail_some_statements(house=course.house, statements=list(found.order_by("party__number", "pk")), at=course.at)

    _in_batches(course, "statement_mails", waiting, mail, total=len(every))


def _draw_some(course: Course, *, parties: Sequence[Party], late_before: date | None) -> None:
    house, run = course.house, course.run
    movements = drawable(
        network_id=course.network_id,
        until=course.month.end_on,
        cutoff_at=run.cutoff_at,
        party_ids=[party.pk for party in parties],
    )
    by_party: dict[UUID, list[PlannedDocument]] = {}
    for each in plan(house=house, movements=movements, closed_until=late_before):
        by_party.setdefault(each.party.pk, []).append(each)
    ends = {move.party_id for some in by_party.values() for each in some for move in each.movements}
    # All of the batch at once and in order: who records a supply meanwhile waits, and never for each other.
    hold_lots(network_id=course.network_id, party_ids=ends)
    ways = _open_ways(course, parties)
    together: list[PlannedDocument] = []
    # Never kind by kind: whatever a kill left undone, the journal has the same order, party by party.
    for party in parties:
        together += by_party.get(party.pk, [])
        opened = _ways_of(by_party.get(party.pk, []))
        if opened and ways[party.pk] | opened == {1, -1}:
            draw_documents(house=house, planned=together, run=run, on=run.issued_on, by=course.by, at=course.at)
            together = []
            set_off(house=house, party_id=party.pk, key=run.pk, on=run.issued_on, by=course.by, at=course.at)
    draw_documents(house=house, planned=together, run=run, on=run.issued_on, by=course.by, at=course.at)


def _open_ways(course: Course, parties: Sequence[Party]) -> dict[UUID, set[int]]:
    """Give per party which ways something is open: 1 what it owes, -1 what it is owed."""
    rows = Claim.objects.filter(network_id=course.network_id, party__in=parties, settled_cents__lt=F("cents"))
    found: dict[UUID, set[int]] = {party.pk: set() for party in parties}
    for party_id, sign in rows.order_by().values_list("party_id", "sign").distinct():
        found[party_id].add(sign)
    return found


def _ways_of(planned: Sequence[PlannedDocument]) -> set[int]:
    """Give which ways the documents of a plan open something."""
    drawn = [each for each in planned if not each.missing and each.base_cents]
    return {-1 if each.kind is DocumentKind.SELF_BILLED_389 else 1 for each in drawn}


def _in_batches(
    course: Course, step: str, items: Sequence[T], do: Callable[[Sequence[T]], object], *, total: int | None = None
) -> None:
    """Let ``do`` work on ``items`` some at a time, each time in a transaction of its own; tell how far it is."""
    whole = len(items) if total is None else total
    before = whole - len(items)
    for start in range(0, len(items), AT_ONCE):
        some = items[start : start + AT_ONCE]
        course.tell(step, before + start, whole)
        about = ("month", str(course.month))
        with action(_VERBS[step], network_id=course.network_id, by=course.by, at=course.at, about=about):
            do(some)
            runs = CloseRun.objects.filter(network_id=course.network_id, pk=course.run.pk)
            runs.update(step=step, step_done=before + start + len(some), step_total=whole)
    course.tell(step, whole, whole)


def _hold_run(course: Course) -> None:
    """Let two runs of one month wait for each other, without keeping anybody from the books."""
    CloseRun.objects.select_for_update().get(network_id=course.network_id, pk=course.run.pk)


def _in_order(course: Course, party_ids: set[UUID]) -> list[Party]:
    rows = Party.objects.filter(network_id=course.network_id, pk__in=party_ids)
    return list(rows.order_by("number", "pk"))
