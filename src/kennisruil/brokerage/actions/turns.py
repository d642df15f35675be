"""Saying yes to the turn one waited for."""

from datetime import datetime
from uuid import UUID

from kennisruil.brokerage.actions.days import day_in
from kennisruil.brokerage.actions.lists import list_candidate, locked_need
from kennisruil.brokerage.actions.places import locked_place
from kennisruil.brokerage.actions.proposals import ask_next
from kennisruil.brokerage.models import Proposal, WaitingPlace
from kennisruil.brokerage.queries.needs import ASKED_STATES
from kennisruil.brokerage.rules import places
from kennisruil.brokerage.rules.refusals import NotNow
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action


def take_place(*, network_id: UUID, place_id: UUID, by: Actor, at: datetime) -> Proposal:
    """Say yes to an offer: the person stands first on the need's list, and is asked at once.

    :raises NotNow: it is not offered (any more), or the need has somebody; nothing changes.
    """
    with action("brokerage.take_place", network_id=network_id, by=by, at=at, about=("place", place_id)):
        need_id = WaitingPlace.objects.only("need_id").get(network_id=network_id, pk=place_id).need_id
        need = locked_need(network_id=network_id, need_id=need_id)
        place = locked_place(network_id=network_id, place_id=place_id)
        if place.state != places.OFFERED or need.state != "open":
            raise NotNow(verb="take_place", state=place.state)
        rows = Proposal.objects.filter(network_id=network_id, need_id=need.pk)
        if rows.filter(state__in=ASKED_STATES).exists():
            raise NotNow(verb="take_place", state="asked")
        place.state, place.since_on = places.TAKEN, day_in(network_id=network_id, at=at)
        place.save(update_fields=["state", "since_on"])
        listed = rows.filter(member_id=place.member_id).order_by("pk").first()
        if listed is not None:
            listed.delete()
        list_candidate(network_id=network_id, need_id=need.pk, member_id=place.member_id, is_first=True, by=by, at=at)
        return ask_next(network_id=network_id, need_id=need.pk, by=by, at=at)
