"""How far an import is that a job puts in: its rows, and what comes after."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kennisruil.porting import actions
from kennisruil.porting.models import ImportBatch
from kennisruil.porting.web.pages import batch_or_404
from kennisruil.shared.progress import stand_of
from kennisruil.shared.web.pace import paced
from kennisruil.shared.web.pages import network_of, office_page


@require_GET
@office_page
def progress(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Show how far the import is; the part alone when htmx asks for it."""
    batch = batch_or_404(request, batch_id)
    if batch.state in (ImportBatch.State.UPLOADED, ImportBatch.State.UNDONE):
        return redirect("porting:preview", batch_id=batch.pk)
    part = "parts/progress.html" if request.headers.get("HX-Request") else "porting/progress.html"
    return render(request, part, {"batch": batch, "progress": _progress(request, batch)})


def _progress(request: HttpRequest, batch: ImportBatch) -> dict[str, Any]:
    total = actions.rows_to_put_in(batch) or 1
    preview = reverse("porting:preview", args=[batch.pk])
    if batch.state == ImportBatch.State.COMMITTED:
        return {
            "doing": _("The import is in."),
            "done": total,
            "total": total,
            "finished": True,
            "next_url": preview,
            "next_text": _("See what it did"),
        }
    stand = stand_of(task="porting.commit_import", about=batch.pk, network_id=network_of(request), batch_id=batch.pk)
    total, path = stand.total or total, reverse("porting:progress", args=[batch.pk])
    pace = paced(request, path=path, done=stand.done, total=total, step=stand.job)
    shown: dict[str, Any] = {"done": stand.done, "total": total} | pace
    if not stand.is_under_way:
        said = _("Nothing went in: the network changed meanwhile. Look at the rows again, and then put them in.")
        return shown | {"doing": said, "failed": said, "next_url": preview, "next_text": _("Look at the rows again")}
    if stand.job == "todo":
        return shown | {"doing": _("The import starts in a moment.")}
    return shown | {"doing": _("The rows go in, all at once or not at all.")}
