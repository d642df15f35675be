"""The health of the network: each figure over time, what it means, and the list behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from babel.numbers import format_decimal
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from kennisruil.reports import queries
from kennisruil.reports.rules.health import FIGURES, Health
from kennisruil.reports.web.health_lists import List, list_of
from kennisruil.reports.web.reports import period_filter
from kennisruil.reports.web.section import Asked, Section, asked_of, month_label
from kennisruil.shared import pictures
from kennisruil.shared.amounts import locale_of
from kennisruil.shared.pictures import Picture, csv_of
from kennisruil.shared.speaking import language_now
from kennisruil.shared.web.pages import office_page


def _number(value: float, digits: str = "#,##0") -> str:
    return str(format_decimal(value, format=digits, locale=locale_of(language_now())))


def _of_hundred(value: int) -> str:
    return _("%(count)s in 100") % {"count": _number(value / 10, "0")}


def _times(value: int) -> str:
    return _("%(count)s times") % {"count": _number(value / 100, "0.0")}


def _days(value: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", value) % {"count": _number(value)}


def _parties(value: int) -> str:
    return ngettext("%(count)s party", "%(count)s parties", value) % {"count": _number(value)}


def _needs(value: int) -> str:
    return ngettext("%(count)s question", "%(count)s questions", value) % {"count": _number(value)}


def _minutes(value: int) -> str:
    return ngettext("%(count)s minute", "%(count)s minutes", value) % {"count": _number(value)}


def _gini(value: int) -> str:
    return _number(value / 1000, "0.00")


@dataclass(frozen=True, slots=True)
class Figure:
    """What a figure is called, what it means, and how its value is written."""

    heading: Promise
    meaning: Promise
    write: Callable[[int], str]


WORDS: dict[str, Figure] = {
    "reciprocity": Figure(
        gettext_lazy("Giving and receiving"),
        gettext_lazy("Of all who took part in the last twelve months: how many both gave and received."),
        _of_hundred,
    ),
    "velocity": Figure(
        gettext_lazy("How fast coins go round"),
        gettext_lazy(
            "What was given in twelve months, over the credit that stood there on average at the months’ ends."
        ),
        _times,
    ),
    "still": Figure(
        gettext_lazy("Still accounts"),
        gettext_lazy(
            "Of all who belong for half a year or longer: how many neither gave nor received in that half year."
        ),
        _of_hundred,
    ),
    "age": Figure(
        gettext_lazy("How long what is still to give waits"),
        gettext_lazy("Half of those under zero at the month’s end had been so for this long or longer."),
        _days,
    ),
    "concentration": Figure(
        gettext_lazy("How giving is spread"),
        gettext_lazy(
            "The Gini coefficient of what was given in twelve months: 0 when all who take part give alike, near 1 when "
            "one gives everything."
        ),
        _gini,
    ),
    "core": Figure(
        gettext_lazy("The circle in which coins go round"),
        gettext_lazy(
            "The largest group in which, over twelve months, everybody can reach everybody along who gave to whom."
        ),
        _parties,
    ),
    "unmet": Figure(
        gettext_lazy("Questions open for over a month"),
        gettext_lazy("Questions that had been open for more than thirty days at the month’s end."),
        _needs,
    ),
    "minutes": Figure(
        gettext_lazy("The office’s minutes for each session"),
        gettext_lazy(
            "From what the office did in the program: steps within five minutes of each other are one sitting, a step "
            "by itself counts for one minute; shared over the sessions held in the month. Phone calls are not in it."
        ),
        _minutes,
    ),
    "cross_sector": Figure(
        gettext_lazy("Across sectors"),
        gettext_lazy(
            "Of the sessions in twelve months of which both fields of work are known: how many joined two fields."
        ),
        _of_hundred,
    ),
}


@require_safe
@office_page
def health(request: HttpRequest) -> HttpResponse:
    """Show every figure over time."""
    asked = asked_of(request)
    evidence = _evidence(asked)
    found = queries.health_of(evidence, period=asked.period, today=asked.today)
    page = {
        "sections": [(key, _section(key, found, asked), _csv_url(key, asked)) for key in FIGURES],
        "filters": [period_filter(asked.period)],
        "period": asked.period,
    }
    return render(request, "reports/health.html", page)


def _csv_url(key: str, asked: Asked) -> str:
    return f"{reverse('reports:health_numbers', args=[key])}?period={asked.period.months}"


def _evidence(asked: Asked) -> queries.Evidence:
    return queries.evidence_of(network_id=asked.network_id, period=asked.period, zone=asked.zone, today=asked.today)


def _section(key: str, found: Sequence[Health], asked: Asked) -> Section:
    words = WORDS[key]
    next_text = _("See the list behind it")
    next_url = f"{reverse('reports:health_list', args=[key])}?period={asked.period.months}"
    picture = _picture(key, found)
    if picture is None:
        return Section(
            str(words.heading), _("There is nothing to count yet."), _("See all pictures"), reverse("reports:reports")
        )
    return Section(str(words.heading), str(words.meaning), next_text, next_url, picture)


def _picture(key: str, found: Sequence[Health]) -> Picture | None:
    points = [(month_label(row.month), value) for row in found if (value := getattr(row, key)) is not None]
    if not points:
        return None
    words = WORDS[key]
    return pictures.balance_line(
        key=key,
        title=_("%(figure)s: %(value)s now") % {"figure": words.heading, "value": words.write(points[-1][1])},
        points=points,
        head=(_("Month"), str(words.heading)),
        write=words.write,
        above_text="",
        below_text="",
    )


@require_safe
@office_page
def health_list(request: HttpRequest, key: str) -> HttpResponse:
    """Show the list a figure of this month was counted from."""
    asked, rows = _listed(request, key)
    words = WORDS[key]
    page: dict[str, Any] = {
        "heading": words.heading,
        "meaning": words.meaning,
        "list": rows,
        "csv_url": f"{reverse('reports:health_numbers', args=[key])}?list=1&period={asked.period.months}",
    }
    return render(request, "reports/health_list.html", page)


def _listed(request: HttpRequest, key: str) -> tuple[Asked, List]:
    if key not in WORDS:
        raise Http404
    asked = asked_of(request)
    return asked, list_of(key, asked=asked, evidence=_evidence(asked))


@require_safe
@office_page
def health_numbers(request: HttpRequest, key: str) -> HttpResponse:
    """Give a figure over time, or the list behind it, as a file."""
    if request.GET.get("list"):
        _asked, rows = _listed(request, key)
        content = csv_of(Picture(title="", wide="", narrow="", head=rows.head, rows=rows.rows))
    else:
        if key not in WORDS:
            raise Http404
        asked = asked_of(request)
        picture = _picture(key, queries.health_of(_evidence(asked), period=asked.period, today=asked.today))
        if picture is None:
            raise Http404
        content = csv_of(picture)
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{key}.csv"'
    return answer
