"""Mails of the gatherings room, in the reader's language, each with the calendar file of what it tells."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from kennisruil.gatherings.models import Gathering, Place
from kennisruil.network import queries as network
from kennisruil.shared.calendar_file import Appointment, calendar_file
from kennisruil.shared.files import keep_file
from kennisruil.shared.ids import derived_id
from kennisruil.shared.mail import post_mail
from kennisruil.shared.templatetags.kr import day

# What has no length on the menu card stands in calendars for two hours.
_USUAL_MINUTES = 120


def mail_place(place: Place, *, gathering: Gathering, at: datetime) -> None:
    """Tell who took a place when and where, with the calendar file; who comes back is told again."""
    with translation.override(place.member.language):
        _post(
            place,
            gathering,
            key=f"gathering-place:{place.pk}:{at.isoformat()}",
            subject=_("You have a place: %(title)s"),
            text=_(
                "Dear %(name)s\n\nYou have a place at “%(title)s” on %(day)s%(where)s.\n\nOpen the file with this mail "
                "to put it in your calendar. If you cannot come after all, give your place back before that day: "
                "then nothing is paid.\n\nSee you there\n%(network)s"
            ),
            at=at,
        )


def mail_cancelled(place: Place, *, gathering: Gathering, at: datetime) -> None:
    """Tell who had a place that it will not take place and that nothing is paid; calendars let go of it."""
    with translation.override(place.member.language):
        _post(
            place,
            gathering,
            key=f"gathering-cancelled:{place.pk}",
            subject=_("Cancelled: %(title)s"),
            text=_(
                "Dear %(name)s\n\n“%(title)s” on %(day)s is cancelled. You pay nothing: coins that were held for it "
                "are back on the account.\n\nSee you soon\n%(network)s"
            ),
            at=at,
            is_cancelled=True,
        )


def _post(
    place: Place, gathering: Gathering, *, key: str, subject: str, text: str, at: datetime, is_cancelled: bool = False
) -> None:
    if not place.member.email:
        return
    said = {
        "name": place.member.given_name,
        "title": gathering.title,
        "day": day(gathering.planned_on),
        "where": f", {gathering.place}" if gathering.place else "",
        "network": network.network_by_id(network_id=place.network_id).name,
    }
    post_mail(
        network_id=place.network_id,
        key=key,
        to=place.member.email,
        subject=subject % said,
        text=text % said,
        language=place.member.language,
        about=("gathering", gathering.pk),
        attachments=[_calendar(gathering, at=at, is_cancelled=is_cancelled)],
        at=at,
    )


def _calendar(gathering: Gathering, *, at: datetime, is_cancelled: bool) -> UUID:
    """Keep the calendar file: one for all who come, so that nobody's address goes to others."""
    office = network.setting(network_id=gathering.network_id, key="office.email", on=gathering.planned_on)
    appointment = Appointment(
        id=gathering.pk,
        revision=int(is_cancelled),
        starts_at=gathering.starts_at,
        ends_at=gathering.starts_at + timedelta(minutes=gathering.item.duration_minutes or _USUAL_MINUTES),
        summary=gathering.title,
        description=gathering.summary,
        place=gathering.place,
        organizer_email=office,
        attendees=(),
        stamped_at=at,
        is_cancelled=is_cancelled,
    )
    file = keep_file(
        network_id=gathering.network_id,
        id=derived_id(gathering.pk, "calendar", is_cancelled),
        name="gathering.ics",
        media_type="text/calendar",
        content=calendar_file(appointment),
        at=at,
    )
    return file.pk
