"""When somebody has time and how much they want to give: their own page, and the office's for them."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.rules.half_days import AHEAD, HALVES, Given, HalfDay
from kennisruil.brokerage.web.halves import half_name, key_of, read_halves, short_day, text_of
from kennisruil.network import queries as network
from kennisruil.network.models import Member
from kennisruil.shared.links_to import url_for
from kennisruil.shared.web.asking import my_id, row_or_404, today_of
from kennisruil.shared.web.pages import member_page, network_of, office_page
from kennisruil.shared.web.performing import perform

_WEEKDAYS = range(7)
# A Monday, for the names of weekdays.
_MONDAY = date(2024, 1, 1)


class CapacityForm(forms.Form):
    """How many sessions somebody wants to give at most."""

    most = forms.IntegerField(
        label=gettext_lazy("Sessions at most"),
        help_text=gettext_lazy("Leave it empty to follow what the network takes as usual."),
        min_value=1,
        max_value=50,
        required=False,
    )
    per = forms.ChoiceField(
        label=gettext_lazy("Counted"),
        choices=[("quarter", gettext_lazy("a quarter")), ("month", gettext_lazy("a month"))],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def my_time(request: HttpRequest) -> HttpResponse:
    """Say when I have time."""
    member = row_or_404(request, network.member_by_id, member_id=my_id(request))
    return _page(request, member, back=reverse("brokerage:my_sessions"), is_own=True)


@require_http_methods(["GET", "HEAD", "POST"])
@office_page
def time_of(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Note for somebody when they have time."""
    member = row_or_404(request, network.member_by_id, member_id=member_id)
    return _page(request, member, back=url_for("member", member.pk) or reverse("brokerage:needs"), is_own=False)


def _page(request: HttpRequest, member: Member, *, back: str, is_own: bool) -> HttpResponse:
    own = queries.capacity_of(network_id=network_of(request), member_id=member.pk)
    form = CapacityForm(initial={"most": own.most, "per": own.per} if own else {"per": _usual(request).per})
    if request.method == "POST":
        which = request.POST.get("keep", "")
        if which == "capacity":
            form = CapacityForm(request.POST)
        if _keep(request, member, which=which, form=form):
            return redirect(request.path)
    context = _context(request, member) | {"form": form, "person": member, "is_own": is_own, "back_url": back}
    return render(request, "brokerage/my_time.html", context, status=422 if form.errors else 200)


def _usual(request: HttpRequest) -> Any:
    return queries.usual_room(network_id=network_of(request), on=today_of(request))


def _keep(request: HttpRequest, member: Member, *, which: str, form: CapacityForm) -> bool:
    if which == "week":
        pairs = (text.partition(".") for text in request.POST.getlist("week"))
        week = {(int(weekday), half) for weekday, _dot, half in pairs if weekday in set("0123456") and half in HALVES}
        return perform(request, actions.keep_week, done=_("Your week is kept."), member_id=member.pk, week=week)
    if which == "days":
        free = read_halves(request.POST.getlist("free"))
        return perform(request, actions.keep_days, done=_("These weeks are kept."), member_id=member.pk, free=free)
    if which == "capacity" and form.is_valid():
        said = form.cleaned_data
        done = _("That is kept. What was agreed stays agreed.")
        return perform(
            request, actions.set_capacity, done=done, member_id=member.pk, most=said["most"], per=said["per"]
        )
    return False


def _context(request: HttpRequest, member: Member) -> dict[str, Any]:
    network_id, today = network_of(request), today_of(request)
    given = queries.given_by(network_id=network_id, member_ids=[member.pk], from_on=today)[member.pk]
    return {
        "halves": [half_name(half) for half in HALVES],
        "week": [
            {
                "on": _MONDAY + timedelta(days=weekday),
                "boxes": [
                    {"key": f"{weekday}.{half}", "name": half_name(half), "is_free": (weekday, half) in given.week}
                    for half in HALVES
                ],
            }
            for weekday in _WEEKDAYS
        ],
        "weeks": _weeks(given, today),
        "room": queries.rooms_of(network_id=network_id, member_ids=[member.pk], on=today)[member.pk],
        "usual": _usual(request),
        "waiting": queries.places_for(network_id=network_id, member_id=member.pk),
    }


def _weeks(given: Given, today: date) -> list[dict[str, Any]]:
    """Prepare the weeks ahead: their days with a box a half-day, and how many of those are free."""
    days = [today + timedelta(days=number) for number in range(AHEAD.days)]
    rows = [
        {
            "on": on,
            "text": short_day(on),
            "boxes": [
                {
                    "key": key_of(HalfDay(on, half)),
                    "name": half_name(half),
                    "text": text_of(HalfDay(on, half)),
                    "is_free": given.is_free(HalfDay(on, half)),
                }
                for half in HALVES
            ],
        }
        for on in days
    ]
    weeks: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for on, row in zip(days, rows, strict=True):
        weeks.setdefault(on.isocalendar()[:2], []).append(row)
    return [
        {"days": week, "on": week[0]["on"], "free": sum(box["is_free"] for row in week for box in row["boxes"])}
        for week in weeks.values()
    ]
