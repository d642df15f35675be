"""How far a run of the close is: what it does now, how much of it is done, and how long that still takes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kennisruil.billing.queries.pages import months as pages
from kennisruil.billing.web import asking, labels
from kennisruil.billing.web.months import month_name
from kennisruil.shared.periods import Month
from kennisruil.shared.web.pace import paced
from kennisruil.shared.web.pages import network_of

_UNDER_WAY = ("todo", "doing")


@require_safe
@asking.close_page
def progress(request: HttpRequest, month: str) -> HttpResponse:
    """Show how far the run is; the part alone when htmx asks for it."""
    chosen = asking.month_or_404(month)
    name = month_name(request, chosen)
    state = pages.latest_run(network_id=network_of(request), month=chosen)
    job = pages.close_job(network_id=network_of(request), month=chosen)
    if state is None and not job:
        return redirect("billing:close_month", month=str(chosen))
    page = {"progress": _progress(request, chosen, name, state=state, job=job), "name": name, "chosen": str(chosen)}
    part = "parts/progress.html" if request.headers.get("HX-Request") else "billing/close_progress.html"
    return render(request, part, page)


def _progress(
    request: HttpRequest, month: Month, name: str, *, state: pages.RunState | None, job: str
) -> dict[str, Any]:
    if state and state.is_finished and job not in _UNDER_WAY:
        return _finished(month, name, state)
    shown = _counted(request, month, state)
    if job not in _UNDER_WAY:
        return shown | {
            "doing": capfirst(_("Closing %(month)s") % {"month": name}),
            "failed": _("The run stopped. What is done stays done, and nothing is done twice: start it again."),
            "next_url": reverse("billing:close_month", args=[str(month)]),
            "next_text": _("Look at the month again"),
        }
    if state is None or job == "todo":
        return shown | {"doing": capfirst(_("The close of %(month)s starts in a moment") % {"month": name})}
    step = state.run.step if state.run.step in labels.STEPS else "documents"
    return shown | {"doing": capfirst(labels.STEPS[step] % {"month": name})}


def _finished(month: Month, name: str, state: pages.RunState) -> dict[str, Any]:
    made = max(state.documents + state.statements, 1)
    closed = capfirst(_("%(month)s is closed.") % {"month": name})
    return {
        "doing": closed if state.run.run == "final" else _("The first run of %(month)s is done.") % {"month": name},
        "done": made,
        "total": made,
        "finished": True,
        "next_url": reverse("billing:close_result", args=[str(month)]),
        "next_text": _("See what it made"),
    }


def _counted(request: HttpRequest, month: Month, state: pages.RunState | None) -> dict[str, Any]:
    """Give the counts of the step under way, and how long it still takes."""
    step, done, total = ("", 0, 0) if state is None else (state.run.step, state.run.step_done, state.run.step_total)
    path = reverse("billing:close_progress", args=[str(month)])
    return {"done": done, "total": max(total, done, 1)} | paced(request, path=path, done=done, total=total, step=step)
