"""Inviting somebody to give back, by the broker's click, and hearing what suits them."""

from datetime import datetime
from uuid import UUID

from kennisruil.brokerage.actions.days import day_in
from kennisruil.brokerage.actions.mails.giving import mail_invitation
from kennisruil.brokerage.actions.proposals import offer_help
from kennisruil.brokerage.models import Invitation, Proposal
from kennisruil.brokerage.queries.inviting import inviting, locked_member
from kennisruil.brokerage.rules.approaching import NotToInvite
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id


def invite_to_give(*, network_id: UUID, member_id: UUID, by: Actor, at: datetime) -> Invitation:
    """Invite somebody by mail to give back, with the open needs that fit and why. A second click on a day: the first.

    :raises NotToInvite: nothing fits, no mail address, a pause, a session under way, invited not long ago, or received
        too recently; nothing is sent.
    """
    today = day_in(network_id=network_id, at=at)
    with action("brokerage.invite_to_give", network_id=network_id, by=by, at=at, about=("member", member_id)):
        member = locked_member(network_id=network_id, member_id=member_id)
        sent = Invitation.objects.filter(network_id=network_id, member_id=member_id, sent_on=today).first()
        if sent is not None:
            return sent
        stands = inviting(network_id=network_id, member_ids=[member_id], today=today)[member_id]
        if stands.state != "ready":
            raise NotToInvite(state=stands.state)
        invitation = Invitation.objects.create(
            id=derived_id(network_id, "invitation", member_id, today),
            network_id=network_id,
            member_id=member_id,
            sent_on=today,
            sent_at=at,
            ideas=[
                {"need": str(need.pk), "reason": fit.reasons[0].quote if fit.reasons else ""}
                for need, fit in stands.fits
            ],
        )
        invitation.member = member
        mail_invitation(invitation, needs=[need for need, _fit in stands.fits], at=at)
    return invitation


def accept_invitation(
    *, network_id: UUID, invitation_id: UUID, need_id: UUID, text: str = "", by: Actor, at: datetime
) -> Proposal:
    """Say that a need of the invitation suits: the broker finds the person on its list, as after "this suits me".

    :raises NotToInvite: the need was not in the invitation. :raises AlreadyListed, NotNow: as ``offer_help``.
    """
    with action("brokerage.accept_invitation", network_id=network_id, by=by, at=at, about=("need", need_id)):
        rows = Invitation.objects.select_for_update()
        invitation = rows.get(network_id=network_id, pk=invitation_id)
        if str(need_id) not in {idea["need"] for idea in invitation.ideas}:
            raise NotToInvite(state="not_in_it")
        proposal = offer_help(
            network_id=network_id, need_id=need_id, member_id=invitation.member_id, text=text, by=by, at=at
        )
        if invitation.need_id is None:
            invitation.need_id, invitation.answered_at = need_id, at
            invitation.save(update_fields=["need", "answered_at"])
    return proposal
