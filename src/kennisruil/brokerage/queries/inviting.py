"""Whom the broker may invite to give back now, and who was invited before."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Max

from kennisruil.brokerage.models import Invitation, Need, Session
from kennisruil.brokerage.queries.fits import fits_for_members
from kennisruil.brokerage.queries.willing import paused_on
from kennisruil.brokerage.rules.inviting import InviteTerms, Received, invite_state
from kennisruil.matching.rules import Fit
from kennisruil.network import queries as network
from kennisruil.network.models import Member

_UNDER_WAY = ("proposed", "agreed", "moved")
# As many needs as fit in a mail that is read.
MOST_IDEAS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Inviting:
    """How it stands with inviting one person: ``state`` as the rule says, and the open needs that fit now."""

    state: str
    fits: list[tuple[Need, Fit]] = field(default_factory=list)
    invited_on: date | None = None


def invite_terms(*, network_id: UUID, on: date) -> InviteTerms:
    """Give what a network decided about inviting people to give back."""
    return InviteTerms(
        after_days=int(network.setting(network_id=network_id, key="giving.invite_after_days", on=on)),
        again_days=int(network.setting(network_id=network_id, key="giving.invite_again_days", on=on)),
    )


def inviting(*, network_id: UUID, member_ids: Collection[UUID], today: date) -> dict[UUID, Inviting]:
    """Say for each of some members whether they may be invited now, and with which needs."""
    terms = invite_terms(network_id=network_id, on=today)
    fits = fits_for_members(network_id=network_id, member_ids=member_ids, limit=MOST_IDEAS)
    people = network.members_by_ids(network_id=network_id, member_ids=member_ids)
    received = _last(network_id, member_ids, side="recipient")
    invited = dict(
        Invitation.objects.filter(network_id=network_id, member_id__in=member_ids)
        .values_list("member_id")
        .annotate(Max("sent_on"))
        .order_by("member_id")
    )
    paused = paused_on(network_id=network_id, on=today, member_ids=member_ids)
    rows = Session.objects.filter(network_id=network_id, provider_id__in=member_ids, state__in=_UNDER_WAY)
    busy = set(rows.values_list("provider_id", flat=True))
    found = {}
    for member_id, member in people.items():
        facts = Received(
            last_received_on=received.get(member_id),
            last_invited_on=invited.get(member_id),
            fits=len(fits[member_id]),
            is_paused=member_id in paused,
            is_busy=member_id in busy,
            has_mail=bool(member.email) and member.left_on is None,
        )
        state = invite_state(facts, today=today, terms=terms)
        found[member_id] = Inviting(state=state, fits=fits[member_id], invited_on=invited.get(member_id))
    return found


def _last(network_id: UUID, member_ids: Collection[UUID], *, side: str) -> dict[UUID, date]:
    rows = Session.objects.filter(network_id=network_id, state="held", **{f"{side}_id__in": member_ids})
    return dict(rows.values_list(f"{side}_id").annotate(Max("held_on")).order_by(f"{side}_id"))


def invitations_of(*, network_id: UUID, member_id: UUID) -> list[Invitation]:
    """List the invitations of a member, the latest first, with the need that suited."""
    rows = Invitation.objects.filter(network_id=network_id, member_id=member_id).select_related("need")
    return list(rows.order_by("-sent_on", "pk")[:20])


def invitation_by_id(*, network_id: UUID, invitation_id: UUID) -> Invitation:
    """Give an invitation with its member. :raises Invitation.DoesNotExist: not in this network."""
    return Invitation.objects.select_related("member").get(network_id=network_id, pk=invitation_id)


def locked_member(*, network_id: UUID, member_id: UUID) -> Member:
    """Give a member and keep others from inviting them until the transaction ends."""
    return Member.objects.select_for_update().get(network_id=network_id, pk=member_id)
