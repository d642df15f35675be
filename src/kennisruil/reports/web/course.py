"""Pictures of how things go: months against the deadline, needs over time, concepts on their way."""

from datetime import date
from itertools import dropwhile, pairwise

from babel.dates import format_date
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisruil.billing.queries import MonthRow, months_overview
from kennisruil.pathway.words import STAGES
from kennisruil.reports import queries, rules
from kennisruil.reports.web.section import Asked, Section, month_label
from kennisruil.shared import pictures
from kennisruil.shared.amounts import locale_of
from kennisruil.shared.speaking import Count, language_now

DEADLINE_DAY = 15


def months(asked: Asked) -> Section:
    """Show each month against the deadline of the 15th."""
    heading = _("Months against the 15th")
    next_text, next_url = _("Go to the month close"), reverse("billing:months")
    rows = months_overview(network_id=asked.network_id, today=asked.today, count=rules.PERIODS[-1])
    over = [
        row for row in reversed(rows) if asked.period.start_on <= row.month.start_on and row.month.end_on <= asked.today
    ]
    if not over:
        return Section(heading, _("No month of this period is over yet."), next_text, next_url)
    days = [(row, _day_closed(row)) for row in over]
    late = sum(day is not None and day > DEADLINE_DAY for _row, day in days)
    waiting = sum(day is None for _row, day in days)
    picture = pictures.months_against_deadline(
        key="months",
        title=_kept(late=late, waiting=waiting, all=len(days)),
        months=[(month_label(row.month), day) for row, day in days],
        head=(_("Month"), _("Closed on")),
        day_text=_("day {day}"),
        waiting_text=_("waits"),
        deadline_text=_("day {day}"),
        deadline_day=DEADLINE_DAY,
    )
    meaning = _(
        "VAT asks for an invoice by the 15th of the next month. Close in the first days: sessions are still fresh in "
        "everybody's mind then."
    )
    return Section(heading, meaning, next_text, next_url, picture)


def needs(asked: Asked) -> Section:
    """Show the needs of each quarter, met and open."""
    heading = _("Needs over time")
    next_text, next_url = _("Find somebody for an open need"), reverse("brokerage:needs")
    quarters = queries.needs_per_quarter(network_id=asked.network_id, period=asked.period, zone=asked.zone)
    found = list(dropwhile(lambda row: not (row.open or row.met), quarters))
    is_open, met = sum(row.open for row in found), sum(row.met for row in found)
    if not is_open + met:
        return Section(heading, _("In this period nobody asked for help."), next_text, next_url)
    title = ngettext("%(met)s need met, %(open)s still open", "%(met)s needs met, %(open)s still open", met) % {
        "met": met,
        "open": is_open,
    }
    picture = pictures.themes(
        key="needs",
        title=title,
        needs=[(_quarter(row.year, row.quarter), row.open, row.met) for row in found],
        head=(_("Quarter"), _("Open"), _("Met")),
    )
    meaning = _("By the quarter in which help was asked. A need that stays open for two quarters seldom solves itself.")
    return Section(heading, meaning, next_text, next_url, picture)


def pathway(asked: Asked) -> Section:
    """Show the concepts through the stages, from the first day until now."""
    heading = _("Concepts on their way")
    next_text, next_url = _("Go to the concepts"), reverse("pathway:concepts")
    found = queries.pathway(network_id=asked.network_id)
    if not found or not found[0].reached:
        return Section(heading, _("There are no concepts yet."), next_text, next_url)
    # Where most of those who could have gone on did not: stopped there, or still there.
    stays = max(pairwise(found), key=lambda pair: pair[0].reached - pair[1].reached)[0]
    picture = pictures.pathway_flow(
        key="pathway",
        title=_("Most concepts that are not further stand at “%(stage)s”") % {"stage": STAGES[stays.stage]},
        stages=[(str(STAGES[row.stage]), row.reached, row.stopped) for row in found],
        head=(_("Stage"), _("Came this far"), _("Stopped here")),
        stopped_text=_("{count} stopped"),
    )
    meaning = _("From the first day until now. Ask the concepts in that stage what they need to take the next step.")
    return Section(heading, meaning, next_text, next_url, picture)


def _kept(*, late: int, waiting: int, all: int) -> str:
    if waiting:
        return ngettext(
            "%(count)s month still has to be closed", "%(count)s months still have to be closed", waiting
        ) % {"count": Count(waiting)}
    if late:
        return ngettext(
            "%(count)s of %(all)s months was closed after the 15th",
            "%(count)s of %(all)s months were closed after the 15th",
            late,
        ) % {"count": Count(late), "all": Count(all)}
    return _("Every month was closed by the 15th")


def _day_closed(row: MonthRow) -> int | None:
    """Give the day of the next month on which it was closed, 31 when later still, None while it waits."""
    if row.closed_on is None:
        return None
    return row.closed_on.day if row.closed_on in row.month.next else 31


def _quarter(year: int, quarter: int) -> str:
    day = date(year, 3 * quarter - 2, 1)
    return str(format_date(day, format="QQQ y", locale=locale_of(language_now())))
