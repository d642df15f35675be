"""Needs, their lists, and who may read what."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count, Q

from kennisruil.brokerage.models import Need, Promise, Proposal

ASKED_STATES = ("asked", "yes", "other_date")


def need_by_id(*, network_id: UUID, need_id: UUID) -> Need:
    """Give a need with its asker. :raises Need.DoesNotExist: not in this network."""
    return Need.objects.select_related("member").get(network_id=network_id, pk=need_id)


def needs(*, network_id: UUID, states: Collection[str] = ("open", "matched"), limit: int = 200) -> list[Need]:
    """List needs with their asker, oldest first, each with ``listed_count`` and ``answered_no``."""
    rows = Need.objects.filter(network_id=network_id, state__in=states).select_related("member")
    counted = rows.annotate(
        listed_count=Count("proposals", filter=Q(proposals__state="listed")),
        asked_count=Count("proposals", filter=Q(proposals__state__in=ASKED_STATES)),
    )
    return list(counted.order_by("asked_at", "pk")[:limit])


def needs_of(*, network_id: UUID, member_id: UUID) -> list[Need]:
    """List what a member asked, newest first, at most 100."""
    return list(Need.objects.filter(network_id=network_id, member_id=member_id).order_by("-asked_at", "pk")[:100])


def proposals_of(*, network_id: UUID, need_id: UUID) -> list[Proposal]:
    """List the people on a need's list, in order, with the person."""
    rows = Proposal.objects.filter(network_id=network_id, need_id=need_id).select_related("member", "party")
    return list(rows.order_by("position", "pk")[:200])


def proposal_by_id(*, network_id: UUID, proposal_id: UUID) -> Proposal:
    """Give a proposal with need and person. :raises Proposal.DoesNotExist: not in this network."""
    return Proposal.objects.select_related("need__member", "member", "party").get(network_id=network_id, pk=proposal_id)


def open_proposals_for(*, network_id: UUID, member_id: UUID) -> list[Proposal]:
    """List what a member is asked and has not answered yet, oldest first."""
    rows = Proposal.objects.filter(network_id=network_id, member_id=member_id, state="asked", need__state="open")
    return list(rows.select_related("need__member").order_by("asked_at", "pk")[:50])


def has_promised(*, network_id: UUID, need_id: UUID, member_id: UUID) -> bool:
    """Whether a member promised confidence about a need."""
    return Promise.objects.filter(network_id=network_id, need_id=need_id, member_id=member_id).exists()


def confidential_text_for(*, network_id: UUID, need: Need, member_id: UUID, is_office: bool = False) -> str | None:
    """Give the confidential part to who may read it: the asker, the office, and who promised confidence; else None."""
    may_read = is_office or need.member_id == member_id
    if may_read or has_promised(network_id=network_id, need_id=need.pk, member_id=member_id):
        return need.confidential_text
    return None
