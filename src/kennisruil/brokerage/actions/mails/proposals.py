"""Mails to who is asked to help."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from kennisruil.brokerage.actions import links
from kennisruil.brokerage.actions.mails.letter import post
from kennisruil.brokerage.models import Proposal
from kennisruil.brokerage.queries.half_days import free_half_days
from kennisruil.shared.speaking import quoted


def mail_proposal(proposal: Proposal, *, at: datetime) -> None:
    """Ask somebody: the need whole, why they were thought of, and a link per answer."""
    member, need = proposal.member, proposal.need
    with translation.override(member.language):
        said = {
            answer: links.proposal_link(network_id=proposal.network_id, proposal_id=proposal.pk, answer=answer)
            for answer in ("yes", "no", "other_date")
        }
        lines = [
            _("%(name)s asks for help, and we thought of you.") % {"name": need.member.name},
            quoted(need.text),
            _("Know-how they look for: %(sought)s") % {"sought": need.sought} if need.sought else "",
            _("Why you: %(reason)s") % {"reason": proposal.reason} if proposal.reason else "",
            _("There is more to tell in confidence. You read it once you promise to keep it to yourself.")
            if need.confidential_text
            else "",
            _("Yes, I can help:\n%(link)s") % {"link": said["yes"]},
            _("Yes, but at another time:\n%(link)s") % {"link": said["other_date"]},
            _("No, not this time:\n%(link)s") % {"link": said["no"]},
            _("A no is fine: then we ask somebody else. Each link opens a page with one button."),
        ]
        subject = _("Can you help %(name)s?") % {"name": need.member.name}
        post(
            member, key=f"proposal:{proposal.pk}", subject=subject, lines=lines, about=("proposal", proposal.pk), at=at
        )


def mail_choose_half_day(proposal: Proposal, *, at: datetime) -> None:
    """Invite each side to choose among the half-days that the other has given; without any, the office finds a date."""
    asker, helper = proposal.need.member, proposal.member
    free = free_half_days(network_id=proposal.network_id, member_ids=[asker.pk, helper.pk], at=at)
    for side, member, other in (("recipient", asker, helper), ("provider", helper, asker)):
        if not free[other.pk]:
            continue
        with translation.override(member.language):
            link = links.booking_link(network_id=proposal.network_id, proposal_id=proposal.pk, side=side)
            opening = (
                _("%(name)s says yes to your question.") % {"name": other.name}
                if side == "recipient"
                else _("%(name)s looks forward to your help.") % {"name": other.name}
            )
            post(
                member,
                key=f"choose-half-day:{proposal.pk}:{proposal.state}:{side}",
                subject=_("Choose a half-day with %(name)s") % {"name": other.name},
                lines=[
                    opening,
                    _("These half-days suit %(name)s. Choose one, and we ask for the last yes:\n%(link)s")
                    % {"name": other.given_name, "link": link},
                    _("Does none of them suit you? Then you hear from the office."),
                ],
                about=("proposal", proposal.pk),
                at=at,
            )


def mail_thanks(proposal: Proposal, *, at: datetime) -> None:
    """Thank for a yes, and ask what documents need on a page that the same kind of link opens."""
    member = proposal.member
    with translation.override(member.language):
        link = links.details_link(network_id=proposal.network_id, member_id=member.pk, proposal_id=proposal.pk)
        lines = [
            _("Thank you for helping %(name)s. We look for a date with you both.")
            % {"name": proposal.need.member.name},
            _("One thing you can already do: tell us for whom you give this session, and on which account.\n%(link)s")
            % {"link": link},
            _("It may wait. The session goes on without it."),
        ]
        subject = _("Thank you for your yes")
        key = f"thanks:{proposal.pk}:{proposal.state}"
        post(member, key=key, subject=subject, lines=lines, about=("proposal", proposal.pk), at=at)
