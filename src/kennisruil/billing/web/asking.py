"""Who asks about which party, document or statement; what is not theirs is as if it did not exist."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kennisruil.billing import permissions, queries
from kennisruil.billing.models import Document, Statement
from kennisruil.billing.queries.pages.accounts import statement_for_page
from kennisruil.network.models import Party
from kennisruil.network.queries import Place, parties_of, party_by_id
from kennisruil.shared.amounts import format_coins
from kennisruil.shared.periods import Month, UnreadableMonth
from kennisruil.shared.web.asking import language_of, my_id, row_or_404, today_of
from kennisruil.shared.web.pages import network_of, page_for, problem_page

NOBODY = UUID(int=0)


def place_of(request: HttpRequest) -> Place:
    """Give the place of who asks in this network."""
    who: Any = request  # the shell set who it is
    return Place(network_of(request), my_id(request), who.is_office, who.may_keep_books)


def sees_books(request: HttpRequest) -> bool:
    """Tell whether who asks may see every account."""
    return permissions.may_see_party(place=place_of(request), party_id=NOBODY, own_party_ids=())


def closes_months(request: HttpRequest) -> bool:
    """Tell whether who asks may close a month: the office, and whoever keeps the books."""
    place = place_of(request)
    return permissions.may_close_months(place=place) or permissions.may_keep_money(place=place)


def keeps_money(request: HttpRequest) -> bool:
    """Tell whether who asks may note payments, write off, take back and bring in balances."""
    return permissions.may_keep_money(place=place_of(request))


def _is_for_others(request: HttpRequest) -> HttpResponse:
    title = _("This page is for the office")
    text = _("Your own account and documents are in the menu. Should you see this? Ask the office.")
    if sees_books(request):
        title = _("This page is for who keeps the books")
        text = _("Ask somebody who keeps the books of your network. Nothing has changed.")
    return problem_page(request, title=title, text=text, status=403)


books_page = page_for(sees_books, refuse=_is_for_others)
close_page = page_for(closes_months, refuse=_is_for_others)
money_page = page_for(keeps_money, refuse=_is_for_others)


def own_parties(request: HttpRequest) -> list[Party]:
    """List the parties whose account and documents the member sees, the own one first."""
    rows = parties_of(network_id=network_of(request), member_id=my_id(request), on=today_of(request))
    return [row.party for row in rows]


def chosen_party(request: HttpRequest, parties: list[Party]) -> Party | None:
    """Give the party named in the address, else the first; None without any. Somebody else's is not found."""
    wanted = request.GET.get("party", "")
    if not wanted:
        return parties[0] if parties else None
    for party in parties:
        if str(party.pk) == wanted:
            return party
    raise Http404


def party_filter(parties: list[Party], value: object, *, everything: bool = False) -> list[dict[str, Any]]:
    """Give the filter that chooses a party, when there is something to choose."""
    if len(parties) < 2:
        return []
    choices = [{"value": "", "text": _("All of them")}] if everything else []
    choices += [{"value": str(party.pk), "text": party.name} for party in parties]
    return [{"name": "party", "label": _("For whom"), "kind": "choice", "value": str(value or ""), "choices": choices}]


def party_or_404(request: HttpRequest, party_id: UUID) -> Party:
    """Give a party of this network that is not the operator."""
    party = row_or_404(request, party_by_id, party_id=party_id)
    if party.is_operator:
        raise Http404
    return party


def document_or_404(request: HttpRequest, document_id: UUID) -> Document:
    """Give a document that is one's own, or any to the office and the bookkeeper."""
    document = row_or_404(request, queries.document, document_id=document_id)
    # The buyer of a document in a provider's own name sees it as the provider does.
    let_see(request, *[each for each in (document.party_id, document.counterparty_id) if each])
    return document


def sees_open(request: HttpRequest, document: Document) -> bool:
    """Tell whether who asks may see what is open on a document: what a buyer still gives is not its provider's."""
    return sees_books(request) or is_mine(request, document.counterparty_id or document.party_id)


def statement_or_404(request: HttpRequest, statement_id: UUID) -> Statement:
    """Give a statement that is one's own, or any to the office and the bookkeeper."""
    statement = row_or_404(request, statement_for_page, statement_id=statement_id)
    let_see(request, statement.party_id)
    return statement


def is_mine(request: HttpRequest, party_id: UUID) -> bool:
    """Tell whether who asks acts for the party."""
    return any(party.pk == party_id for party in own_parties(request))


def may_answer(request: HttpRequest, party_id: UUID) -> bool:
    """Tell whether who asks may accept or refuse a draft of the party."""
    own = [party.pk for party in own_parties(request)]
    return permissions.may_answer_draft(place=place_of(request), party_id=party_id, own_party_ids=own)


def is_id(text: str) -> bool:
    """Tell whether a part of an address is an id."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def month_or_404(text: str) -> Month:
    """Read a month of an address."""
    try:
        return Month.parse(text)
    except UnreadableMonth as error:
        raise Http404 from error


def coins_in_words(request: HttpRequest, minor: int) -> str:
    """Write an amount of coins inside a sentence: ``2,00 SIF``."""
    sign = request.network.coin_sign  # type: ignore[attr-defined]  # set by the shell
    return f"{format_coins(minor, language=language_of(request))} {sign}"


def let_see(request: HttpRequest, *party_ids: UUID) -> None:
    """Let through who may see the account of one of these. :raises Http404: for everybody else it does not exist."""
    own, place = [party.pk for party in own_parties(request)], place_of(request)
    if not any(permissions.may_see_party(place=place, party_id=each, own_party_ids=own) for each in party_ids):
        raise Http404
