"""Mails of a referral: first to whom it names, then the card to who may call."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from kennisruil.brokerage.actions import links
from kennisruil.brokerage.actions.mails.letter import contact, post
from kennisruil.brokerage.models import Referral
from kennisruil.network.rules import ways_to_reach


def mail_may_call(referral: Referral, *, at: datetime) -> None:
    """Ask whom it names whether the other may call, with a link for a yes and one for a no."""
    member, to = referral.member, referral.to_member
    with translation.override(to.language):
        fine, rather_not = (
            links.referral_link(network_id=referral.network_id, referral_id=referral.pk, say=say)
            for say in ("fine", "not")
        )
        post(
            to,
            key=f"referral-to:{referral.pk}",
            subject=_("May %(name)s call you?") % {"name": member.name},
            lines=[
                _("%(name)s looks for somebody who knows about something, and we thought of you: %(why)s")
                % {"name": member.name, "why": referral.why},
                _("It is about one conversation, not about a session. No coins move."),
                _("That is fine:\n%(link)s") % {"link": fine},
                _("I would rather not:\n%(link)s") % {"link": rather_not},
                _("When we hear nothing in the coming days, we give your name and number."),
            ],
            about=("referral", referral.pk),
            at=at,
        )


def mail_card(referral: Referral, *, at: datetime) -> None:
    """Give the card: who, how to reach them, why, and how to begin."""
    member, to = referral.member, referral.to_member
    with translation.override(member.language):
        post(
            member,
            key=f"referral:{referral.pk}",
            subject=_("Somebody who can help you: %(name)s") % {"name": to.name},
            lines=[
                _("Call %(contact)s.") % {"contact": contact(to, have_met=True)}
                if ways_to_reach(to, have_met=True)
                else _("%(name)s shows no number: the office brings you together.") % {"name": to.name},
                _("Why: %(why)s") % {"why": referral.why},
                _("You could begin like this: “%(say)s”") % {"say": referral.say} if referral.say else "",
                _("They know that you may call."),
                _("The card, to print or to put in your phone:\n%(link)s")
                % {"link": links.page_link("brokerage:referral", referral.pk)},
            ],
            about=("referral", referral.pk),
            at=at,
        )
