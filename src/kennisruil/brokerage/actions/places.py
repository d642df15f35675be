"""Waiting for one person: taking a place, being offered their next session, leaving."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from kennisruil.brokerage.actions.days import day_in
from kennisruil.brokerage.actions.lists import locked_need
from kennisruil.brokerage.actions.mails.waiting import mail_place_offered
from kennisruil.brokerage.models import Proposal, WaitingPlace
from kennisruil.brokerage.queries import places as reads
from kennisruil.brokerage.queries.capacity import rooms_of
from kennisruil.brokerage.queries.half_days import free_half_days, given_by
from kennisruil.brokerage.queries.sessions import exchange_terms
from kennisruil.brokerage.queries.willing import paused_on
from kennisruil.brokerage.rules import places
from kennisruil.brokerage.rules.refusals import HasRoom, NotNow, SamePerson
from kennisruil.network.models import Member
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id


def can_be_asked(*, network_id: UUID, member_id: UUID, on: date, at: datetime) -> bool:
    """Whether somebody has room: not paused, not full, and with a free half-day if they said which they have."""
    if paused_on(network_id=network_id, on=on, member_ids=[member_id]):
        return False
    if rooms_of(network_id=network_id, member_ids=[member_id], on=on)[member_id].is_full:
        return False
    said = given_by(network_id=network_id, member_ids=[member_id], from_on=on)[member_id]
    return not said.is_known or bool(free_half_days(network_id=network_id, member_ids=[member_id], at=at)[member_id])


def wait_for(*, network_id: UUID, need_id: UUID, member_id: UUID, by: Actor, at: datetime) -> WaitingPlace:
    """Let a need wait for one person, at the end of their row; who waits already keeps the place.

    :raises HasRoom: the person can be asked now. :raises SamePerson: it is the asker.
    :raises NotNow: the need is not open, or the person was asked or answered before. Nothing changes.
    """
    with action("brokerage.wait_for", network_id=network_id, by=by, at=at, about=("need", need_id)):
        need = locked_need(network_id=network_id, need_id=need_id)
        member = _locked_member(network_id, member_id)
        on = day_in(network_id=network_id, at=at)
        if need.state != "open":
            raise NotNow(verb="wait_for", state=need.state)
        if member_id == need.member_id:
            raise SamePerson(id=member_id)
        asked = Proposal.objects.filter(network_id=network_id, need_id=need_id, member_id=member_id)
        if asked.exclude(state="listed").exists():
            raise NotNow(verb="wait_for", state="asked")
        rows = WaitingPlace.objects.filter(network_id=network_id, member_id=member_id)
        known = rows.filter(need_id=need_id, state__in=places.LIVE).order_by("pk").first()
        if known is not None:
            return known
        if can_be_asked(network_id=network_id, member_id=member_id, on=on, at=at):
            raise HasRoom(name=member.name)
        values = {
            "position": (rows.aggregate(last=Max("position"))["last"] or 0) + 1,
            "state": places.WAITING,
            "since_on": on,
        }
        place, _new = WaitingPlace.objects.update_or_create(
            network_id=network_id,
            need_id=need_id,
            member_id=member_id,
            defaults=values,
            create_defaults={"id": derived_id(network_id, "place", need_id, member_id), **values},
        )
    return place


def locked_place(*, network_id: UUID, place_id: UUID) -> WaitingPlace:
    """Give a place and keep others from changing it, or the row it stands in, until the transaction ends."""
    rows = WaitingPlace.objects.filter(network_id=network_id)
    _locked_member(network_id, rows.only("member_id").get(pk=place_id).member_id)
    return rows.get(pk=place_id)


def _locked_member(network_id: UUID, member_id: UUID) -> Member:
    """Give the person, whose row nobody else changes until the transaction ends."""
    rows = Member.objects.select_for_update(no_key=True)
    return rows.get(network_id=network_id, pk=member_id)


def leave_place(*, network_id: UUID, place_id: UUID, by: Actor, at: datetime) -> WaitingPlace:
    """Wait no longer; the next is offered what this one was. Twice is as once."""
    return _end(network_id, place_id, state=places.LEFT, by=by, at=at)


def _end(network_id: UUID, place_id: UUID, *, state: str, by: Actor, at: datetime) -> WaitingPlace:
    with action("brokerage.end_place", network_id=network_id, by=by, at=at, about=("place", place_id)):
        place = locked_place(network_id=network_id, place_id=place_id)
        if place.state in places.LIVE:
            place.state, place.since_on = state, day_in(network_id=network_id, at=at)
            place.save(update_fields=["state", "since_on"])
            offer_place(network_id=network_id, member_id=place.member_id, by=by, at=at)
    return place


def offer_place(*, network_id: UUID, member_id: UUID, by: Actor, at: datetime) -> WaitingPlace | None:
    """Offer somebody's next session to who waits first, by mail and to-do line, when there is room; else None.

    One offer at a time. Called whenever room may have come: a session called off, a no, more capacity, new half-days,
    and every night for a new month or quarter. Nobody waiting writes nothing.
    """
    if not reads.row_of(network_id=network_id, member_id=member_id):
        return None
    with action("brokerage.offer_place", network_id=network_id, by=by, at=at, about=("member", member_id)):
        _locked_member(network_id, member_id)
        on = day_in(network_id=network_id, at=at)
        row = reads.row_of(network_id=network_id, member_id=member_id)
        has_room = can_be_asked(network_id=network_id, member_id=member_id, on=on, at=at)
        chosen = places.next_to_offer(row, has_room=has_room)
        if chosen is None:
            return None
        place = reads.place_by_id(network_id=network_id, place_id=chosen.id)
        place.state, place.since_on = places.OFFERED, on
        place.save(update_fields=["state", "since_on"])
        mail_place_offered(place, at=at)
    return place


def sweep_places(*, network_id: UUID, today: date, by: Actor, at: datetime) -> None:
    """End the places of needs that were helped, pass over silent askers, and offer what a new period brings."""
    live = WaitingPlace.objects.filter(network_id=network_id, state__in=places.LIVE)
    for place_id in live.exclude(need__state="open").order_by("pk").values_list("pk", flat=True)[:5000]:
        _end(network_id, place_id, state=places.OVER, by=by, at=at)
    days = exchange_terms(network_id=network_id, on=today).chase_after_days
    for member_id in reads.waited_for(network_id=network_id):
        for place in reads.row_of(network_id=network_id, member_id=member_id):
            if places.is_passed(place, today=today, after_days=days):
                _end(network_id, place.id, state=places.PASSED, by=by, at=at)
        offer_place(network_id=network_id, member_id=member_id, by=by, at=at)
