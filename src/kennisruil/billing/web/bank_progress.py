"""How far a bank file is that a job reads: its lines, and what came of them."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kennisruil.billing.queries.pages.bank import is_kept, is_read
from kennisruil.billing.web import asking
from kennisruil.shared.progress import stand_of
from kennisruil.shared.web.pace import paced
from kennisruil.shared.web.pages import network_of


@require_safe
@asking.money_page
def progress(request: HttpRequest, bank_file_id: UUID) -> HttpResponse:
    """Show how far the reading is; the part alone when htmx asks for it."""
    which = {"network_id": network_of(request), "bank_file_id": bank_file_id}
    if not is_kept(**which):
        raise Http404
    shown = _finished(bank_file_id) if is_read(**which) else _progress(request, bank_file_id)
    part = "parts/progress.html" if request.headers.get("HX-Request") else "billing/bank_progress.html"
    return render(request, part, {"progress": shown})


def _finished(bank_file_id: UUID) -> dict[str, Any]:
    return {
        "doing": _("The file is read."),
        "done": 1,
        "total": 1,
        "finished": True,
        "next_url": reverse("billing:bank_file", args=[bank_file_id]),
        "next_text": _("See what came of it"),
    }


def _progress(request: HttpRequest, bank_file_id: UUID) -> dict[str, Any]:
    stand = stand_of(
        task="billing.read_bank_file",
        about=bank_file_id,
        network_id=network_of(request),
        bank_file_id=bank_file_id,
    )
    path = reverse("billing:bank_progress", args=[bank_file_id])
    pace = paced(request, path=path, done=stand.done, total=stand.total, step=stand.job if stand.total else "")
    shown: dict[str, Any] = {"done": stand.done, "total": stand.total or 1} | pace
    if not stand.is_under_way:
        said = _("The reading stopped, and nothing of the file counts. Bring it in again.")
        again = {"next_url": reverse("billing:bank_new"), "next_text": _("Bring in a statement")}
        return shown | again | {"doing": said, "failed": said}
    if stand.job == "todo":
        return shown | {"doing": _("The reading starts in a moment.")}
    if not stand.total:
        return shown | {"doing": _("The file is taken apart.")}
    return shown | {"doing": _("The lines find their documents, all at once or not at all.")}
