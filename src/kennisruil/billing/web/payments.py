"""Payments: the list, and noting one with a look ahead at what it settles."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from kennisruil.billing.actions import record_payment
from kennisruil.billing.models import Payment
from kennisruil.billing.queries.pages import accounts as pages
from kennisruil.billing.web import asking
from kennisruil.billing.web.forms import PaymentForm
from kennisruil.billing.web.months import month_filter
from kennisruil.billing.web.rehearsal import in_two_steps
from kennisruil.network.models import Party
from kennisruil.network.queries import find_parties
from kennisruil.shared.amounts import format_euro
from kennisruil.shared.speaking import Count
from kennisruil.shared.web.asking import drawn_id, language_of, month_asked, today_of, write_as
from kennisruil.shared.web.pages import network_of

PER_PAGE = 50


@require_safe
@asking.books_page
def payments(request: HttpRequest) -> HttpResponse:
    """List euro that came in and went out."""
    text, month = request.GET.get("q", "").strip(), month_asked(request)
    found = pages.payments(network_id=network_of(request), text=text, month=month)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    columns = [
        {"label": _("Day")},
        {"label": _("Who")},
        {"label": _("Amount"), "number": True},
        {"label": _("VAT"), "number": True},
        {"label": _("Without VAT"), "number": True},
        {"label": _("Coins bought back"), "number": True},
        {"label": _("Kept for later"), "number": True},
        {"label": _("Receipt")},
    ]
    context = {
        "page": page,
        "columns": columns,
        "rows": [_row(payment) for payment in page],
        "filters": [
            {"name": "q", "label": _("Name of the party"), "kind": "search", "value": text},
            month_filter(request, value=str(month or "")),
        ],
        "clear_url": reverse("billing:payments") if text or month else "",
        "count_text": ngettext("%(count)s payment", "%(count)s payments", page.paginator.count)
        % {"count": Count(page.paginator.count)}
        if page.paginator.count
        else "",
        "keeps_money": asking.keeps_money(request),
    }
    return render(request, "billing/payments.html", context)


def _row(payment: Payment) -> list[Any]:
    receipt = payment.document
    return [
        {"day": payment.paid_on},
        {"text": payment.party.name, "url": reverse("billing:party_account", args=[payment.party_id])},
        {"cents": payment.cents},
        {"cents": payment.vat_cents},
        {"cents": payment.base_cents},
        {"coins": payment.coins} if payment.coins else "",
        {"cents": payment.prepaid_cents} if payment.prepaid_cents else "",
        {"text": receipt.number, "url": reverse("billing:document", args=[receipt.pk])} if receipt else "",
    ]


@require_safe
@asking.money_page
def choose_payer(request: HttpRequest) -> HttpResponse:
    """Choose whose payment it is, by any part of the name."""
    text = request.GET.get("q", "").strip()
    found = find_parties(network_id=network_of(request), text=text)[:50] if text else []
    page = {
        "filters": [{"name": "q", "label": _("Name or number of the party"), "kind": "search", "value": text}],
        "found": found,
        "text": text,
    }
    return render(request, "billing/choose_payer.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@asking.money_page
def pay(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Note euro from or to a party, after a look at what it settles."""
    party = asking.party_or_404(request, party_id)
    opened = pages.open_documents(network_id=network_of(request), party_ids=[party.pk])
    documents = [(str(each.document_id), each.number) for each in opened if each.document_id]
    form = PaymentForm(
        request.POST or None,
        documents=documents,
        initial={"paid_on": today_of(request), "document": request.GET.get("document", "")},
    )
    page = {
        "party": party,
        "title": _("Note a payment"),
        "back_url": reverse("billing:party_account", args=[party.pk]),
        "preview_text": _("See what it settles"),
        "submit_text": _("Note this payment"),
        "opened": [each for each in opened if each.vat_cents or each.base_cents],
    }
    return in_two_steps(
        request,
        form=form,
        act=lambda: _record(request, party, form),
        look=lambda payment: consequence_of(request, payment),
        done=lambda payment: _done(request, party, payment),
        page=page,
        template="billing/pay.html",
    )


def _record(request: HttpRequest, party: Party, form: PaymentForm) -> Payment:
    given = form.cleaned_data
    return record_payment(
        id=drawn_id(request),
        party_id=party.pk,
        cents=form.cents,
        paid_on=given["paid_on"],
        document_id=UUID(given["document"]) if given["document"] else None,
        structured_message=given["structured_message"],
        note=given["note"],
        today=today_of(request),
        **write_as(request),
    )


def consequence_of(request: HttpRequest, payment: Payment) -> dict[str, Any]:
    """Give the variables of ``parts/consequence.html`` for a payment: what it settles, in order."""
    amount = format_euro(abs(payment.cents), language=language_of(request))
    values = {"amount": amount, "party": payment.party.name}
    if payment.cents < 0:
        return {
            "sentence": _("%(amount)s goes to %(party)s. It settles what the network still had to pay.") % values,
            "rows": [{"text": _("Paid to them"), "coins": None, "cents": -payment.cents, "strong": True}],
        }
    rows = [
        {"text": _("VAT, always first"), "coins": None, "cents": payment.vat_cents},
        {"text": _("Without VAT: buys coins back"), "coins": payment.coins, "cents": payment.base_cents},
    ]
    if payment.prepaid_cents:
        rows.append({"text": _("Kept beside the balance for later"), "coins": None, "cents": payment.prepaid_cents})
    rows.append({"text": _("Together"), "coins": payment.coins, "cents": payment.cents, "strong": True})
    sentence = _("%(amount)s comes in from %(party)s. They get a receipt that says what it settled.") % values
    return {"sentence": sentence, "rows": rows}


def _done(request: HttpRequest, party: Party, payment: Payment) -> HttpResponse:
    amount = format_euro(abs(payment.cents), language=language_of(request))
    messages.success(request, _("The payment of %(amount)s is noted.") % {"amount": amount})
    return redirect("billing:party_account", party_id=party.pk)
