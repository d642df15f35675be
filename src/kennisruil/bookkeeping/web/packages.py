"""Where the books go: the packages chosen, how each of them stands, what it holds beside what the journal says."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kennisruil.bookkeeping import actions, queries
from kennisruil.bookkeeping.adapters import is_ready
from kennisruil.bookkeeping.adapters.places import variable_of
from kennisruil.bookkeeping.models import Reconciled
from kennisruil.bookkeeping.queries.outbox import TargetCount
from kennisruil.bookkeeping.rules.chart import chart_from, name_of
from kennisruil.bookkeeping.rules.targets import Target
from kennisruil.bookkeeping.web import labels
from kennisruil.bookkeeping.web.asking import books_page, export_page, may_export
from kennisruil.bookkeeping.web.forms import PackagesForm
from kennisruil.shared import jobs
from kennisruil.shared.speaking import Count
from kennisruil.shared.web.asking import language_of, today_of, write_as
from kennisruil.shared.web.pages import network_of

PER_PAGE = 50


@require_safe
@books_page
def packages(request: HttpRequest) -> HttpResponse:
    """Show each package that is chosen, and how it stands."""
    chosen = queries.targets_on(network_id=network_of(request), on=today_of(request))
    counts = queries.outbox_counts(network_id=network_of(request))
    apart: dict[str, int] = {}
    for target, _month, count in queries.months_apart(network_id=network_of(request)):
        apart[target] = apart.get(target, 0) + count
    shown = [target for target in Target if target in chosen or target.value in counts]
    page = {
        "packages": [_package(request, target, chosen, counts.get(target.value), apart) for target in shown],
        "chooses": may_export(request),
    }
    return render(request, "bookkeeping/packages.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@export_page
def choose(request: HttpRequest) -> HttpResponse:
    """Choose the packages; what was booked since their day is told by a job."""
    today = today_of(request)
    chosen = queries.targets_on(network_id=network_of(request), on=today)
    form = PackagesForm(request.POST or None, chosen=chosen, today=today)
    if request.method == "POST" and form.is_valid():
        actions.choose_targets(targets=form.targets, today=today, **write_as(request))
        messages.success(request, _("The books go there from now on. What was booked before follows by itself."))
        return redirect("bookkeeping:packages")
    slug = request.network.slug  # type: ignore[attr-defined]  # set by the shell
    page = {
        "form": form,
        "rows": [
            {
                "tick": form[target.value],
                "since": form[f"{target.value}_since"],
                "help": labels.TARGET_HELP[target],
                "missing": "" if is_ready(target, slug=slug) else variable_of(slug),
            }
            for target in Target
        ],
    }
    return render(request, "bookkeeping/choose_packages.html", page)


@require_POST
@export_page
def deliver_now(request: HttpRequest) -> HttpResponse:
    """Deliver and compare at once instead of at the next round."""
    for name in ("bookkeeping.deliver", "bookkeeping.reconcile"):
        jobs.enqueue(name, network_id=network_of(request))
    messages.success(request, _("It is on its way. Look again in a moment."))
    return redirect("bookkeeping:packages")


@require_safe
@books_page
def compared(request: HttpRequest, target: str) -> HttpResponse:
    """Show what a package said of each account and month beside the journal; the difference ought to be nil."""
    if target not in tuple(Target):
        return redirect("bookkeeping:packages")
    only_apart = request.GET.get("show") == "apart"
    found = queries.found_reconciled(network_id=network_of(request), target=Target(target), only_apart=only_apart)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    choices = [{"value": "", "text": _("All accounts")}, {"value": "apart", "text": _("Only what differs")}]
    value = "apart" if only_apart else ""
    roles = {code: role for role, code in chart_from({}).codes.items()}
    roles |= {row.account: row.role for row in queries.account_balances(network_id=network_of(request))}
    context = {
        "page": page,
        "name": labels.SHORT_TARGETS[Target(target)],
        "filters": [{"name": "show", "label": _("Show"), "kind": "choice", "value": value, "choices": choices}],
        "count_text": ngettext("%(count)s row", "%(count)s rows", page.paginator.count)
        % {"count": Count(page.paginator.count)}
        if page.paginator.count
        else "",
        "columns": [
            {"label": _("Account")},
            {"label": _("Month")},
            {"label": _("Here"), "number": True},
            {"label": _("There"), "number": True},
            {"label": _("Difference"), "number": True},
            {"label": _("Compared on")},
        ],
        "rows": [_compared(request, row, roles) for row in page],
    }
    return render(request, "bookkeeping/compared.html", context)


def _package(
    request: HttpRequest,
    target: Target,
    chosen: dict[Target, Any],
    count: TargetCount | None,
    apart: dict[str, int],
) -> dict[str, Any]:
    slug = request.network.slug  # type: ignore[attr-defined]  # set by the shell
    return {
        "target": target.value,
        "name": labels.TARGETS[target],
        "help": labels.TARGET_HELP[target],
        "since_on": chosen.get(target),
        "count": count,
        "apart": apart.get(target.value, 0),
        "missing": "" if is_ready(target, slug=slug) else variable_of(slug),
    }


def _compared(request: HttpRequest, row: Reconciled, roles: dict[str, str]) -> list[Any]:
    role = roles.get(row.account, "")
    apart = row.ours_cents - row.theirs_cents
    return [
        {"text": row.account, "note": name_of(role, language=language_of(request)) if role else ""},
        {"text": labels.month_name(row.month_on, language=language_of(request))},
        {"cents": row.ours_cents},
        {"cents": row.theirs_cents},
        {"cents": apart, **({"chip": "failed"} if apart else {})},
        {"day": row.checked_at},
    ]
