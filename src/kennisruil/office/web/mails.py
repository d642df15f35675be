"""The outbox: every mail the network wrote, whether it left or waits here for want of a mail server."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from kennisruil.shared import delivery
from kennisruil.shared.models import File, Mail
from kennisruil.shared.speaking import Count
from kennisruil.shared.web.asking import row_or_404
from kennisruil.shared.web.pages import network_of, office_page
from kennisruil.shared.web.performing import perform

A_PAGE = 50


@require_safe
@office_page
def mails(request: HttpRequest) -> HttpResponse:
    """List the mails, newest first, found by any part of an address or subject."""
    text = request.GET.get("text", "")[:200]
    found = Mail.objects.filter(network_id=network_of(request)).defer("text", "html", "attachments")
    if text:
        found = found.filter(Q(to__icontains=text) | Q(subject__icontains=text))
    page = Paginator(found.order_by("-posted_at", "pk"), A_PAGE).get_page(request.GET.get("page"))
    count = page.paginator.count
    context = {
        "page": page,
        "rows": [_row(mail) for mail in page],
        "columns": [{"label": label} for label in (_("Subject"), _("To"), _("Written"), _("State"))],
        "filters": [{"name": "text", "label": _("Address or subject"), "kind": "search", "value": text}],
        "count_text": ngettext("%(count)s mail", "%(count)s mails", count) % {"count": Count(count)} if count else "",
        "stays_here": not settings.MAIL_LEAVES_THE_HOUSE,
    }
    return render(request, "office/mails.html", context)


def _row(mail: Mail) -> list[Any]:
    return [
        {"text": mail.subject, "url": reverse("office:mail", args=[mail.pk])},
        mail.to,
        {"day": mail.posted_at},
        {"chip": mail.state},
    ]


@require_safe
@office_page
def mail(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """Show one mail as its reader gets it."""
    found = Mail.objects.filter(network_id=network_of(request), pk=mail_id).order_by("pk").first()
    if found is None:
        raise Http404
    files = File.objects.filter(network_id=network_of(request), pk__in=found.attachments).defer("content")
    shown = {
        "to": found.to,
        "subject": found.subject,
        "text": found.text,
        "at": found.posted_at,
        "state": found.state,
        "attachments": [
            {"name": file.name, "url": reverse("office:mail_file", args=[found.pk, file.pk])}
            for file in files.order_by("name", "pk")
        ],
    }
    return render(request, "office/mail.html", {"mail": shown, "doubtful": _doubt_of(found)})


def _doubt_of(mail: Mail) -> Mail | None:
    return mail if mail.state == Mail.State.DOUBTFUL else None


@require_POST
@office_page
def settle_doubt(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """Keep what the office found out of a mail in doubt: it arrived, or it goes again."""
    row_or_404(request, _mail_by_id, mail_id=mail_id)
    has_arrived = request.POST.get("answer") == "arrived"
    done = _("Noted: it arrived.") if has_arrived else _("It is on its way again, under the same Message-ID.")
    perform(request, delivery.settle_doubt, done=done, mail_id=mail_id, has_arrived=has_arrived)
    return redirect("office:mail", mail_id)


def _mail_by_id(*, network_id: UUID, mail_id: UUID) -> Mail:
    return Mail.objects.only("pk").get(network_id=network_id, pk=mail_id)


@require_safe
@office_page
def mail_file(request: HttpRequest, mail_id: UUID, file_id: UUID) -> HttpResponse:
    """Give a file that a mail carries."""
    rows = Mail.objects.filter(network_id=network_of(request), pk=mail_id, attachments__contains=str(file_id))
    file = File.objects.filter(network_id=network_of(request), pk=file_id).order_by("pk").first()
    if file is None or not rows.exists():
        raise Http404
    response = HttpResponse(bytes(file.content), content_type=file.media_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response
