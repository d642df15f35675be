"""The broker's list of a need: adding, ordering, taking off."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, Max

from kennisruil.brokerage.actions.days import day_in
from kennisruil.brokerage.actions.willing import check_not_paused
from kennisruil.brokerage.models import Need, Proposal
from kennisruil.brokerage.rules.refusals import AlreadyListed, NotNow, SamePerson
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id


def locked_need(*, network_id: UUID, need_id: UUID) -> Need:
    """Give a need and keep others from changing it or its list until the transaction ends."""
    return Need.objects.select_for_update(of=("self",)).select_related("member").get(network_id=network_id, pk=need_id)


def list_candidate(
    *,
    network_id: UUID,
    need_id: UUID,
    member_id: UUID,
    reason: str = "",
    is_first: bool = False,
    by: Actor,
    at: datetime,
) -> Proposal:
    """Put a person at the end of a need's list, or before all others; ``reason`` is the broker's own line in the mail.

    :raises AlreadyListed: on the list, or answered before (nobody is asked twice for the same need).
    :raises LeftInPeace: paused. :raises SamePerson: it is the asker. :raises NotNow: the need is not open.
    Nothing changes.
    """
    with action("brokerage.list_candidate", network_id=network_id, by=by, at=at, about=("need", need_id)):
        need = locked_need(network_id=network_id, need_id=need_id)
        if need.state != "open":
            raise NotNow(verb="list_candidate", state=need.state)
        if member_id == need.member_id:
            raise SamePerson(id=member_id)
        check_not_paused(network_id=network_id, member_id=member_id, on=day_in(network_id=network_id, at=at))
        rows = Proposal.objects.filter(network_id=network_id, need_id=need_id)
        if rows.filter(member_id=member_id).exists():
            raise AlreadyListed(member_id=member_id)
        if is_first:
            rows.update(position=F("position") + 1)
        last = 0 if is_first else rows.aggregate(last=Max("position"))["last"] or 0
        return Proposal.objects.create(
            id=derived_id(network_id, "proposal", need_id, member_id),
            network_id=network_id,
            need_id=need_id,
            member_id=member_id,
            position=last + 1,
            state="listed",
            since_on=day_in(network_id=network_id, at=at),
            reason=reason.strip(),
        )


def move_candidate(*, network_id: UUID, proposal_id: UUID, up: bool, by: Actor, at: datetime) -> None:
    """Move somebody who is still to be asked one place up or down; at the end of the list nothing changes.

    :raises NotNow: the person was asked already; nothing changes.
    """
    with action("brokerage.move_candidate", network_id=network_id, by=by, at=at, about=("proposal", proposal_id)):
        row = Proposal.objects.get(network_id=network_id, pk=proposal_id)
        locked_need(network_id=network_id, need_id=row.need_id)
        row.refresh_from_db()
        if row.state != "listed":
            raise NotNow(verb="move_candidate", state=row.state)
        others = Proposal.objects.filter(network_id=network_id, need_id=row.need_id, state="listed")
        if up:
            neighbour = others.filter(position__lt=row.position).order_by("-position", "pk").first()
        else:
            neighbour = others.filter(position__gt=row.position).order_by("position", "pk").first()
        if neighbour is None:
            return
        row.position, neighbour.position = neighbour.position, row.position
        row.save(update_fields=["position"])
        neighbour.save(update_fields=["position"])


def unlist_candidate(*, network_id: UUID, proposal_id: UUID, by: Actor, at: datetime) -> None:
    """Take somebody off the list. :raises NotNow: the person was asked already; nothing changes."""
    with action("brokerage.unlist_candidate", network_id=network_id, by=by, at=at, about=("proposal", proposal_id)):
        removed, _rows = Proposal.objects.filter(network_id=network_id, pk=proposal_id, state="listed").delete()
        if not removed:
            raise NotNow(verb="unlist_candidate", state="asked")
