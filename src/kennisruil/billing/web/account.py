"""An account: the coins over time, what is open in euro and how to pay it, movements, statements."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kennisruil.billing import queries
from kennisruil.billing.models import Movement, Statement
from kennisruil.billing.queries.pages import accounts as pages
from kennisruil.billing.queries.pages.accounts import OpenDocument
from kennisruil.billing.queries.pages.documents import drafts_waiting
from kennisruil.billing.web import asking, labels
from kennisruil.billing.web.letter import draft_of
from kennisruil.billing.web.months import month_name, month_short
from kennisruil.billing.web.settlement import shown_payment
from kennisruil.ledger import queries as ledger
from kennisruil.ledger.queries import Balance
from kennisruil.network.models import Party
from kennisruil.shared.amounts import format_coins
from kennisruil.shared.periods import Month
from kennisruil.shared.pictures import Picture, balance_line, csv_of
from kennisruil.shared.web.asking import language_of, today_of
from kennisruil.shared.web.pages import member_page, network_of

MONTHS = 18


@require_safe
@member_page
def account(request: HttpRequest) -> HttpResponse:
    """Show my account, or that of the party I choose among those I act for."""
    parties = asking.own_parties(request)
    party = asking.chosen_party(request, parties)
    if party is None:
        return render(request, "billing/no_account.html")
    page = account_page(request, party) | {"filters": asking.party_filter(parties, party.pk), "mine": True}
    return render(request, "billing/account.html", page)


@require_safe
@asking.books_page
def party_account(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Show the office the account of any party, with what it can do about it."""
    party = asking.party_or_404(request, party_id)
    page: dict[str, Any] = account_page(request, party) | {
        "mine": False,
        "keeps_money": asking.keeps_money(request),
        "lots": queries.lots_of(network_id=network_of(request), party_id=party.pk),
    }
    page["both_ways"] = _goes_both_ways(page["goes"])
    return render(request, "billing/account.html", page)


@require_safe
@member_page
def account_csv(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Give the numbers of the balance picture as a file."""
    party = asking.party_or_404(request, party_id)
    asking.let_see(request, party.pk)
    answer = HttpResponse(csv_of(balance_picture(request, party)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="balance.csv"'
    return answer


def account_page(request: HttpRequest, party: Party) -> dict[str, Any]:
    """Put together what the page of an account shows."""
    network_id = network_of(request)
    held = ledger.balance(network_id=network_id, account_id=party.account_id) if party.account_id else None
    coins = held.balance if held else 0
    opened = pages.open_documents(network_id=network_id, party_ids=[party.pk])
    told = [each for each in opened if each.vat_cents or each.base_cents]
    statements = queries.statements_of(network_id=network_id, party_id=party.pk)
    return {
        "party": party,
        "coins": coins,
        "to_give": -coins if coins < 0 else 0,
        "reserved": held.reserved if held else 0,
        "picture": balance_picture(request, party, held=held),
        "csv_url": reverse("billing:account_csv", args=[party.pk]),
        "opened": [open_row(request, each, to_give=coins < 0) for each in told],
        "open_vat_cents": sum(each.vat_cents for each in opened),
        "open_base_cents": sum(each.base_cents for each in opened),
        "prepaid_cents": sum(each.prepaid_cents for each in opened),
        "goes": opened,
        "payment": _payment(request, opened),
        "drafts": drafts_waiting(network_id=network_id, party_ids=frozenset([party.pk])),
        "movements": [_movement(each) for each in pages.movements_of(network_id=network_id, party_id=party.pk)],
        "statements": [{"row": row, "month": _month_of(request, row)} for row in statements],
    }


def _goes_both_ways(opened: list[OpenDocument]) -> bool:
    """Tell whether something could be set off."""
    owes = any(each.vat_cents > 0 or each.base_cents > 0 for each in opened)
    return owes and any(each.vat_cents < 0 or each.base_cents < 0 or each.prepaid_cents for each in opened)


def balance_picture(request: HttpRequest, party: Party, *, held: Balance | None = None) -> Picture:
    """Draw the balance at each month's end, over eighteen months, with the limit below."""
    language = language_of(request)
    now = Month.of(today_of(request))
    months = pages.balances_by_month(network_id=network_of(request), party_id=party.pk, until=now, months=MONTHS)
    floor = held.floor if held else None
    return balance_line(
        key="balance",
        title=_finding(request, months[-1][1]),
        points=[(month_short(request, month), coins) for month, coins in months],
        head=(_("Month"), _("Balance")),
        write=lambda minor: format_coins(minor, language=language),
        above_text=_("credit"),
        below_text=_("still to give"),
        floor=floor,
        floor_text=_("limit") if floor is not None else "",
    )


def _finding(request: HttpRequest, coins: int) -> str:
    if coins < 0:
        return _("There is still %(coins)s to give") % {"coins": asking.coins_in_words(request, -coins)}
    if coins > 0:
        return _("There is %(coins)s to use") % {"coins": asking.coins_in_words(request, coins)}
    return _("Given and received are in balance")


def open_row(request: HttpRequest, each: OpenDocument, *, to_give: bool) -> dict[str, Any]:
    """Give what is open on a document, for a table."""
    today = today_of(request)
    return {
        "number": each.number or _("Balance from before"),
        "url": reverse("billing:document", args=[each.document_id]) if each.document_id else "",
        "kind": labels.KINDS.get(each.kind, ""),
        "vat_cents": each.vat_cents,
        "vat_due_on": each.vat_due_on,
        "vat_is_late": each.vat_cents > 0 and each.vat_due_on is not None and each.vat_due_on < today,
        "base_cents": each.base_cents,
        "base_due_on": each.base_due_on,
        "in_euro_url": reverse("billing:in_euro", args=[each.document_id])
        if each.document_id and each.base_cents > 0 and to_give
        else "",
    }


def _payment(request: HttpRequest, opened: list[OpenDocument]) -> dict[str, Any] | None:
    """Give the payment code for the VAT of the oldest invoice that is open; each document's page has its own."""
    first = next((each for each in opened if each.vat_cents > 0 and each.document_id), None)
    if first is None or first.document_id is None:
        return None
    draft = draft_of(queries.document(network_id=network_of(request), document_id=first.document_id))
    if draft is None or draft.payment is None:
        return None
    return shown_payment(request, draft.payment, cents=first.vat_cents) | {"number": first.number}


def _month_of(request: HttpRequest, row: Statement) -> str:
    month = month_name(request, Month.of(row.month_on))
    return _("%(month)s, final statement") % {"month": month} if row.until_on else month


def _movement(movement: Movement) -> dict[str, Any]:
    return {
        "on": movement.supply.performed_on if movement.supply and not movement.reverses_id else movement.booked_on,
        "text": movement.supply.text if movement.supply else labels.MOVES[movement.kind],
        "kind": "" if movement.kind == "supply" else labels.MOVES[movement.kind],
        "coins": movement.coins,
        "awaits_document": movement.supply_id is not None,
        "number": movement.on_number or "",  # type: ignore[attr-defined]  # annotated by the query
        "url": reverse("billing:document", args=[movement.on_document_id])  # type: ignore[attr-defined]  # annotated by the query
        if movement.on_document_id  # type: ignore[attr-defined]  # annotated by the query
        else "",
    }
