"""Booking a half-day: by who asks, by who gives, or by the office for them."""

from datetime import datetime
from uuid import UUID

from kennisruil.brokerage.actions.agreeing import accept_session
from kennisruil.brokerage.actions.arranging import arrange_session
from kennisruil.brokerage.actions.days import day_in
from kennisruil.brokerage.actions.lists import locked_need
from kennisruil.brokerage.models import Proposal, Session
from kennisruil.brokerage.queries.half_days import free_half_days, hours_of
from kennisruil.brokerage.queries.money import price_on
from kennisruil.brokerage.queries.sessions import session_of_need
from kennisruil.brokerage.rules.course import OFFICE, SIDES
from kennisruil.brokerage.rules.half_days import HalfDay
from kennisruil.brokerage.rules.refusals import BookedMeanwhile, HalfDayGone, NotNow
from kennisruil.network.models import Member
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id

_AGREED = ("yes", "other_date")


def book_half_day(
    *,
    network_id: UUID,
    proposal_id: UUID,
    chosen: HalfDay,
    side: str,
    item_code: str,
    price_rule: str = "split",
    by: Actor,
    at: datetime,
) -> Session:
    """Propose a session on a half-day on which the other has time; it is that side's yes, and the other is asked.

    ``side``: recipient or provider, who chose among the other's half-days; the office books one of who gives, and both
    are asked. The other accepts by one click, or takes another date.
    :raises BookedMeanwhile: the other was a moment earlier. :raises NotNow: there is no yes (any more).
    :raises HalfDayGone: the half-day is not free (any more). :raises AlreadyTaken: one has another session then.
    :raises FloorReached: a paying party has no room. With each nothing changes.
    """
    with action("brokerage.book_half_day", network_id=network_id, by=by, at=at, about=("proposal", proposal_id)):
        need_id = Proposal.objects.only("need_id").get(network_id=network_id, pk=proposal_id).need_id
        # Whoever comes second waits here, and then sees what the first did.
        need = locked_need(network_id=network_id, need_id=need_id)
        proposal = Proposal.objects.select_related("member").get(network_id=network_id, pk=proposal_id)
        if need.state != "open":
            _refuse_second(network_id, need_id=need_id)
        if proposal.state not in _AGREED:
            raise NotNow(verb="book_half_day", state=proposal.state)
        # Nor do two needs take one half-day of a person.
        people = Member.objects.select_for_update(no_key=True).filter(pk__in=[need.member_id, proposal.member_id])
        assert len(people.filter(network_id=network_id).order_by("pk")) > 1, "who asks does not help themselves"
        whose = need.member if side == "provider" else proposal.member
        item = price_on(network_id=network_id, item_code=item_code, on=chosen.on).item
        minutes = item.duration_minutes or 120
        free = free_half_days(network_id=network_id, member_ids=[whose.pk], at=at, minutes=minutes)[whose.pk]
        if chosen not in free:
            raise HalfDayGone(name=whose.name)
        hours = hours_of(network_id=network_id, on=day_in(network_id=network_id, at=at))
        session = arrange_session(
            network_id=network_id,
            id=derived_id(proposal.pk, "booked", chosen.on, chosen.half, at.isoformat()),
            need_id=need_id,
            provider_id=proposal.member_id,
            item_code=item_code,
            starts_at=hours.starts_at(chosen),
            price_rule=price_rule,
            booked_by=side if side != OFFICE else "",
            by=by,
            at=at,
        )
        if side in SIDES:
            session = accept_session(network_id=network_id, session_id=session.pk, side=side, by=by, at=at)
    return session


def _refuse_second(network_id: UUID, *, need_id: UUID) -> None:
    session = session_of_need(network_id=network_id, need_id=need_id)
    if session is None:
        raise NotNow(verb="book_half_day", state="withdrawn")
    raise BookedMeanwhile(session_id=session.pk, on=session.held_on)
