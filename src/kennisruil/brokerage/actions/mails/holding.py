"""Mails after the date of a session."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from kennisruil.brokerage.actions import links
from kennisruil.brokerage.actions.mails.letter import addressed, partner_names, post, when
from kennisruil.brokerage.models import Session
from kennisruil.brokerage.rules.course import SIDES


def mail_asked(*sessions: Session, at: datetime) -> None:
    """Ask everybody, the day after, whether it took place; who gave to several recipients once."""
    for session, side in addressed(sessions):
        member = session.member_on(side)
        with translation.override(member.language):
            held, not_held, talk = (
                links.session_link(network_id=session.network_id, session_id=session.pk, side=side, say=say)
                for say in ("held", "not_held", "talk")
            )
            lines = [
                _("Did your session with %(name)s on %(when)s take place?")
                % {
                    "name": partner_names(session, side),
                    "when": when(session.starts_at, language=member.language),
                },
                _("Yes, it took place:\n%(link)s") % {"link": held},
                _("No, it did not:\n%(link)s") % {"link": not_held},
                _("I would rather talk about it first:\n%(link)s") % {"link": talk},
                _("When we hear nothing in the coming days, we take it that it went well."),
            ]
            post(
                member,
                key=f"session-asked:{session.pk}:{session.revision}:{side}",
                subject=_("Did your session take place?"),
                lines=lines,
                about=("session", session.pk),
                at=at,
            )


def mail_decided(session: Session, *, at: datetime) -> None:
    """Tell both what the office decided, and why."""
    for side in SIDES:
        member = session.member_on(side)
        with translation.override(member.language):
            outcome = (
                _("The session counts as held: the coins move as agreed.")
                if session.state == "held"
                else _("The session does not count as held: no coins move.")
            )
            lines = [outcome, _("The reason: %(reason)s") % {"reason": session.ended_reason}]
            key = f"session-decided:{session.pk}:{side}"
            post(
                member,
                key=key,
                subject=_("About your session of %(when)s")
                % {"when": when(session.starts_at, language=member.language)},
                lines=lines,
                about=("session", session.pk),
                at=at,
            )
