"""The month close: documents, settlement, statements, mails, lock; in small transactions, so that it can be resumed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kennisruil.billing.actions.accruals import accrue
from kennisruil.billing.actions.close_steps import (
    Course,
    Progress,
    draw_all,
    mail_documents_of_run,
    mail_statements_of_run,
    state_all,
)
from kennisruil.billing.models import CloseRun, Document, Movement, Statement
from kennisruil.billing.queries.house import house_on
from kennisruil.billing.rules.close import Objection, Run, close_objections, run_on
from kennisruil.billing.rules.postings import MoveKind
from kennisruil.bookkeeping.actions import hold_books
from kennisruil.ledger import actions as ledger
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.periods import Month
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.scope import network_scope


class TooEarly(Refusal):
    """The month is not over, and it is not the end of a quarter either. Nothing changes."""

    code = "close_too_early"

    def __init__(self, *, month: Month) -> None:
        self.month = str(month)
        super().__init__(self.month)


class EarlierMonthOpen(Refusal):
    """An earlier month has movements and is not closed. Nothing changes."""

    code = "earlier_month_open"

    def __init__(self, *, month: Month) -> None:
        self.month = str(month)
        super().__init__(self.month)


class HasObjections(Refusal):
    """Sessions of the month still wait for an answer. Nothing changes."""

    code = "close_has_objections"

    def __init__(self, *, objections: Sequence[Objection]) -> None:
        self.objections = tuple(objections)
        super().__init__(f"{len(self.objections)} objections")


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseResult:
    """What a run did; ``was_closed`` when there was nothing left to do."""

    month: Month
    run: Run
    documents: int
    statements: int
    was_closed: bool


def close_month(
    *,
    network_id: UUID,
    month: Month,
    today: date,
    by: Actor,
    at: datetime,
    progress: Progress | None = None,
) -> CloseResult:
    """Close ``month``, or run its first run in the last days of a quarter; call it outside any transaction.

    Documents, mails, statements and the lock are steps of small transactions, with ids that follow from what they are
    about: killed at any moment and run again, it ends the same, and a closed month does nothing. The day of issue and
    the movements that belong to a run are fixed when it starts. ``progress`` hears step, done and total.

    :raises TooEarly, EarlierMonthOpen, HasObjections: nothing changes.
    """
    with network_scope(network_id):
        run = _unfinished(network_id, month)
        if run is None and (closed := _closed(network_id, month)):
            return _result(closed, was_closed=True)
    run = run or _start(network_id=network_id, month=month, today=today, by=by, at=at)
    with network_scope(network_id):
        house = house_on(network_id=network_id, on=run.issued_on)
        late_before = closed_until(network_id=network_id, before=month)
    course = Course(house=house, run=run, month=month, by=by, at=at, tell=progress or _quietly)
    draw_all(course, late_before=late_before)
    mail_documents_of_run(course)
    if run.run == Run.FINAL:
        state_all(course)
        mail_statements_of_run(course)
    course.tell("lock", 0, 1)
    result = _finish(course)
    course.tell("lock", 1, 1)
    if result.run is Run.FIRST and today >= month.end_on:
        # A first run that had been interrupted is whole now; the month itself still has to close.
        return close_month(network_id=network_id, month=month, today=today, by=by, at=at, progress=progress)
    return result


def _quietly(step: str, done: int, total: int) -> None:
    """Tell nobody."""


def closed_until(*, network_id: UUID, before: Month) -> date | None:
    """Give the day before which every month is closed, not looking beyond ``before``; None when none is."""
    rows = CloseRun.objects.filter(
        network_id=network_id, run=Run.FINAL, finished_at__isnull=False, month_on__lt=before.start_on
    )
    last = rows.order_by("-month_on", "pk").values_list("month_on", flat=True).first()
    return Month.of(last).end_on if last else None


def _start(*, network_id: UUID, month: Month, today: date, by: Actor, at: datetime) -> CloseRun:
    """Decide and write down what run this is. :raises TooEarly, EarlierMonthOpen, HasObjections: see above."""
    with action("billing.close_month", network_id=network_id, by=by, at=at, about=("month", str(month))):
        hold_books(network_id=network_id)
        house = house_on(network_id=network_id, on=today)
        kind = run_on(month=month, today=today, first_run_days=house.settings.get("close.first_run_days", 3))
        if kind is None:
            raise TooEarly(month=month)
        if earlier := _earlier_open(network_id, month):
            raise EarlierMonthOpen(month=earlier)
        objections = [each for answer in close_objections for each in answer(network_id=network_id, month=month)]
        if objections and kind is Run.FINAL:
            raise HasObjections(objections=objections)
        run, _ = CloseRun.objects.get_or_create(
            network_id=network_id,
            month_on=month.start_on,
            run=kind,
            issued_on=today,
            defaults={"id": derived_id(network_id, "close", month, kind, today), "cutoff_at": at},
        )
    return run


def _finish(course: Course) -> CloseResult:
    """Book what goes over the year end, lock the month, and say that the run is done."""
    network_id, month = course.network_id, course.month
    about = ("month", str(month))
    with action("billing.lock_month", network_id=network_id, by=course.by, at=course.at, about=about):
        hold_books(network_id=network_id)
        run = CloseRun.objects.select_for_update().get(network_id=network_id, pk=course.run.pk)
        if run.finished_at is None:
            if run.run == Run.FINAL:
                _end_year(course)
                ledger.close_period(
                    network_id=network_id, book_id=course.house.book_id, month=month, by=course.by, at=course.at
                )
            run.finished_at, run.step = course.at, "done"
            run.save(update_fields=["finished_at", "step"])
        return _result(run, was_closed=False)


def _end_year(course: Course) -> None:
    """Book, in the run of December, what was provided in the year and has its document in the next."""
    year_end_on = course.month.end_on
    if year_end_on.month == 1:
        accrue(
            house=course.house,
            year_end_on=year_end_on,
            key=derived_id(course.network_id, "accrual", year_end_on),
            reference=("month", str(course.month)),
            by=course.by,
            at=course.at,
            cutoff_at=course.run.cutoff_at,
        )


def _result(run: CloseRun, *, was_closed: bool) -> CloseResult:
    return CloseResult(
        month=Month.of(run.month_on),
        run=Run(run.run),
        documents=Document.objects.filter(network_id=run.network_id, run=run).count(),
        statements=Statement.objects.filter(network_id=run.network_id, run=run).count(),
        was_closed=was_closed,
    )


def _unfinished(network_id: UUID, month: Month) -> CloseRun | None:
    rows = CloseRun.objects.filter(network_id=network_id, month_on=month.start_on, finished_at__isnull=True)
    return rows.order_by("issued_on", "pk").first()


def _closed(network_id: UUID, month: Month) -> CloseRun | None:
    rows = CloseRun.objects.filter(network_id=network_id, month_on=month.start_on, run=Run.FINAL)
    return rows.filter(finished_at__isnull=False).first()


def _earlier_open(network_id: UUID, month: Month) -> Month | None:
    """Find the first month with movements that lies before ``month`` and is not closed."""
    rows = Movement.objects.filter(network_id=network_id, booked_on__lt=month.start_on)
    # What was brought in from before the network has no month of ours to close.
    rows = rows.exclude(kind=MoveKind.OPENING)
    until = closed_until(network_id=network_id, before=month)
    if until:
        rows = rows.filter(booked_on__gte=until)
    first = rows.order_by("booked_on", "pk").values_list("booked_on", flat=True).first()
    return Month.of(first) if first else None
