"""Reminders as the office sees them: what goes out next, what waits, what went out, and the kinder ones apart."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kennisruil.billing.actions import hold_reminders, release_reminders
from kennisruil.billing.models import PaymentReminder
from kennisruil.billing.queries import reminders as queries
from kennisruil.billing.queries.reminders import DueReminder
from kennisruil.billing.rules.reminders import Pace
from kennisruil.billing.web import asking
from kennisruil.billing.web.forms import DayField
from kennisruil.network.queries import settings_on
from kennisruil.shared.amounts import format_euro
from kennisruil.shared.web.asking import drawn_id, language_of, today_of
from kennisruil.shared.web.pages import network_of
from kennisruil.shared.web.performing import perform

PER_PAGE = 50
STEPS: dict[int, Promise] = {
    1: gettext_lazy("First reminder"),
    2: gettext_lazy("Second reminder"),
    3: gettext_lazy("Third reminder"),
}


class HoldForm(forms.Form):
    """Why reminders wait, and until when."""

    reason = forms.CharField(label=gettext_lazy("Why"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))
    until_on = DayField(
        label=gettext_lazy("Until which day"), required=False, help_text=gettext_lazy("Leave empty for no end.")
    )


@require_safe
@asking.books_page
def reminders(request: HttpRequest) -> HttpResponse:
    """Show what goes out tomorrow, what is held back, and what went out."""
    network_id, today = network_of(request), today_of(request)
    tomorrow = today + timedelta(days=1)
    pace = Pace.of(settings_on(network_id=network_id, on=today))
    due = queries.due_reminders(network_id=network_id, pace=pace, today=tomorrow)
    page = Paginator(queries.sent_reminders(network_id=network_id), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "tomorrow": tomorrow,
        "next": [_next(each) for each in due if each.hold is None],
        "holds": queries.holds_of_network(network_id=network_id, today=today),
        "page": page,
        "sent": [_sent(each) for each in page],
        "given": queries.given_reminders(network_id=network_id),
        "pace": pace.after_days,
    }
    return render(request, "billing/reminders.html", context)


def _next(due: DueReminder) -> dict[str, Any]:
    documents = {each.claim.document_id: each.number for each in due.claims}
    return {
        "party": due.party,
        "numbers": ", ".join(number or _("Balance from before") for number in documents.values()),
        "cents": due.cents,
        "step": STEPS[due.step],
        "hold_url": reverse("billing:hold_reminders", args=[due.party.pk]),
    }


def _sent(reminder: PaymentReminder) -> dict[str, Any]:
    document = reminder.document
    return {
        "row": reminder,
        "step": STEPS[reminder.step],
        "number": document.number if document else reminder.claim.old_number or _("Balance from before"),
        "url": reverse("billing:document", args=[document.pk]) if document else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
@asking.books_page
def hold(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Hold the reminders of a party back, or those of one document of it."""
    party = asking.party_or_404(request, party_id)
    wanted = request.GET.get("document", "")
    document = asking.document_or_404(request, UUID(wanted)) if asking.is_id(wanted) else None
    if document and document.party_id != party.pk:
        raise Http404
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = _("Held back. Nothing goes out about this until you let it go again.")
        which = {"id": drawn_id(request), "party_id": party.pk, "document_id": document.pk if document else None}
        perform(request, hold_reminders, done=said, today=today_of(request), **which, **form.cleaned_data)
        return redirect("billing:reminders")
    page = {"party": party, "document": document, "form": form, "id": drawn_id(request)}
    return render(request, "billing/hold.html", page)


@require_POST
@asking.books_page
def release(request: HttpRequest, hold_id: UUID) -> HttpResponse:
    """Let reminders go again."""
    said = _("Let go. Reminders follow their days again.")
    perform(request, release_reminders, done=said, hold_id=hold_id, today=today_of(request))
    return redirect("billing:reminders")


def reminders_of(request: HttpRequest, rows: list[PaymentReminder]) -> list[dict[str, Any]]:
    """Give the reminders of a document as events of a timeline."""
    return [
        {
            "on": row.on,
            "icon": "bell",
            "text": _("%(step)s: %(amount)s")
            % {"step": STEPS[row.step], "amount": format_euro(row.cents, language=language_of(request))},
        }
        for row in rows
    ]
