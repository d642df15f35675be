"""When both people are reminded of a session: the evening before, and some hours before."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

EVE, SOON = "eve", "soon"
_EVENING = time(18)
_HOURS_BEFORE = timedelta(hours=6)


def reminder_due(*, starts_at: datetime, at: datetime, zone: str) -> str | None:
    """Give ``eve`` from six in the evening of the day before, ``soon`` in the last six hours, else None.

    Instants are aware; the evening is that of ``zone``. Nothing once the session began.
    """
    if at >= starts_at:
        return None
    if starts_at - at <= _HOURS_BEFORE:
        return SOON
    local = starts_at.astimezone(ZoneInfo(zone))
    evening = datetime.combine(local.date() - timedelta(days=1), _EVENING, local.tzinfo)
    return EVE if at >= evening else None
