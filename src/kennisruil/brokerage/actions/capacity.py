"""Saying how much one wants to give; asking nobody beyond it."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from kennisruil.brokerage.actions.places import offer_place
from kennisruil.brokerage.models import Capacity
from kennisruil.brokerage.queries.capacity import rooms_of
from kennisruil.brokerage.rules.capacity import PERIODS, Room
from kennisruil.brokerage.rules.refusals import CapacityUnknown
from kennisruil.network.models import Member
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id

_MOST = 50


def set_capacity(
    *, network_id: UUID, member_id: UUID, most: int | None, per: str = "quarter", by: Actor, at: datetime
) -> None:
    """Give at most ``most`` sessions a ``per`` (month or quarter); None follows what the network decided.

    What was agreed stays agreed. More room is offered to who waits first.
    :raises CapacityUnknown: not from 1 to 50, or another period; nothing changes.
    """
    if per not in PERIODS or (most is not None and not 1 <= most <= _MOST):
        raise CapacityUnknown(most=most or 0)
    with action("brokerage.set_capacity", network_id=network_id, by=by, at=at, about=("member", member_id)):
        if most is None:
            Capacity.objects.filter(network_id=network_id, member_id=member_id).delete()
        else:
            Capacity.objects.update_or_create(
                network_id=network_id,
                member_id=member_id,
                defaults={"most": most, "per": per},
                create_defaults={"id": derived_id(network_id, "capacity", member_id), "most": most, "per": per},
            )
        offer_place(network_id=network_id, member_id=member_id, by=by, at=at)


def locked_rooms(*, network_id: UUID, member_ids: Collection[UUID], on: date) -> dict[UUID, Room]:
    """Give the room of each, and let nobody else ask them until the transaction ends: two needs do not take one place.

    Always inside an action.
    """
    rows = Member.objects.select_for_update(no_key=True).filter(network_id=network_id, pk__in=member_ids)
    locked = list(rows.order_by("pk").values_list("pk", flat=True))
    return rooms_of(network_id=network_id, member_ids=locked, on=on)
