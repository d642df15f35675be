"""The page of a statement: the same words and amounts as on paper."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kennisruil.billing.models import Statement
from kennisruil.billing.queries.pages.accounts import neighbours_of
from kennisruil.billing.queries.pages.statement import Since, settled_since, told_again
from kennisruil.billing.rules.frozen import statement_from_dict
from kennisruil.billing.rules.views import StatementView
from kennisruil.billing.web import asking
from kennisruil.billing.web.labels import SENT_IN
from kennisruil.billing.web.months import month_name
from kennisruil.billing.web.settlement import settled_by, shown_payment
from kennisruil.shared.days import written_day
from kennisruil.shared.periods import Month
from kennisruil.shared.web.asking import language_of
from kennisruil.shared.web.pages import member_page


@require_safe
@member_page
def statement(request: HttpRequest, statement_id: UUID) -> HttpResponse:
    """Show a month of an account as it was told then, in the reader's language, and what was settled since."""
    found = asking.statement_or_404(request, statement_id)
    view = statement_from_dict(found.content)
    before, after = neighbours_of(statement=found)
    since = settled_since(statement=found, view=view)
    asked = view.payment.pay_now_cents if view.payment else 0
    page: dict[str, Any] = {
        "found": found,
        "view": told_again(statement=found, view=view, language=language_of(request)),
        "sent_in": "" if language_of(request) == view.language else SENT_IN.get(view.language, ""),
        "title": title_of(request, found),
        "before": before,
        "after": after,
        "mine": asking.is_mine(request, found.party_id),
        "sums": _sums(view),
        "settled": settled_by(request, since.settled),
        "asked_cents": asked,
        "left_cents": since.left_vat_cents,
        "paid": _paid(request, since) if asked and not since.left_vat_cents else "",
        "payment": None,
    }
    if view.payment and since.left_vat_cents:
        page["payment"] = shown_payment(request, view.payment, cents=since.left_vat_cents)
    return render(request, "billing/statement.html", page)


def title_of(request: HttpRequest, found: Statement) -> str:
    """Name a statement: of a month, or the final one up to a day."""
    if found.until_on:
        day = written_day(found.until_on, pattern="d MMMM y", language=language_of(request))
        return _("Final statement up to %(day)s") % {"day": day}
    return _("Statement of %(month)s") % {"month": month_name(request, Month.of(found.month_on))}


def _paid(request: HttpRequest, since: Since) -> str:
    """Say when what the statement asked was paid, or settled in another way."""
    rows = since.vat_settled
    if not rows:
        return _("There is nothing left to pay.")
    on = written_day(max(row.on for row in rows), pattern="d MMMM y", language=language_of(request))
    if {row.how for row in rows} == {"payment"}:
        return _("Paid on %(day)s. There is nothing left to pay.") % {"day": on}
    return _("Settled on %(day)s. There is nothing left to pay.") % {"day": on}


def _sums(view: StatementView) -> dict[str, int]:
    return {
        "gave": sum(line.amount_coins for line in view.lines if line.amount_coins > 0),
        "received": -sum(line.amount_coins for line in view.lines if line.amount_coins < 0),
        "vat_cents": sum(each.vat_cents for each in view.open_euro),
        "base_cents": sum(each.base_cents for each in view.open_euro),
        "to_give": max(0, -view.closing_coins),
    }
