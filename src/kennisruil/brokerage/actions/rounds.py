"""The exchange round: opening it, drawing its plans, deciding link by link, closing it."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from kennisruil.brokerage.actions.days import day_in
from kennisruil.brokerage.actions.lists import list_candidate
from kennisruil.brokerage.actions.proposals import ask_next
from kennisruil.brokerage.models import ExchangeRound, Need, Proposal, RoundLink
from kennisruil.brokerage.queries import rounds as reads
from kennisruil.brokerage.queries.money import price_on
from kennisruil.brokerage.rules import rounds
from kennisruil.brokerage.rules.refusals import NotNow
from kennisruil.network.queries import setting
from kennisruil.shared import jobs
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.scope import network_scope

_PLANS = (rounds.assign, rounds.chains, rounds.rings)
_AT_A_TIME = 10


def open_round(*, network_id: UUID, id: UUID, item_code: str, by: Actor, at: datetime) -> ExchangeRound:
    """Open a round over all open needs at the price of ``item_code``; its plans are drawn by a job.

    While another is open that one is given back. :raises ItemUnknown, ItemNotASession: nothing is opened.
    """
    with action("brokerage.open_round", network_id=network_id, by=by, at=at, about=("round", id)):
        present = reads.present_round(network_id=network_id)
        if present is not None:
            return present
        price = price_on(network_id=network_id, item_code=item_code, on=day_in(network_id=network_id, at=at))
        opened = ExchangeRound.objects.create(
            id=id,
            network_id=network_id,
            item_code=item_code,
            price=max(price.recipient_coins, price.provider_coins),
            opened_at=at,
        )
        jobs.enqueue("brokerage.draw_round", network_id=network_id, round_id=id)
    return opened


def draw_round(*, network_id: UUID, round_id: UUID, by: Actor, at: datetime) -> None:
    """Look for people for each need, then draw the three plans; a second time, or after closing, changes nothing.

    Call it outside any scope: some needs at a time are a transaction, so that the page sees how far it is.
    """
    with network_scope(network_id):
        needs = reads.needs_for_round(network_id=network_id)
        on = day_in(network_id=network_id, at=at)
    found: list[reads.Found] = []
    for done in range(0, len(needs), _AT_A_TIME):
        with action("brokerage.look_at_needs", network_id=network_id, by=by, at=at, about=("round", round_id)):
            waiting = ExchangeRound.objects.filter(network_id=network_id, pk=round_id, state="drawing")
            if not waiting.update(done=done, total=len(needs)):
                return
            for need in needs[done : done + _AT_A_TIME]:
                found += reads.found_for(network_id=network_id, need=need, on=on)
    _write_plans(network_id=network_id, round_id=round_id, needs=needs, found=found, on=on, by=by, at=at)


def _write_plans(
    *,
    network_id: UUID,
    round_id: UUID,
    needs: Sequence[Need],
    found: Sequence[reads.Found],
    on: date,
    by: Actor,
    at: datetime,
) -> None:
    with action("brokerage.draw_round", network_id=network_id, by=by, at=at, about=("round", round_id)):
        opened = ExchangeRound.objects.select_for_update().get(network_id=network_id, pk=round_id)
        if opened.state != ExchangeRound.State.DRAWING:
            return
        capacity = setting(network_id=network_id, key="exchange.sessions_at_once", on=on)
        field = reads.field_of(
            network_id=network_id, needs=needs, found=found, price=opened.price, capacity=capacity, on=on
        )
        quotes = {(one.need_id, one.member_id): one.quote for one in found}
        links = [link for plan_of in _PLANS for link in _links(opened, plan_of(field), quotes)]
        RoundLink.objects.bulk_create(links, batch_size=2000)
        opened.state, opened.done, opened.total = ExchangeRound.State.OPEN, len(needs), len(needs)
        opened.save(update_fields=["state", "done", "total"])


def _links(opened: ExchangeRound, plan: rounds.Plan, quotes: dict[tuple[UUID, UUID], str]) -> list[RoundLink]:
    return [
        RoundLink(
            id=derived_id(opened.pk, plan.kind, chain, place),
            network_id=opened.network_id,
            round=opened,
            plan=plan.kind,
            chain=chain,
            place=place,
            need_id=link.wish,
            giver_id=link.giver,
            provider_party_id=link.provider_party,
            recipient_party_id=link.recipient_party,
            quote=quotes[link.wish, link.giver],
        )
        for chain, group in enumerate(plan.groups)
        for place, link in enumerate(group)
    ]


def accept_link(*, network_id: UUID, link_id: UUID, by: Actor, at: datetime) -> RoundLink:
    """Make a link a normal proposal: first on the need's list, and asked at once when nobody's answer is awaited.

    A second time changes nothing.
    :raises NotNow: the round is closed, another link of the need was accepted, or the need is no longer open.
    """
    with action("brokerage.accept_link", network_id=network_id, by=by, at=at, about=("round_link", link_id)):
        link = _open_link(network_id, link_id)
        if link.state == RoundLink.State.ACCEPTED:
            return link
        others = RoundLink.objects.filter(network_id=network_id, round_id=link.round_id, need_id=link.need_id)
        if others.filter(state=RoundLink.State.ACCEPTED).exists():
            raise NotNow(verb="accept_link", state=RoundLink.State.ACCEPTED)
        _propose(link, by=by, at=at)
        link.state, link.decided_at = RoundLink.State.ACCEPTED, at
        link.save(update_fields=["state", "decided_at"])
    return link


def _propose(link: RoundLink, *, by: Actor, at: datetime) -> None:
    rows = Proposal.objects.filter(network_id=link.network_id, need_id=link.need_id)
    if not rows.filter(member_id=link.giver_id).exists():
        list_candidate(
            network_id=link.network_id, need_id=link.need_id, member_id=link.giver_id, is_first=True, by=by, at=at
        )
    if not rows.filter(state__in=("asked", "yes", "other_date")).exists():
        ask_next(network_id=link.network_id, need_id=link.need_id, by=by, at=at)


def reject_link(*, network_id: UUID, link_id: UUID, by: Actor, at: datetime) -> RoundLink:
    """Put a link aside, or take it up again when it was put aside. :raises NotNow: accepted, or the round is closed."""
    with action("brokerage.reject_link", network_id=network_id, by=by, at=at, about=("round_link", link_id)):
        link = _open_link(network_id, link_id)
        if link.state == RoundLink.State.ACCEPTED:
            raise NotNow(verb="reject_link", state=link.state)
        aside = link.state == RoundLink.State.SUGGESTED
        link.state = RoundLink.State.REJECTED if aside else RoundLink.State.SUGGESTED
        link.decided_at = at if aside else None
        link.save(update_fields=["state", "decided_at"])
    return link


def _open_link(network_id: UUID, link_id: UUID) -> RoundLink:
    link = RoundLink.objects.select_related("round").get(network_id=network_id, pk=link_id)
    # The round's row is what two brokers wait for: of two links for one need the second is refused.
    opened = ExchangeRound.objects.select_for_update().get(network_id=network_id, pk=link.round_id)
    if opened.state != ExchangeRound.State.OPEN:
        raise NotNow(verb="decide_link", state=opened.state)
    link.refresh_from_db(fields=["state", "decided_at"])
    return link


def close_round(*, network_id: UUID, round_id: UUID, by: Actor, at: datetime) -> ExchangeRound:
    """Close a round: what was accepted goes on as proposals, the rest is kept to look back at. Twice is as once."""
    with action("brokerage.close_round", network_id=network_id, by=by, at=at, about=("round", round_id)):
        opened = ExchangeRound.objects.select_for_update().get(network_id=network_id, pk=round_id)
        if opened.state != ExchangeRound.State.CLOSED:
            opened.state, opened.closed_at = ExchangeRound.State.CLOSED, at
            opened.save(update_fields=["state", "closed_at"])
    return opened
