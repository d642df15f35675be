"""The month close: months against the fifteenth, a look ahead, the run itself, and what it left."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from kennisruil.billing import queries
from kennisruil.billing.queries.pages import months as pages
from kennisruil.billing.web import asking, labels, preview
from kennisruil.billing.web.months import month_name
from kennisruil.shared import jobs
from kennisruil.shared.links_to import url_for
from kennisruil.shared.periods import Month
from kennisruil.shared.pictures import csv_of
from kennisruil.shared.speaking import Count
from kennisruil.shared.web.asking import my_id, today_of
from kennisruil.shared.web.pages import network_of

PER_PAGE = 100


@require_safe
@asking.books_page
def months(request: HttpRequest) -> HttpResponse:
    """Show every month against the fifteenth, and which to close now."""
    found = queries.months_overview(network_id=network_of(request), today=today_of(request))
    page = {
        "rows": [preview.month_row(request, row) for row in found],
        "columns": preview.month_columns(),
        "picture": preview.deadline_picture(request, found) if found else None,
        "next": preview.month_to_close(request, found),
    }
    return render(request, "billing/months.html", page)


@require_safe
@asking.books_page
def months_csv(request: HttpRequest) -> HttpResponse:
    """Give the numbers of that picture as a file."""
    found = queries.months_overview(network_id=network_of(request), today=today_of(request))
    if not found:
        raise Http404
    picture = preview.deadline_picture(request, found)
    answer = HttpResponse(csv_of(picture), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="months.csv"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@asking.close_page
def month(request: HttpRequest, month: str) -> HttpResponse:
    """Look at what closing a month would do; the button lets a job do it."""
    chosen = asking.month_or_404(month)
    ahead = queries.preview_close(network_id=network_of(request), month=chosen, today=today_of(request))
    found = preview.shown_preview(request, ahead)
    if request.method == "POST":
        return _start(request, chosen, found)
    page = found | {
        "state": pages.latest_run(network_id=network_of(request), month=chosen),
        "job": pages.close_job(network_id=network_of(request), month=chosen),
        "chosen": str(chosen),
        "name": month_name(request, chosen),
    }
    return render(request, "billing/month.html", page)


def _start(request: HttpRequest, month: Month, found: dict[str, Any]) -> HttpResponse:
    if found["ahead"].is_closed:
        said = _("%(month)s is closed already: nothing to do.") % {"month": month_name(request, month)}
        messages.info(request, capfirst(said))
        return redirect("billing:close_result", month=str(month))
    if not found["may_close"]:
        messages.error(request, _("This month cannot be closed yet. Below you read what it waits for."))
        return redirect("billing:close_month", month=str(month))
    job = pages.close_job(network_id=network_of(request), month=month)
    if job not in ("todo", "doing"):
        jobs.enqueue("billing.close_month", network_id=network_of(request), month=str(month), member_id=my_id(request))
    return redirect("billing:close_progress", month=str(month))


@require_safe
@asking.books_page
def result(request: HttpRequest, month: str) -> HttpResponse:
    """Show what the latest run of a month made: documents, statements, mails, files to take away."""
    chosen, network_id = asking.month_or_404(month), network_of(request)
    state = pages.latest_run(network_id=network_id, month=chosen)
    if state is None:
        raise Http404
    kinds = pages.counted_kinds(network_id=network_id, run=state.run)
    mails = Paginator(pages.mails_of_run(network_id=network_id, run=state.run), PER_PAGE)
    page = {
        "name": month_name(request, chosen),
        "chosen": str(chosen),
        "state": state,
        "kinds": [[{"text": labels.KINDS[kind]}, str(count)] for kind, count in sorted(kinds.items())],
        "kind_columns": [{"label": _("Kind")}, {"label": _("Documents"), "number": True}],
        "documents_url": reverse("billing:documents") + f"?month={chosen}",
        "mails": mails.get_page(request.GET.get("page")),
        "mail_text": ngettext("%(count)s mail", "%(count)s mails", mails.count) % {"count": Count(mails.count)},
        "mail_columns": [{"label": _("To")}, {"label": _("Subject")}, {"label": _("State")}],
    }
    page["mail_rows"] = [
        [{"text": mail.to, "url": url_for("mail", mail.pk)}, {"text": mail.subject}, {"chip": mail.state}]
        for mail in page["mails"]
    ]
    return render(request, "billing/close_result.html", page)
