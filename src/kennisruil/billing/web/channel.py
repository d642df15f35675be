"""E-invoices: how they leave the house, what became of each, what came in, and who is not registered."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kennisruil.billing.actions.channel import settle_by_hand, try_again
from kennisruil.billing.actions.channel_inbox import see_inbox_document
from kennisruil.billing.actions.channel_lookup import look_up_party
from kennisruil.billing.channel.choosing import FOLDER, RECOMMAND, secret_names
from kennisruil.billing.models import Document, InboxDocument, Submission
from kennisruil.billing.queries import channel as queries
from kennisruil.billing.web import asking
from kennisruil.billing.web.bank_words import Look
from kennisruil.billing.web.forms import DayField
from kennisruil.network.actions import change_setting
from kennisruil.shared.models import File
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.web.asking import row_or_404, today_of, write_as
from kennisruil.shared.web.pages import network_of
from kennisruil.shared.web.performing import perform
from kennisruil.shared.web.sentences import sentence_for

PER_PAGE = 30
_DAYS_OF_PDF = 92
LOOKS: dict[str, Look] = {
    "waiting": Look(pgettext_lazy("e-invoice", "Waits to leave"), "clock", "calm"),
    "unsure": Look(pgettext_lazy("e-invoice", "No answer yet, we ask again"), "clock", "waits"),
    "sent": Look(pgettext_lazy("e-invoice", "Handed over"), "mail", "calm"),
    "delivered": Look(pgettext_lazy("e-invoice", "Arrived"), "check", "good"),
    "rejected": Look(pgettext_lazy("e-invoice", "Refused"), "cross", "stop"),
    "unregistered": Look(pgettext_lazy("e-invoice", "Not registered: by mail instead"), "mail", "waits"),
    "stuck": Look(pgettext_lazy("e-invoice", "Does not get through"), "warning", "stop"),
}
CHANNELS = {
    FOLDER: gettext_lazy("Into a folder: you send them with your own package"),
    RECOMMAND: gettext_lazy("Through the access point Recommand"),
}
TEXTS = {
    "not ready": gettext_lazy("The access point is not set up whole."),
    "again": gettext_lazy("Somebody asked to try again."),
    "by hand": gettext_lazy("Somebody said that it arrived another way."),
}


class ChannelForm(forms.Form):
    """How e-invoices leave the house, from a day on."""

    adapter = forms.ChoiceField(
        label=gettext_lazy("How e-invoices leave the house"), widget=forms.RadioSelect, choices=list(CHANNELS.items())
    )
    company = forms.CharField(
        label=gettext_lazy("Number of your company at the access point"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("The access point shows it with your company. A folder needs none."),
    )
    holds_from = DayField(
        label=gettext_lazy("From which day"),
        help_text=gettext_lazy("Documents of that day and later go this way; earlier ones keep theirs."),
    )

    def clean(self) -> dict[str, Any]:
        """An access point needs to know which company it is."""
        given = super().clean() or {}
        if given.get("adapter") == RECOMMAND and not given.get("company"):
            self.add_error("company", _("Fill in the number that the access point gave you."))
        return given


@require_http_methods(["GET", "HEAD", "POST"])
@asking.money_page
def channel(request: HttpRequest) -> HttpResponse:
    """Show how the channel is set and what it lacks, decide it anew, and list what travels and what came in."""
    network_id, today = network_of(request), today_of(request)
    state = queries.channel_state(network_id=network_id, on=today)
    form = ChannelForm(
        request.POST or None, initial={"adapter": state.adapter, "company": state.company, "holds_from": today}
    )
    if request.method == "POST" and form.is_valid():
        _decide(request, form)
        return redirect("billing:channel")
    shown = request.GET.get("state", "")
    found = queries.submissions(network_id=network_id, state=shown if shown in (*LOOKS, "trouble") else "")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "state": state,
        "adapter": CHANNELS.get(state.adapter, state.adapter),
        "later": [(on, CHANNELS.get(value, value)) for on, _key, value in state.later],
        "secrets": secret_names(state.slug),
        "form": form,
        "page": page,
        "rows": [_row(row) for row in page],
        "counts": [
            (LOOKS[key], count) for key, count in queries.counted_states(network_id=network_id).items() if key in LOOKS
        ],
        "inbox": [*queries.inbox_documents(network_id=network_id)[:20]],
        "companies": queries.companies_by_pdf(
            network_id=network_id, on=today, since=today - timedelta(days=_DAYS_OF_PDF)
        ),
    }
    return render(request, "billing/channel.html", context)


def _decide(request: HttpRequest, form: ChannelForm) -> None:
    given = form.cleaned_data
    for key, value in ((queries.ADAPTER, given["adapter"]), (queries.COMPANY, given["company"])):
        change_setting(key=key, value=value, holds_from=given["holds_from"], **write_as(request))
    messages.success(request, _("This is decided. It holds from the day you chose."))


def _row(row: Submission) -> dict[str, Any]:
    return {
        "row": row,
        "look": LOOKS[row.state],
        "text": TEXTS.get(row.text, row.text),
        "url": reverse("billing:document", args=[row.document_id]),
    }


def travels(request: HttpRequest, document: Document) -> dict[str, Any] | None:
    """Give how a document travels and what happened to it, for its page; None when it is no e-invoice."""
    submission = queries.submission_of(network_id=network_of(request), document_id=document.pk)
    if submission is None:
        return None
    events = queries.events_of(network_id=network_of(request), submission_id=submission.pk)
    return _row(submission) | {
        "adapter": CHANNELS.get(submission.adapter, submission.adapter),
        "events": [
            {
                "on": event.at,
                "text": f"{LOOKS[event.state].word}. {TEXTS.get(event.text, event.text)}".strip(),
                "icon": LOOKS[event.state].icon,
            }
            for event in events
        ],
        "waits": submission.state in queries.TROUBLE,
    }


@require_POST
@asking.money_page
def again(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Try an e-invoice again."""
    row = row_or_404(request, Submission.objects.get, pk=submission_id)
    perform(request, try_again, done=_("It is tried again within a few minutes."), submission_id=row.pk)
    return redirect("billing:document", document_id=row.document_id)


@require_POST
@asking.money_page
def by_hand(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Say that a document arrived another way."""
    row = row_or_404(request, Submission.objects.get, pk=submission_id)
    perform(request, settle_by_hand, done=_("Noted: it arrived another way."), submission_id=row.pk)
    return redirect("billing:document", document_id=row.document_id)


@require_POST
@asking.money_page
def look_up(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Ask the access point whether a party is registered."""
    party = asking.party_or_404(request, party_id)
    try:
        known = look_up_party(party_id=party.pk, today=today_of(request), **write_as(request))
    except Refusal as refusal:
        messages.error(request, sentence_for(refusal))
    else:
        yes = _("%(party)s is registered. From today its invoices go as e-invoices.")
        no = _("%(party)s is not registered yet. It keeps getting a PDF; tell them that the law asks it.")
        messages.success(request, (yes if known else no) % {"party": party.name})
    return redirect("billing:channel")


@require_safe
@asking.money_page
def inbox_file(request: HttpRequest, inbox_id: UUID) -> HttpResponse:
    """Give a document that came in, byte for byte."""
    row = row_or_404(request, InboxDocument.objects.get, pk=inbox_id)
    kept = File.objects.get(network_id=network_of(request), pk=row.file_id)
    answer = HttpResponse(bytes(kept.content), content_type="application/xml")
    answer["Content-Disposition"] = f'attachment; filename="incoming-{row.received_at:%Y%m%d-%H%M%S}.xml"'
    return answer


@require_POST
@asking.money_page
def seen(request: HttpRequest, inbox_id: UUID) -> HttpResponse:
    """Say that a document that came in was taken care of."""
    row = row_or_404(request, InboxDocument.objects.get, pk=inbox_id)
    perform(request, see_inbox_document, done=_("Noted as taken care of."), inbox_id=row.pk)
    return redirect("billing:channel")
