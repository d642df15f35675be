"""Mails that remind both people of a session they agreed to."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from kennisruil.brokerage.actions import links
from kennisruil.brokerage.actions.mails.letter import facts, partner_names, post, when
from kennisruil.brokerage.models import Session
from kennisruil.brokerage.rules.course import SIDES
from kennisruil.brokerage.rules.reminding import EVE


def mail_reminder(session: Session, *, kind: str, at: datetime) -> None:
    """Remind both, once per ``kind`` (eve, soon) and date, with a link that takes another date."""
    for side in SIDES:
        member = session.member_on(side)
        # Who gives to several recipients is reminded once.
        about = session.joint_id if side == "provider" and session.joint_id else session.pk
        turn = session.starts_at.isoformat() if session.joint_id else session.revision
        with translation.override(member.language):
            name = partner_names(session, side)
            subject = (
                _("Tomorrow: your session with %(name)s") if kind == EVE else _("Today: your session with %(name)s")
            )
            move = links.session_link(network_id=session.network_id, session_id=session.pk, side=side, say="move")
            post(
                member,
                key=f"session-{kind}:{about}:{turn}:{side}",
                subject=subject % {"name": name},
                lines=[
                    _("On %(when)s you have a session with %(name)s.")
                    % {"when": when(session.starts_at, language=member.language), "name": name},
                    "\n".join(line for line in facts(session, side, language=member.language) if line),
                    _("Does it not suit you after all? Propose another date here:\n%(link)s") % {"link": move}
                    if side == "provider" or session.joint_id is None
                    else "",
                ],
                about=("session", session.pk),
                at=at,
            )
