"""Gatherings: plan, hold with the list of who came, cancel."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from kennisruil.billing import actions as billing
from kennisruil.billing import queries as euro
from kennisruil.gatherings import rules
from kennisruil.gatherings.actions.mails import mail_cancelled
from kennisruil.gatherings.actions.place import gathering_held_still, release
from kennisruil.gatherings.models import Gathering, Place
from kennisruil.ledger import actions as ledger
from kennisruil.ledger.rules import Leg, Reference
from kennisruil.menu import queries as menu
from kennisruil.menu.models import MenuItem
from kennisruil.network import queries as network
from kennisruil.network.models import Network, Party
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.periods import day_of


def plan_gathering(
    *,
    network_id: UUID,
    id: UUID,
    kind: str,
    title: str,
    starts_at: datetime,
    item_code: str,
    by: Actor,
    at: datetime,
    summary: str = "",
    place: str = "",
    capacity: int = 0,
    provider_party_id: UUID | None = None,
    provider_member_id: UUID | None = None,
) -> Gathering:
    """Put a gathering on the calendar; without a provider the office gives it. ``capacity`` 0 means no limit.

    :raises ItemUnknown: the item is not on the menu card of that day; nothing is planned.
    """
    with action("gatherings.plan_gathering", network_id=network_id, by=by, at=at, about=("gathering", id)):
        planned_on = day_of(starts_at, network.network_by_id(network_id=network_id).time_zone)
        item = menu.item_on(network_id=network_id, code=item_code, on=planned_on)
        return Gathering.objects.create(
            id=id,
            network_id=network_id,
            kind=kind,
            title=title,
            summary=summary,
            starts_at=starts_at,
            planned_on=planned_on,
            place=place,
            capacity=capacity,
            item=item,
            provider_id=provider_party_id,
            provider_member_id=provider_member_id,
        )


def hold_gathering(
    *, network_id: UUID, gathering_id: UUID, attended: Collection[UUID], by: Actor, at: datetime, today: date
) -> Gathering:
    """Note who came (ids of places), move the coins of all or none, record the supply; a second time changes nothing.

    Who attended pays what was held, or earns; who gave it earns; who stayed away gets the held coins back.
    :raises NotYetHeld: the day lies ahead. :raises GatheringClosed: it was cancelled. Nothing is booked in either case.
    """
    with action("gatherings.hold_gathering", network_id=network_id, by=by, at=at, about=("gathering", gathering_id)):
        gathering = gathering_held_still(network_id=network_id, gathering_id=gathering_id)
        if gathering.state == rules.State.HELD:
            return gathering
        rules.check_open(gathering.state)
        rules.check_held(planned_on=gathering.planned_on, today=today)
        came = _seat(gathering=gathering, attended=attended, by=by, at=at)
        _move_coins(gathering=gathering, item=gathering.item, came=came, by=by, at=at)
        _record(gathering=gathering, item=gathering.item, came=came, by=by, at=at)
        gathering.state, gathering.held_on = rules.State.HELD, gathering.planned_on
        gathering.save(update_fields=["state", "held_on"])
    return gathering


def cancel_gathering(*, network_id: UUID, gathering_id: UUID, by: Actor, at: datetime) -> Gathering:
    """Cancel what is planned, let all held coins go and tell who had a place; a second time changes nothing.

    :raises GatheringClosed: it was held; reverse its supply instead.
    """
    with action("gatherings.cancel_gathering", network_id=network_id, by=by, at=at, about=("gathering", gathering_id)):
        gathering = gathering_held_still(network_id=network_id, gathering_id=gathering_id)
        if gathering.state == rules.State.CANCELLED:
            return gathering
        rules.check_open(gathering.state)
        for place in _places(gathering):
            release(place=place, by=by, at=at)
            mail_cancelled(place, gathering=gathering, at=at)
        gathering.state = rules.State.CANCELLED
        gathering.save(update_fields=["state"])
    return gathering


def _places(gathering: Gathering) -> list[Place]:
    rows = Place.objects.filter(network_id=gathering.network_id, gathering=gathering, state=rules.Seat.ENROLLED)
    locked = rows.select_for_update(of=("self",)).select_related("party", "member")
    # The gathering's own row is locked before, so the order is free: by name, as people would read the booking.
    return list(locked.order_by("member__family_name", "member__given_name", "pk"))


def _seat(*, gathering: Gathering, attended: Collection[UUID], by: Actor, at: datetime) -> list[Place]:
    """Note for each place whether its person came; give the places of those who did."""
    came = []
    for place in _places(gathering):
        place.state = rules.Seat.ATTENDED if place.pk in attended else rules.Seat.ABSENT
        place.save(update_fields=["state"])
        if place.state == rules.Seat.ATTENDED:
            came.append(place)
        else:
            release(place=place, by=by, at=at)
    return came


def _move_coins(*, gathering: Gathering, item: MenuItem, came: list[Place], by: Actor, at: datetime) -> None:
    """Move what was held to the network's account, then what is earned from it; one group of transfers."""
    house = network.network_by_id(network_id=gathering.network_id)
    for place in came if item.recipient_coins < 0 else []:
        assert place.reservation_id and place.party.account_id, "who came held the price when enrolling"
        ledger.post_reservation(
            network_id=gathering.network_id,
            reservation_id=place.reservation_id,
            legs=[
                Leg(
                    id=derived_id(place.pk, "pays"),
                    from_id=place.party.account_id,
                    to_id=house.operator_account_id,
                    amount=-item.recipient_coins,
                    kind=item.kind,
                    reference=Reference("gathering", gathering.pk),
                )
            ],
            occurred_at=gathering.starts_at,
            booked_at=at,
            request_id=derived_id(place.pk, "settlement"),
            by=by,
            group_id=gathering.pk,
        )
    earners = [(place.party, item.recipient_coins, place.pk) for place in came if item.recipient_coins > 0]
    if gathering.provider and item.provider_coins > 0 and came:
        earners.append((gathering.provider, item.provider_coins, gathering.pk))
    for party, minor, key in earners:
        earn(house=house, party=party, minor=minor, kind=item.kind, key=key, ref=("gathering", gathering.pk),
             occurred_at=gathering.starts_at, by=by, at=at)  # fmt: skip


def earn(
    *,
    house: Network,
    party: Party,
    minor: int,
    kind: str,
    key: UUID,
    ref: tuple[str, UUID],
    occurred_at: datetime,
    by: Actor,
    at: datetime,
) -> None:
    """Move ``minor`` units from the network's account to a party, once per ``key``."""
    assert party.account_id, "who earns has an account"
    ledger.post_transfer(
        network_id=house.pk,
        id=derived_id(key, "earns"),
        book_id=house.book_id,
        from_id=house.operator_account_id,
        to_id=party.account_id,
        amount=minor,
        kind=kind,
        occurred_at=occurred_at,
        booked_at=at,
        request_id=derived_id(key, "earns", "settlement"),
        by=by,
        reference=Reference(*ref),
        group_id=ref[1],
    )


def _record(*, gathering: Gathering, item: MenuItem, came: list[Place], by: Actor, at: datetime) -> None:
    """Record the taxable fact: every payer and earner with the coins of the card and the euro of the day.

    Attending that earns is a grant, or a service to the network when the item of the card says ``purchase``; who gave
    such a gathering stands on a supply of its own.
    """
    base = euro.house_on(network_id=gathering.network_id, on=gathering.planned_on).base_of

    def side(name: str, party_id: UUID, coins: int, rule: str) -> billing.Side:
        return billing.Side(side=name, party_id=party_id, coins=coins, base_cents=base(coins), rule=rule)

    paying, earning = -item.recipient_coins, item.recipient_coins
    attending = [side("recipient", place.party_id, paying, "sale") for place in came if paying > 0]
    earns_by = "purchase" if item.document_rule == "purchase" else "grant"
    attending += [side("provider", place.party_id, earning, earns_by) for place in came if earning > 0]
    giving = []
    if gathering.provider_id and item.provider_coins > 0 and came:
        giving = [side("provider", gathering.provider_id, item.provider_coins, "purchase")]
    kind = rules.supply_kind(costs=paying > 0, has_provider=gathering.provider_id is not None)
    if kind != "attendance":
        attending, giving = attending + giving, []
    for key, of_kind, sides in (("supply", kind, attending), ("giving", "member_workshop", giving)):
        if sides:
            billing.record_supply(
                network_id=gathering.network_id,
                id=derived_id(gathering.pk, key),
                ref=("gathering", gathering.pk),
                kind=of_kind,
                performed_on=gathering.planned_on,
                text=gathering.title,
                sides=sides,
                by=by,
                at=at,
                group_id=gathering.pk,
            )
