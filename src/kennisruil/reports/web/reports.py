"""How the network is doing: every picture with what it means and what to do next, over a period of one's choice."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from kennisruil.reports.rules import PERIODS, Period
from kennisruil.reports.web import coins, course, groups
from kennisruil.reports.web.section import Asked, Section, asked_of
from kennisruil.shared.pictures import csv_of
from kennisruil.shared.web.pages import office_page

SECTIONS: dict[str, Callable[[Asked], Section]] = {
    "flows": groups.flows,
    "exchanged": coins.exchanged,
    "still-to-give": coins.still_to_give,
    "circulation": coins.circulation,
    "needs": course.needs,
    "pathway": course.pathway,
    "months": course.months,
}


@require_safe
@office_page
def reports(request: HttpRequest) -> HttpResponse:
    """Show all pictures of the network, over the period in the address."""
    asked = asked_of(request)
    page = {
        "sections": [
            (key, section(asked), f"{reverse('reports:numbers', args=[key])}?period={asked.period.months}")
            for key, section in SECTIONS.items()
        ],
        "filters": [period_filter(asked.period)],
        "period": asked.period,
    }
    return render(request, "reports/reports.html", page)


@require_safe
@office_page
def numbers(request: HttpRequest, key: str) -> HttpResponse:
    """Give all numbers of one picture as a file."""
    if key not in SECTIONS:
        raise Http404
    section = SECTIONS[key](asked_of(request))
    found = section.file or section.whole
    if found is None:
        raise Http404
    answer = HttpResponse(csv_of(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{key}.csv"'
    return answer


def period_filter(period: Period) -> dict[str, object]:
    """Offer the periods, the chosen one first seen."""
    choices = [
        {
            "value": months,
            "text": ngettext("the last %(count)s month", "the last %(count)s months", months) % {"count": months},
        }
        for months in PERIODS
    ]
    return {"name": "period", "label": _("Period"), "kind": "choice", "value": period.months, "choices": choices}
