"""Places: enrol, with the coins held; withdraw, with the coins let go."""

from datetime import datetime
from uuid import UUID

from django.db.models import F

from kennisruil.gatherings import rules
from kennisruil.gatherings.actions.mails import mail_place
from kennisruil.gatherings.models import Gathering, Place
from kennisruil.ledger import actions as ledger
from kennisruil.ledger.rules import Reference
from kennisruil.network import queries as network
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.periods import day_of


def enrol(
    *,
    network_id: UUID,
    gathering_id: UUID,
    member_id: UUID,
    party_id: UUID,
    by: Actor,
    at: datetime,
    by_office: bool = False,
) -> Place:
    """Give a member a place for a party; what the item costs is held on the party's account until the day.

    A second time gives the same place; who withdrew may come back. Before it starts they get a mail with the calendar
    file; after the day only the office adds who came.
    :raises GatheringFull, GatheringClosed, DayHasPassed: no place is taken, nothing is held.
    :raises FloorReached: the party has too little room to pay; no place is taken.
    """
    with action("gatherings.enrol", network_id=network_id, by=by, at=at, about=("gathering", gathering_id)):
        gathering = gathering_held_still(network_id=network_id, gathering_id=gathering_id)
        place, new = Place.objects.select_for_update().get_or_create(
            network_id=network_id,
            gathering_id=gathering_id,
            member_id=member_id,
            defaults={
                "id": derived_id(gathering_id, "place", member_id),
                "party_id": party_id,
                "state": rules.Seat.WITHDRAWN,
            },
        )
        if place.state != rules.Seat.WITHDRAWN:
            return place
        _check_may_change(gathering, at=at, by_office=by_office)
        rules.check_place(capacity=gathering.capacity, taken=gathering.taken)
        place.party_id, place.state = party_id, rules.Seat.ENROLLED
        place.reservation_id = _hold(gathering=gathering, place=place, again=not new, by=by, at=at)
        place.save(update_fields=["party", "state", "reservation_id"])
        Gathering.objects.filter(network_id=network_id, pk=gathering_id).update(taken=F("taken") + 1)
        if gathering.starts_at > at:
            mail_place(place, gathering=gathering, at=at)
    return place


def withdraw(*, network_id: UUID, place_id: UUID, by: Actor, at: datetime, by_office: bool = False) -> Place:
    """Give a place back and let the held coins go; a second time changes nothing.

    :raises GatheringClosed: it is held or cancelled; the place stays as it is.
    :raises DayHasPassed: afterwards the office notes who came; the place stays as it is.
    """
    with action("gatherings.withdraw", network_id=network_id, by=by, at=at, about=("place", place_id)):
        gathering_id = Place.objects.values_list("gathering_id", flat=True).get(network_id=network_id, pk=place_id)
        gathering = gathering_held_still(network_id=network_id, gathering_id=gathering_id)
        place = Place.objects.select_for_update().get(network_id=network_id, pk=place_id)
        if place.state == rules.Seat.WITHDRAWN:
            return place
        _check_may_change(gathering, at=at, by_office=by_office)
        release(place=place, by=by, at=at)
        place.state, place.reservation_id = rules.Seat.WITHDRAWN, None
        place.save(update_fields=["state", "reservation_id"])
        Gathering.objects.filter(network_id=network_id, pk=gathering_id).update(taken=F("taken") - 1)
    return place


def gathering_held_still(*, network_id: UUID, gathering_id: UUID) -> Gathering:
    """Give a gathering with its item, locked until the transaction ends. :raises Gathering.DoesNotExist: not here."""
    rows = Gathering.objects.select_for_update(of=("self",)).select_related("item", "provider")
    return rows.get(network_id=network_id, pk=gathering_id)


def _check_may_change(gathering: Gathering, *, at: datetime, by_office: bool) -> None:
    rules.check_open(gathering.state)
    if not by_office:
        zone = network.network_by_id(network_id=gathering.network_id).time_zone
        rules.check_ahead(planned_on=gathering.planned_on, today=day_of(at, zone))


def release(*, place: Place, by: Actor, at: datetime) -> None:
    """Let go of what is held for a place, where something is."""
    if place.reservation_id:
        ledger.release_reservation(network_id=place.network_id, reservation_id=place.reservation_id, by=by, at=at)


def _hold(*, gathering: Gathering, place: Place, again: bool, by: Actor, at: datetime) -> UUID | None:
    """Reserve what attending costs; an item that costs nothing or earns holds nothing."""
    if gathering.item.recipient_coins >= 0:
        return None
    party = network.party_by_id(network_id=gathering.network_id, party_id=place.party_id)
    assert party.account_id, "a party that may enrol has an account"
    # Who withdrew and comes back holds coins anew: the instant makes it another reservation.
    reservation_id = derived_id(place.pk, "reservation", at if again else "first")
    ledger.reserve(
        network_id=gathering.network_id,
        id=reservation_id,
        account_id=party.account_id,
        amount=-gathering.item.recipient_coins,
        expires_at=None,
        request_id=derived_id(reservation_id, "reserve"),
        by=by,
        at=at,
        reference=Reference("gathering", gathering.pk),
    )
    return reservation_id
