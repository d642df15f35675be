"""Mails that tell recipients of one session who joins them and who does not come, and what it means for them."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kennisruil.brokerage.actions import links
from kennisruil.brokerage.actions.mails.agreeing import ask_yes
from kennisruil.brokerage.actions.mails.letter import addressed, post, when
from kennisruil.brokerage.models import Session


def mail_shared_anew(*sessions: Session, at: datetime) -> None:
    """Ask everybody to accept the part they have now that the price is shared by one more."""
    ask_yes(
        key="session-shared",
        subject=gettext_noop("Your session is shared by one more: please accept"),
        opening=gettext_noop(
            "One more person receives along, so each pays a smaller part. What you accepted before no longer counts: "
            "it is agreed once you accept this."
        ),
        asked=list(addressed(sessions)),
        at=at,
    )


def mail_joins(new: Session, *, others: Sequence[Session], at: datetime) -> None:
    """Tell the other recipients who joins; for them nothing changes."""
    for session in others:
        _tell(
            session,
            key=f"session-joins:{session.pk}:{new.pk}",
            subject=gettext_noop("One more person in your session"),
            text=gettext_noop("%(name)s is asked to join your session on %(when)s. Your price stays as it is."),
            name=new.recipient.name,
            at=at,
        )


def mail_leaves(left: Session, *, staying: Sequence[Session], at: datetime) -> None:
    """Tell the recipients who stay that one does not come; for them nothing changes."""
    for session in staying:
        _tell(
            session,
            key=f"session-leaves:{session.pk}:{left.pk}",
            subject=gettext_noop("One person fewer in your session"),
            text=gettext_noop("%(name)s does not join your session on %(when)s. Your price stays as it is."),
            name=left.recipient.name,
            at=at,
        )


def _tell(session: Session, *, key: str, subject: str, text: str, name: str, at: datetime) -> None:
    member = session.recipient
    with translation.override(member.language):
        link = links.page_link("brokerage:session", session.pk)
        said = {"name": name, "when": when(session.starts_at, language=member.language)}
        post(
            member,
            key=key,
            subject=translation.gettext(subject),
            lines=[translation.gettext(text) % said, _("The session:\n%(link)s") % {"link": link}],
            about=("session", session.pk),
            at=at,
        )
