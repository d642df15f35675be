"""The office's calendar: the sessions of a month."""

from calendar import Calendar
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kennisruil.brokerage import queries
from kennisruil.brokerage.web import words
from kennisruil.brokerage.web.forms import ReasonForm
from kennisruil.shared.periods import Month
from kennisruil.shared.web.asking import month_asked, today_of
from kennisruil.shared.web.pages import network_of, office_page


@require_safe
@office_page
def calendar(request: HttpRequest) -> HttpResponse:
    """Show the sessions of a month: a grid of weeks, and a list below it."""
    today = today_of(request)
    month = month_asked(request) or Month.of(today)
    rows = queries.sessions_between(network_id=network_of(request), start_on=month.start_on, end_on=month.end_on)
    by_day: dict[date, list[dict[str, Any]]] = {}
    for row in rows:
        by_day.setdefault(row.held_on, []).append({"session": row, "chip": words.session_chip(row)})
    weeks = [
        [{"on": on, "in_month": on in month, "is_today": on == today, "sessions": by_day.get(on, [])} for on in week]
        for week in Calendar().monthdatescalendar(month.year, month.month)
    ]
    context = {
        "weeks": weeks,
        "rows": [one for on in sorted(by_day) for one in by_day[on]],
        "month_on": month.start_on,
        "previous": str(month.previous),
        "next": str(month.next),
        "day_names": [day["on"] for day in weeks[0]],
        "reason_form": ReasonForm(),
    }
    return render(request, "brokerage/calendar.html", context)
