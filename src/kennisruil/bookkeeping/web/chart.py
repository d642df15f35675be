"""The chart of accounts: which number each account has, from which day."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kennisruil.bookkeeping import actions, queries
from kennisruil.bookkeeping.rules.chart import Chart, chart_from, name_of
from kennisruil.bookkeeping.web.asking import books_page, may_export
from kennisruil.bookkeeping.web.forms import ChartForm
from kennisruil.network.models import Setting
from kennisruil.network.queries import setting_history
from kennisruil.shared.web.asking import language_of, today_of
from kennisruil.shared.web.pages import network_of, problem_page
from kennisruil.shared.web.performing import perform

KEY = "books.accounts"


@require_http_methods(["GET", "HEAD", "POST"])
@books_page
def chart(request: HttpRequest) -> HttpResponse:
    """Show the numbers in force and what changes when; who keeps the books changes them."""
    today, language = today_of(request), language_of(request)
    present = queries.chart_on(network_id=network_of(request), on=today)
    form = ChartForm(request.POST or None, chart=present, language=language, initial={"holds_from": today})
    if request.method == "POST":
        if not may_export(request):
            title, text = _("This page is for who keeps the books"), _("Nothing has changed.")
            return problem_page(request, title=title, text=text, status=403)
        if form.is_valid():
            done = _("The new numbers hold from the day you chose.")
            values = {"codes": form.codes, "holds_from": form.cleaned_data["holds_from"]}
            if perform(request, actions.change_chart, done=done, **values):
                return redirect("bookkeeping:chart")
    rows = setting_history(network_id=network_of(request), key=KEY)
    page = {
        "form": form,
        "codes": [form[role] for role in present.codes if role in form.fields],
        "changes": may_export(request),
        "columns": [{"label": _("Account")}, {"label": _("Name")}],
        "rows": [[code, name_of(role, language=language)] for role, code in sorted(present.codes.items(), key=_code)],
        "history": _history(rows, language=language),
    }
    return render(request, "bookkeeping/chart.html", page)


def _code(item: tuple[str, str]) -> str:
    return item[1]


def _history(rows: list[Setting], *, language: str) -> list[dict[str, Any]]:
    """Give each change, the latest first, with what it changed of the one before."""
    charts: list[Chart] = [chart_from(row.value or {}) for row in rows]
    shown = []
    for row, now, before in zip(rows, charts, charts[1:], strict=False):
        changed = [
            f"{name_of(role, language=language)}: {before.codes.get(role, '–')} → {code}"
            for role, code in sorted(now.codes.items())
            if before.codes.get(role) != code
        ]
        shown.append({"holds_from": row.holds_from, "changed": changed})
    return shown
