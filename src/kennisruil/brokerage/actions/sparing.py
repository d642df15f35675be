"""Sparing people when the office arranges a date: a pause, who asked not to meet whom, as much as somebody gives."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from kennisruil.brokerage.actions.capacity import locked_rooms
from kennisruil.brokerage.actions.willing import check_not_paused
from kennisruil.brokerage.models import Need, Proposal
from kennisruil.brokerage.queries.willing import avoided_by
from kennisruil.brokerage.rules.refusals import AskedNotTo, GivesEnough
from kennisruil.network.models import Member

_SAID_YES = ("yes", "other_date")
# Their question is with them, so it is counted among what is spoken for.
_WITH_THEM = ("asked", *_SAID_YES)


def check_spared(
    *,
    network_id: UUID,
    provider_id: UUID,
    recipient_ids: Collection[UUID],
    need: Need | None,
    on: date,
    today: date,
    over_reason: str = "",
) -> None:
    """Let a date be arranged that asks nobody for what they do not want. Inside an action; ``on``: the session's day.

    A pause and a wish not to meet hold whatever the office says. Who gives as much as they wanted may be asked beyond
    it: by their own yes to this question, or with ``over_reason``, which is kept on their place in the list.
    :raises LeftInPeace: who gives takes a pause, today or on the day. :raises AskedNotTo: one asked not to meet.
    :raises GivesEnough: no room is left in the month or quarter of the session.
    """
    for day in (today, on):
        check_not_paused(network_id=network_id, member_id=provider_id, on=day)
    apart = avoided_by(network_id=network_id, member_id=provider_id) & set(recipient_ids)
    if apart:
        raise AskedNotTo(name=Member.objects.get(network_id=network_id, pk=min(apart, key=str)).name)
    own = Proposal.objects.filter(network_id=network_id, need=need, member_id=provider_id) if need else None
    proposal = own.order_by("pk").first() if own is not None else None
    if proposal and over_reason:
        proposal.over_reason = over_reason
        proposal.save(update_fields=["over_reason"])
    if over_reason or (proposal and (proposal.state in _SAID_YES or proposal.over_reason)):
        return
    room = locked_rooms(network_id=network_id, member_ids=[provider_id], on=on)[provider_id]
    used = room.used - bool(proposal and proposal.state in _WITH_THEM)
    if room.most is not None and used >= room.most:
        name = Member.objects.get(network_id=network_id, pk=provider_id).name
        raise GivesEnough(name=name, most=room.most, per=room.per)
