"""Booking a half-day, by who asks, by who gives or by the office: signed in, or by the link of a mail."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.actions import links
from kennisruil.brokerage.models import Proposal, Session
from kennisruil.brokerage.queries.ahead import amounts_ahead, consequences_ahead
from kennisruil.brokerage.rules.course import OFFICE
from kennisruil.brokerage.rules.half_days import choices
from kennisruil.brokerage.rules.joint import EACH, SPLIT
from kennisruil.brokerage.web import words
from kennisruil.brokerage.web.halves import choices_in_words, read_half
from kennisruil.brokerage.web.public import by_link, settled, speak_to
from kennisruil.menu import queries as menu
from kennisruil.shared import clock
from kennisruil.shared.actors import Actor
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.web.asking import my_id, row_or_404
from kennisruil.shared.web.pages import is_office, member_page
from kennisruil.shared.web.sentences import sentence_for


class BookForm(forms.Form):
    """Which half-day, and which kind of session."""

    when = forms.ChoiceField(label=gettext_lazy("Which half-day?"), widget=forms.RadioSelect)
    item = forms.ChoiceField(label=gettext_lazy("What kind of session?"))

    def __init__(
        self, *args: Any, halves: list[tuple[str, str]], items: list[tuple[str, str]], several: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["when"].choices = halves  # type: ignore[attr-defined]  # a choice field
        self.fields["item"].choices = items  # type: ignore[attr-defined]  # a choice field
        if several:
            self.fields["price_rule"] = price_rule_field()


def price_rule_field() -> forms.ChoiceField:
    """Ask how several recipients share the price."""
    return forms.ChoiceField(
        label=_("How do they share the price?"),
        choices=[(SPLIT, _("They split the price of one session")), (EACH, _("Each pays the price of the card"))],
        widget=forms.RadioSelect,
        initial=SPLIT,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def book(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Choose a half-day, signed in."""
    proposal = row_or_404(request, queries.proposal_by_id, proposal_id=proposal_id)
    side = {proposal.need.member_id: "recipient", proposal.member_id: "provider"}.get(my_id(request), "")
    if not side and not is_office(request):
        raise Http404
    by = Actor.member(my_id(request))
    return _page(request, proposal, side=side or OFFICE, by=by)


@by_link(links.BOOK, links.BOOK_DAYS)
def book_by_link(request: HttpRequest, said: dict[str, Any]) -> HttpResponse:
    """Choose a half-day by the link of a mail."""
    proposal = queries.proposal_by_id(network_id=UUID(said["network_id"]), proposal_id=UUID(said["proposal"]))
    member = proposal.need.member if said["side"] == "recipient" else proposal.member
    speak_to(request, member)
    return _page(request, proposal, side=said["side"], by=Actor.member(member.pk))


def _page(request: HttpRequest, proposal: Proposal, *, side: str, by: Actor) -> HttpResponse:
    if proposal.need.state != "open" or proposal.state not in ("yes", "other_date"):
        return _settled(request, proposal)
    form = _form(request, proposal, side=side)
    if request.method == "POST" and form.is_valid():
        try:
            session = _book(form, proposal, side=side, by=by)
        except Refusal as refusal:
            form.add_error("when", sentence_for(refusal))
        else:
            return _done(request, session, side=side)
    context = _context(proposal, form, side=side) | {"form": form}
    return render(request, "brokerage/book.html", context, status=422 if form.errors else 200)


def _settled(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    session = queries.session_of_need(network_id=proposal.network_id, need_id=proposal.need_id)
    if session is not None and getattr(request, "member", None) is not None:
        return redirect("brokerage:session", session.pk)
    text = _("A session is proposed already, or somebody else was found. Look in your mail, or call the office.")
    return settled(request, title=_("This was settled already"), text=text)


def _form(request: HttpRequest, proposal: Proposal, *, side: str) -> BookForm:
    network_id, at = proposal.network_id, clock.now()
    asker, helper = proposal.need.member, proposal.member
    free = queries.free_half_days(network_id=network_id, member_ids=[asker.pk, helper.pk], at=at)
    other, own = (asker, helper) if side == "provider" else (helper, asker)
    # Nobody is offered an hour at which they are somewhere else already.
    open_to_both = queries.clear_half_days(network_id=network_id, member_id=own.pk, halves=free[other.pk], at=at)
    items = menu.items_on(network_id=network_id, on=at.date(), kind="session")
    language = getattr(request, "LANGUAGE_CODE", helper.language)
    return BookForm(
        request.POST or None,
        halves=choices_in_words(choices(of_other=open_to_both, own=free[own.pk])),
        items=[(item.code, item.name_in(language)) for item in items],
        several=bool(queries.companions_of(network_id=network_id, need_id=proposal.need_id)),
    )


def _book(form: BookForm, proposal: Proposal, *, side: str, by: Actor) -> Session:
    chosen = read_half(form.cleaned_data["when"])
    assert chosen is not None, "one of the choices"
    return actions.book_half_day(
        network_id=proposal.network_id,
        proposal_id=proposal.pk,
        chosen=chosen,
        side=side,
        item_code=form.cleaned_data["item"],
        price_rule=form.cleaned_data.get("price_rule") or SPLIT,
        by=by,
        at=clock.now(),
    )


def _done(request: HttpRequest, session: Session, *, side: str) -> HttpResponse:
    if getattr(request, "member", None) is not None:
        return redirect("brokerage:session", session.pk)
    return render(request, "brokerage/session_answered.html", {"session": session, "say": "accept", "side": side})


def _back(proposal: Proposal, *, side: str) -> str:
    """Give the page to go back to: the need, or for who gives what was asked of them."""
    if side == "provider":
        return reverse("brokerage:proposal", args=[proposal.pk])
    return reverse("brokerage:need", args=[proposal.need_id])


def _context(proposal: Proposal, form: BookForm, *, side: str) -> dict[str, Any]:
    """Prepare who meets, and what each kind of session would mean for who chooses."""
    on = clock.now().date()
    rule = form.data.get("price_rule") or SPLIT
    shown = "provider" if side == "provider" else "recipient"
    other = proposal.need.member if side == "provider" else proposal.member
    meanings = []
    for code, name in form.fields["item"].choices:  # type: ignore[attr-defined]  # a choice field
        price = queries.price_on(network_id=proposal.network_id, item_code=str(code), on=on)
        ahead = consequences_ahead(proposal=proposal, side=shown, price=price, price_rule=rule, on=on)
        meanings.append((name, words.rows_of(ahead, side=shown)))
    several = amounts_ahead(proposal=proposal, price=price, price_rule=rule) if meanings else []
    return {
        "proposal": proposal,
        "need": proposal.need,
        "side": side,
        "other": words.card_of(other, for_office=side == OFFICE),
        "meanings": meanings,
        "recipients": len(several),
        "back_url": _back(proposal, side=side),
    }
