"""Paying out: batches of what the network owes, prepared by one person and approved by another."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kennisruil.billing.actions.pay_batch import (
    Prepared,
    approve_pay_batch,
    drop_order,
    prepare_pay_batch,
    withdraw_pay_batch,
)
from kennisruil.billing.models import PayBatch, PayOrder
from kennisruil.billing.queries import pay_batches as queries
from kennisruil.billing.rules.numbers import shown_iban
from kennisruil.billing.web import asking
from kennisruil.billing.web.bank_words import BATCHES, LEFT_OUT, ORDERS
from kennisruil.billing.web.forms import DayField
from kennisruil.billing.web.rehearsal import in_two_steps
from kennisruil.network.queries import members_by_ids
from kennisruil.shared.models import File
from kennisruil.shared.speaking import Count
from kennisruil.shared.web.asking import drawn_id, my_id, row_or_404, today_of, write_as
from kennisruil.shared.web.pages import network_of
from kennisruil.shared.web.performing import perform

PER_PAGE = 30
_DAYS_AHEAD = 3


class BatchForm(forms.Form):
    """When the bank pays."""

    pay_on = DayField(
        label=gettext_lazy("Day on which the bank pays"),
        help_text=gettext_lazy("Leave somebody else the time to approve, and to bring the file to the bank."),
    )


@require_safe
@asking.money_page
def batches(request: HttpRequest) -> HttpResponse:
    """List the batches, and what the network owes by now."""
    network_id, today = network_of(request), today_of(request)
    page = Paginator(queries.pay_batches(network_id=network_id), PER_PAGE).get_page(request.GET.get("page"))
    owed = queries.owed_parties(network_id=network_id, on=today)
    context = {
        "page": page,
        "rows": [_shown(batch) for batch in page],
        "owed": owed,
        "owed_cents": sum(each.cents for each in owed),
        "count_text": ngettext("%(count)s party", "%(count)s parties", len(owed)) % {"count": Count(len(owed))}
        if owed
        else "",
    }
    return render(request, "billing/paying.html", context)


def _shown(batch: PayBatch) -> dict[str, Any]:
    return {"batch": batch, "look": BATCHES[batch.state], "url": reverse("billing:pay_batch", args=[batch.pk])}


@require_http_methods(["GET", "HEAD", "POST"])
@asking.money_page
def prepare(request: HttpRequest) -> HttpResponse:
    """Look at what would be paid, after set-off, and prepare it."""
    today = today_of(request)
    form = BatchForm(request.POST or None, initial={"pay_on": today + timedelta(days=_DAYS_AHEAD)})

    def act() -> Prepared:
        return prepare_pay_batch(
            id=drawn_id(request), pay_on=form.cleaned_data["pay_on"], today=today, **write_as(request)
        )

    def done(prepared: Prepared) -> HttpResponse:
        messages.success(request, _("The batch is prepared. Somebody else looks at it and approves it."))
        return redirect("billing:pay_batch", pay_batch_id=prepared.batch.pk)

    page = {
        "title": _("Prepare what we pay out"),
        "lead": _("First what people owe us is set off. Nothing leaves before a second person approves."),
        "back_url": reverse("billing:paying"),
        "preview_text": _("See who is paid"),
        "submit_text": _("Prepare this batch"),
    }
    return in_two_steps(request, form=form, act=act, look=_look, done=done, page=page)


def _look(prepared: Prepared) -> dict[str, Any]:
    total = sum(order.cents for order in prepared.orders)
    rows: list[dict[str, Any]] = [
        {"text": f"{order.name} · {shown_iban(order.iban)}", "coins": None, "cents": order.cents}
        for order in prepared.orders
    ]
    rows.append({"text": _("Together"), "coins": None, "cents": total, "strong": True})
    count = len(prepared.orders)
    return {
        "sentence": ngettext(
            "%(count)s party is paid, once somebody else has approved it.",
            "%(count)s parties are paid, once somebody else has approved it.",
            count,
        )
        % {"count": Count(count)},
        "rows": rows,
        "notes": [f"{each.owed.name}: {LEFT_OUT[each.reason]}" for each in prepared.left_out],
    }


@require_safe
@asking.money_page
def batch(request: HttpRequest, pay_batch_id: UUID) -> HttpResponse:
    """Show a batch: its orders, what changed since, who prepared it, and what can be done by whom."""
    found = row_or_404(request, queries.pay_batch, batch_id=pay_batch_id)
    which = {"network_id": network_of(request), "batch_id": found.pk}
    rows = queries.order_rows(on=today_of(request), **which)
    lines = queries.lines_of_orders(**which)
    names = _names(request, found)
    context = {
        "found": found,
        "look": BATCHES[found.state],
        "rows": [
            {
                "row": row,
                "look": ORDERS[row.order.state],
                "iban": shown_iban(row.order.iban),
                "iban_now": shown_iban(row.iban_now),
                "line": lines.get(row.order.pk),
            }
            for row in rows
        ],
        "has_other_accounts": any(row.has_other_account for row in rows),
        "is_too_much": found.state == PayBatch.State.PREPARED and any(row.is_too_much for row in rows),
        "prepared_by": names.get(found.prepared_by, ""),
        "approved_by": names.get(found.approved_by, ""),
        "is_mine": found.prepared_by == f"member:{my_id(request)}",
        "may_withdraw": found.state in (PayBatch.State.PREPARED, PayBatch.State.APPROVED)
        and not any(row.order.state == PayOrder.State.PAID for row in rows),
    }
    return render(request, "billing/pay_batch.html", context)


def _names(request: HttpRequest, found: PayBatch) -> dict[str, str]:
    ids = {
        each: UUID(each.removeprefix("member:"))
        for each in (found.prepared_by, found.approved_by)
        if each.startswith("member:")
    }
    members = members_by_ids(network_id=network_of(request), member_ids=ids.values())
    return {
        written: f"{members[id].given_name} {members[id].family_name}" for written, id in ids.items() if id in members
    }


@require_POST
@asking.money_page
def approve(request: HttpRequest, pay_batch_id: UUID) -> HttpResponse:
    """Approve a batch that somebody else prepared."""
    found = row_or_404(request, queries.pay_batch, batch_id=pay_batch_id)
    perform(
        request,
        approve_pay_batch,
        done=_("Approved. Take the file to your bank now."),
        batch_id=found.pk,
        today=today_of(request),
        knows_of_changes="knows" in request.POST,
    )
    return redirect("billing:pay_batch", pay_batch_id=found.pk)


@require_POST
@asking.money_page
def withdraw(request: HttpRequest, pay_batch_id: UUID) -> HttpResponse:
    """Withdraw a batch of which nothing was paid."""
    found = row_or_404(request, queries.pay_batch, batch_id=pay_batch_id)
    said = _("The batch is withdrawn. What it would have paid is owed as before.")
    perform(request, withdraw_pay_batch, done=said, batch_id=found.pk)
    return redirect("billing:pay_batch", pay_batch_id=found.pk)


@require_POST
@asking.money_page
def drop(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Say that the bank did not carry out an order."""
    order = row_or_404(request, PayOrder.objects.get, pk=order_id)
    said = _("Noted: %(party)s was not paid. It is owed as before.") % {"party": order.name}
    perform(request, drop_order, done=said, order_id=order.pk)
    return redirect("billing:pay_batch", pay_batch_id=order.batch_id)


@require_safe
@asking.money_page
def batch_file(request: HttpRequest, pay_batch_id: UUID) -> HttpResponse:
    """Give the payment file of an approved batch."""
    found = row_or_404(request, queries.pay_batch, batch_id=pay_batch_id)
    if found.file_id is None or found.state == PayBatch.State.WITHDRAWN:
        raise Http404
    kept = File.objects.get(network_id=network_of(request), pk=found.file_id)
    answer = HttpResponse(bytes(kept.content), content_type="application/xml")
    answer["Content-Disposition"] = f'attachment; filename="{kept.name}"'
    return answer
