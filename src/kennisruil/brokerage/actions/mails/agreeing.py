"""Mails that ask both sides of a session for their yes, and that say what became of it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kennisruil.brokerage.actions import links
from kennisruil.brokerage.actions.mails.letter import facts, meaning, post, when
from kennisruil.brokerage.models import Session
from kennisruil.brokerage.rules.course import SIDES, other
from kennisruil.network import queries as network
from kennisruil.shared.calendar_file import Appointment, calendar_file
from kennisruil.shared.files import keep_file
from kennisruil.shared.ids import derived_id


def _ask_yes(session: Session, *, key: str, subject: str, opening: str, sides: Sequence[str], at: datetime) -> None:
    """Ask sides to accept: the facts, what it means, one link for yes and one for no."""
    for side in sides:
        member = session.member_on(side)
        with translation.override(member.language):
            yes, no = (
                links.session_link(network_id=session.network_id, session_id=session.pk, side=side, say=say)
                for say in ("accept", "decline")
            )
            lines = [
                translation.gettext(opening),
                "\n".join(line for line in facts(session, side, language=member.language) if line),
                meaning(session, side, language=member.language),
                _("Accept:\n%(link)s") % {"link": yes},
                _("It does not suit me:\n%(link)s") % {"link": no},
            ]
            post(
                member,
                key=f"{key}:{session.pk}:{session.revision}:{side}",
                subject=translation.gettext(subject),
                lines=lines,
                about=("session", session.pk),
                at=at,
            )


def mail_session_proposed(session: Session, *, at: datetime) -> None:
    """Tell both what is proposed and ask their yes."""
    _ask_yes(
        session,
        key="session-proposed",
        subject=gettext_noop("A session is proposed: please accept"),
        opening=gettext_noop("We propose a session. It is agreed once you both accept."),
        sides=SIDES,
        at=at,
    )


def mail_moved(session: Session, *, at: datetime) -> None:
    """Ask whoever did not move it whether the new date suits."""
    _ask_yes(
        session,
        key="session-moved",
        subject=gettext_noop("Another date for your session: please accept"),
        opening=gettext_noop("Your session has another date. The price stays as agreed."),
        sides=[side for side in SIDES if side not in session.course.accepted],
        at=at,
    )


def calendar(session: Session, side: str, *, at: datetime, is_cancelled: bool = False) -> UUID:
    """Keep the calendar file for one side, in its language."""
    office = network.setting(network_id=session.network_id, key="office.email", on=session.held_on)
    title = _("Session with %(name)s") % {"name": session.member_on(other(side)).name}
    appointment = Appointment(
        id=session.pk,
        revision=session.revision,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        summary=title,
        description=session.text,
        place=session.place,
        organizer_email=office,
        attendees=tuple((session.member_on(one).name, session.member_on(one).email) for one in SIDES),
        stamped_at=at,
        is_cancelled=is_cancelled,
    )
    parts = ("calendar", session.revision, side, is_cancelled, appointment.starts_at.isoformat())
    file = keep_file(
        network_id=session.network_id,
        id=derived_id(session.pk, *parts),
        name="session.ics",
        media_type="text/calendar",
        content=calendar_file(appointment),
        at=at,
    )
    return file.pk


def mail_agreed(session: Session, *, at: datetime) -> None:
    """Tell both that it is agreed, with the calendar file."""
    for side in SIDES:
        member = session.member_on(side)
        with translation.override(member.language):
            lines = [
                _("It is agreed. The date is in the file with this mail: open it to put it in your calendar."),
                "\n".join(line for line in facts(session, side, language=member.language) if line),
                meaning(session, side, language=member.language),
                _("Does something change? Do it here:\n%(link)s")
                % {"link": links.page_link("brokerage:session", session.pk)},
            ]
            post(
                member,
                key=f"session-agreed:{session.pk}:{session.revision}:{side}",
                subject=_("Agreed: %(when)s") % {"when": when(session.starts_at, language=member.language)},
                lines=lines,
                about=("session", session.pk),
                at=at,
                attachments=[calendar(session, side, at=at)],
            )


def mail_cancelled(session: Session, *, at: datetime) -> None:
    """Tell both that it does not go on; who had it in a calendar gets a file that takes it out."""
    for side in SIDES:
        member = session.member_on(side)
        with translation.override(member.language):
            lines = [
                _("The session with %(name)s on %(when)s does not go on. No coins move.")
                % {
                    "name": session.member_on(other(side)).name,
                    "when": when(session.starts_at, language=member.language),
                },
                _("The reason: %(reason)s") % {"reason": session.ended_reason} if session.ended_reason else "",
                _("The question stays open: the office looks further.") if session.need_id else "",
            ]
            post(
                member,
                key=f"session-cancelled:{session.pk}:{side}",
                subject=_("Your session does not go on"),
                lines=lines,
                about=("session", session.pk),
                at=at,
                attachments=[calendar(session, side, at=at, is_cancelled=True)] if session.revision else [],
            )
