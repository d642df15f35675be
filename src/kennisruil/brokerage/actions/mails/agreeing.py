"""Mails that ask both sides of a session for their yes, and that say what became of it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kennisruil.brokerage.actions import links
from kennisruil.brokerage.actions.mails.letter import addressed, facts, meaning, partner_names, partners, post, when
from kennisruil.brokerage.models import Session
from kennisruil.brokerage.queries.joint import payers_people, together_with
from kennisruil.brokerage.queries.sessions import payers_of
from kennisruil.network import queries as network
from kennisruil.network.models import Member
from kennisruil.network.queries import members_by_ids
from kennisruil.shared.calendar_file import Appointment, calendar_file
from kennisruil.shared.files import keep_file
from kennisruil.shared.ids import derived_id


def ask_yes(*, key: str, subject: str, opening: str, asked: Iterable[tuple[Session, str]], at: datetime) -> None:
    """Ask sides to accept: the facts, what it means, one link for yes, one for another date, one for no."""
    for session, side in asked:
        member = session.member_on(side)
        with translation.override(member.language):
            yes, move, no = (
                links.session_link(network_id=session.network_id, session_id=session.pk, side=side, say=say)
                for say in ("accept", "move", "decline")
            )
            may_move = side == "provider" or session.joint_id is None
            lines = [
                translation.gettext(opening),
                "\n".join(line for line in facts(session, side, language=member.language) if line),
                meaning(session, side, language=member.language),
                _("Accept:\n%(link)s") % {"link": yes},
                _("Another half-day or another date:\n%(link)s") % {"link": move} if may_move else "",
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


def mail_session_proposed(*sessions: Session, booked_by: str = "", at: datetime) -> None:
    """Tell everybody what is proposed and ask their yes; who chose the date (``booked_by``) has said it."""
    ask_yes(
        key="session-proposed",
        subject=gettext_noop("A session is proposed: please accept"),
        opening=gettext_noop("We propose a session. It is agreed once you both accept."),
        # Of several recipients only the asker chose: the others are asked.
        asked=[
            (session, side)
            for session, side in addressed(sessions)
            if side != booked_by or (side == "recipient" and session is not sessions[0])
        ],
        at=at,
    )


def mail_moved(*sessions: Session, at: datetime) -> None:
    """Ask whoever did not move it whether the new date suits."""
    ask_yes(
        key="session-moved",
        subject=gettext_noop("Another date for your session: please accept"),
        opening=gettext_noop("Your session has another date. The price stays as agreed."),
        asked=[(session, side) for session, side in addressed(sessions) if side not in session.course.accepted],
        at=at,
    )


def calendar(session: Session, side: str, *, at: datetime, is_cancelled: bool = False) -> UUID:
    """Keep the calendar file for one side, in its language."""
    office = network.setting(network_id=session.network_id, key="office.email", on=session.held_on)
    title = _("Session with %(name)s") % {"name": partner_names(session, side)}
    meets = partners(session, side)
    # Who gives to several has one appointment, which takes in whoever is added or falls away.
    is_shared = side == "provider" and session.joint_id is not None
    people = {member.pk: member for member in (session.recipient, session.provider, *meets)}
    appointment = Appointment(
        id=session.joint_id if is_shared and session.joint_id else session.pk,
        revision=_revision(session, side) if is_shared else session.revision,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        summary=title,
        description=session.text,
        place=session.place,
        organizer_email=office,
        attendees=tuple((member.name, member.email) for member in people.values()),
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


def mail_agreed(*sessions: Session, at: datetime) -> None:
    """Tell everybody whose session is agreed in this step, with the calendar file."""
    for session, side in addressed(sessions):
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


def mail_cancelled(*sessions: Session, at: datetime) -> None:
    """Tell whose session does not go on; who had it in a calendar gets a file that takes it out.

    Who gives to several recipients reads who stays, when one of them falls away.
    """
    for session, side in addressed(sessions):
        staying = _staying(session) if side == "provider" else []
        if staying:
            _mail_goes_on(session, staying=staying, at=at)
            continue
        member = session.member_on(side)
        with translation.override(member.language):
            lines = [
                _("The session with %(name)s on %(when)s does not go on. No coins move.")
                % {
                    "name": partner_names(session, side),
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


def _staying(session: Session) -> list[Session]:
    """Give the sessions of the other recipients that go on."""
    return [one for one in together_with(session) if one.pk != session.pk and one.state != "cancelled"]


def _revision(session: Session, side: str) -> int:
    """Count every change of a shared appointment: those of all recipients together."""
    return sum(one.revision for one in together_with(session))


def _mail_goes_on(session: Session, *, staying: list[Session], at: datetime) -> None:
    """Tell who gives that one of several recipients does not come, and what it means now."""
    member = session.provider
    with translation.override(member.language):
        lines = [
            _("%(name)s does not come on %(when)s. The session goes on with %(others)s.")
            % {
                "name": session.recipient.name,
                "when": when(session.starts_at, language=member.language),
                "others": partner_names(staying[0], "provider"),
            },
            _("The reason: %(reason)s") % {"reason": session.ended_reason} if session.ended_reason else "",
            meaning(staying[0], "provider", language=member.language),
            _("Does something change? Do it here:\n%(link)s")
            % {"link": links.page_link("brokerage:session", staying[0].pk)},
        ]
        post(
            member,
            key=f"session-goes-on:{session.pk}",
            subject=_("Your session goes on with fewer people"),
            lines=lines,
            about=("session", session.pk),
            at=at,
        )


def mail_payers(*sessions: Session, at: datetime) -> None:
    """Tell the people of a co-owner, who did not ask themselves, what their party pays and where it stands."""
    shared = payers_people(network_id=sessions[0].network_id, session_ids=[session.pk for session in sessions])
    for session in sessions:
        if len(payers_of(network_id=session.network_id, session_id=session.pk)) < 2:
            continue
        own = {session.recipient_id, session.provider_id}
        people = members_by_ids(network_id=session.network_id, member_ids=shared.get(session.pk, set()) - own)
        for member in sorted(people.values(), key=lambda one: one.name):
            _mail_payer(session, member, at=at)


def _mail_payer(session: Session, member: Member, *, at: datetime) -> None:
    with translation.override(member.language):
        lines = [
            _("%(provider)s helps %(recipient)s, and the session is paid together.")
            % {"provider": session.provider.name, "recipient": session.recipient.name},
            _("When: %(when)s") % {"when": when(session.starts_at, language=member.language)},
            meaning(session, "recipient", language=member.language),
            _("See the session, or call the office when something is not right:\n%(link)s")
            % {"link": links.page_link("brokerage:session", session.pk)},
        ]
        post(
            member,
            key=f"session-payer:{session.pk}:{member.pk}",
            subject=_("A session you pay together"),
            lines=lines,
            about=("session", session.pk),
            at=at,
        )
