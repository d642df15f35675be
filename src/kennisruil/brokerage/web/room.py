"""Whether people have room and time, as notes beside the other reasons on the broker's page."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisruil.brokerage import queries
from kennisruil.brokerage.rules.capacity import MONTH, Room
from kennisruil.brokerage.web.halves import text_of


def notes_of_room(
    *, network_id: UUID, member_ids: Collection[UUID], asker_id: UUID, on: date, at: datetime
) -> dict[UUID, dict[str, Any]]:
    """Say for each of some people what is left of what they want to give, and when they have time first."""
    ids = list(member_ids)
    rooms = queries.rooms_of(network_id=network_id, member_ids=ids, on=on)
    free = queries.free_half_days(network_id=network_id, member_ids=[*ids, asker_id], at=at)
    notes: dict[UUID, dict[str, Any]] = {}
    for member_id in ids:
        both = [one for one in free[member_id] if one in free[asker_id]]
        said = [full_text(rooms[member_id])] if rooms[member_id].is_full else []
        if both:
            said.append(_("Free together with the asker on %(when)s.") % {"when": text_of(both[0])})
        elif free[member_id]:
            said.append(_("Free on %(when)s.") % {"when": text_of(free[member_id][0])})
        notes[member_id] = {"room_notes": said, "is_full": rooms[member_id].is_full}
    return notes


def full_text(room: Room) -> str:
    """Say that somebody gives what they wanted to."""
    most = room.most or 0
    if room.per == MONTH:
        return ngettext(
            "Has their %(count)s session of this month: it is what they want to give.",
            "Has their %(count)s sessions of this month: it is what they want to give.",
            most,
        ) % {"count": most}
    return ngettext(
        "Has their %(count)s session of this quarter: it is what they want to give.",
        "Has their %(count)s sessions of this quarter: it is what they want to give.",
        most,
    ) % {"count": most}
