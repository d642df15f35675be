"""Mails that invite to give back, and those by which members reach each other."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from kennisruil.brokerage.actions import member_links
from kennisruil.brokerage.actions.mails.letter import post
from kennisruil.brokerage.models import Approach, Invitation, Need
from kennisruil.network.models import Member
from kennisruil.shared.speaking import quoted

_LONGEST = 400


def mail_invitation(invitation: Invitation, *, needs: Sequence[Need], at: datetime) -> None:
    """Invite somebody to give back, with a link for each need that fits."""
    member = invitation.member
    with translation.override(member.language):
        subject, lines = invitation_letter(invitation, needs=needs)
        key = f"invitation:{invitation.pk}"
        post(member, key=key, subject=subject, lines=lines, about=("member", member.pk), at=at)


def invitation_letter(
    invitation: Invitation, *, needs: Sequence[Need], with_links: bool = True
) -> tuple[str, list[str]]:
    """Give the subject and the lines of an invitation, in the language that is active.

    Without ``with_links`` for the broker, who looks first and must not answer for the person.
    """
    reasons = {idea["need"]: idea["reason"] for idea in invitation.ideas}
    lines = [
        _("Some time ago somebody here helped you. Now others ask for something that you can do."),
        *(_idea(invitation, need, reason=reasons.get(str(need.pk), ""), with_link=with_links) for need in needs),
        _("Each link opens a page with one button. Nothing is agreed yet: the office decides with you who is asked."),
        _("Does nothing suit you? That is fine. There are more ways to give:\n%(link)s")
        % {"link": member_links.page("brokerage:give_back")},
    ]
    return _("Somebody looks for what you can do"), lines


def _idea(invitation: Invitation, need: Need, *, reason: str, with_link: bool) -> str:
    text = need.text if len(need.text) <= _LONGEST else f"{need.text[:_LONGEST].rstrip()}…"
    link = "…"
    if with_link:
        link = member_links.invitation_link(
            network_id=invitation.network_id, invitation_id=invitation.pk, need_id=need.pk
        )
    said = [quoted(text), _("Why you: %(reason)s") % {"reason": reason} if reason else ""]
    return "\n".join([*(line for line in said if line), _("This suits me:\n%(link)s") % {"link": link}])


def mail_message(approach: Approach, *, member: Member, to: Member, at: datetime) -> None:
    """Pass on a message: who wrote it and how to answer; the writer never sees the address of who reads it."""
    with translation.override(to.language):
        post(
            to,
            key=f"approach:{approach.pk}",
            subject=_("A message from %(name)s") % {"name": member.name},
            lines=[
                _("%(name)s found you in the directory of the network and writes:") % {"name": _named(member)},
                quoted(approach.text),
                _("To answer, write to %(email)s. Your own address was not shown.") % {"email": member.email},
            ],
            about=("member", to.pk),
            at=at,
        )


def _named(member: Member) -> str:
    return f"{member.name} ({member.organisation_name})" if member.organisation_name else member.name
