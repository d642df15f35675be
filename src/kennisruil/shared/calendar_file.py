"""A calendar file: one event in UTC, with its own id and a number that grows with each change."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from icalendar import Calendar, Event, vCalAddress, vText


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """What stands in the calendar. Instants are aware UTC; ``revision`` grows with each change of what it tells."""

    id: UUID
    revision: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    description: str
    place: str
    organizer_email: str
    attendees: tuple[tuple[str, str], ...]
    stamped_at: datetime
    is_cancelled: bool = False


def calendar_file(appointment: Appointment) -> bytes:
    """Write the iCalendar file (RFC 5545); times are UTC, so that no reader needs a time-zone table of ours."""
    calendar = Calendar()
    calendar.add("prodid", "-//Kennisruil//calendar//")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if appointment.is_cancelled else "PUBLISH")
    calendar.add_component(_event(appointment))
    return bytes(calendar.to_ical())


def _event(appointment: Appointment) -> Event:
    event = Event()
    event.add("uid", f"{appointment.id}@kennisruil")
    event.add("sequence", appointment.revision)
    event.add("dtstamp", appointment.stamped_at)
    event.add("dtstart", appointment.starts_at)
    event.add("dtend", appointment.ends_at)
    event.add("summary", appointment.summary)
    event.add("description", appointment.description)
    event.add("status", "CANCELLED" if appointment.is_cancelled else "CONFIRMED")
    if appointment.place:
        event.add("location", appointment.place)
    if appointment.organizer_email:
        event.add("organizer", vCalAddress(f"mailto:{appointment.organizer_email}"))
    for name, email in appointment.attendees:
        attendee = vCalAddress(f"mailto:{email}")
        attendee.params["cn"] = vText(name)
        event.add("attendee", attendee, encode=False)
    return event
