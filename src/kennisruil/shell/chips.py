"""States and how they look: a tone, an icon and a word; the word always stands there."""

from dataclasses import dataclass

from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Chip:
    """``tone``: calm, waits, good, stop or quiet; ``icon``: a name in the sprite; ``word``: translated."""

    tone: str
    icon: str
    word: object


_STATES: dict[str, Chip] = {
    # The path of a session.
    "need": Chip("waits", "need", pgettext_lazy("state", "Need")),
    "open": Chip("waits", "need", pgettext_lazy("state", "Still open")),
    "listed": Chip("calm", "people", pgettext_lazy("state", "List drawn up")),
    "not_asked": Chip("quiet", "clock", pgettext_lazy("state", "Not asked yet")),
    "says_yes": Chip("good", "check", pgettext_lazy("state", "Says yes")),
    "other_date": Chip("calm", "calendar", pgettext_lazy("state", "Yes, at another time")),
    "card_given": Chip("good", "phone", pgettext_lazy("state", "Card given")),
    "proposed": Chip("waits", "mail", pgettext_lazy("state", "Proposed")),
    "accepted": Chip("calm", "check", pgettext_lazy("state", "Accepted")),
    "planned": Chip("calm", "calendar", pgettext_lazy("state", "Planned")),
    "agreed": Chip("calm", "calendar", pgettext_lazy("state", "Agreed")),
    "moved": Chip("calm", "calendar", pgettext_lazy("state", "Moved")),
    "half_confirmed": Chip("waits", "clock", pgettext_lazy("state", "Half confirmed")),
    "held": Chip("good", "check", pgettext_lazy("state", "Held")),
    "documented": Chip("good", "document", pgettext_lazy("state", "Documented")),
    "answered": Chip("good", "check", pgettext_lazy("state", "Answered")),
    "declined": Chip("quiet", "cross", pgettext_lazy("state", "Said no")),
    "silent": Chip("quiet", "clock", pgettext_lazy("state", "No answer")),
    "withdrawn": Chip("quiet", "undo", pgettext_lazy("state", "Withdrawn")),
    "cancelled": Chip("quiet", "cross", pgettext_lazy("state", "Cancelled")),
    "no_show": Chip("stop", "warning", pgettext_lazy("state", "Did not come")),
    "disputed": Chip("stop", "warning", pgettext_lazy("state", "Under discussion")),
    # Documents and money.
    "draft": Chip("quiet", "edit", pgettext_lazy("state", "Draft")),
    "waits_for_acceptance": Chip("waits", "clock", pgettext_lazy("state", "Waits for acceptance")),
    "issued": Chip("calm", "document", pgettext_lazy("state", "Issued")),
    "sent": Chip("calm", "mail", pgettext_lazy("state", "Sent")),
    "delivered": Chip("good", "check", pgettext_lazy("state", "Delivered")),
    "part_paid": Chip("waits", "coins", pgettext_lazy("state", "Partly settled")),
    "paid": Chip("good", "check", pgettext_lazy("state", "Paid")),
    "settled": Chip("good", "check", pgettext_lazy("state", "Settled")),
    "due": Chip("waits", "clock", pgettext_lazy("state", "Due")),
    "overdue": Chip("stop", "warning", pgettext_lazy("state", "Overdue")),
    "corrected": Chip("quiet", "undo", pgettext_lazy("state", "Corrected")),
    "refused": Chip("stop", "cross", pgettext_lazy("state", "Refused")),
    "failed": Chip("stop", "warning", pgettext_lazy("state", "Did not work")),
    # Months and jobs.
    "open_month": Chip("calm", "calendar", pgettext_lazy("state", "Month is open")),
    "month_due": Chip("waits", "clock", pgettext_lazy("state", "Close before the 15th")),
    "month_overdue": Chip("stop", "warning", pgettext_lazy("state", "Past the 15th")),
    "closed": Chip("good", "lock", pgettext_lazy("state", "Closed")),
    "waiting": Chip("waits", "clock", pgettext_lazy("state", "Waiting")),
    "doubtful": Chip("waits", "warning", pgettext_lazy("state", "Perhaps sent")),
    "running": Chip("calm", "clock", pgettext_lazy("state", "Running")),
    "done": Chip("good", "check", pgettext_lazy("state", "Done")),
    "undone": Chip("quiet", "undo", pgettext_lazy("state", "Undone")),
    # People and parties.
    "active": Chip("good", "check", pgettext_lazy("state", "Active")),
    "invited": Chip("waits", "mail", pgettext_lazy("state", "Invited")),
    "paused": Chip("quiet", "clock", pgettext_lazy("state", "Taking a break")),
    "leaving": Chip("waits", "leave", pgettext_lazy("state", "Leaving")),
    "left": Chip("quiet", "leave", pgettext_lazy("state", "Left")),
    # Rows of an import.
    "new": Chip("good", "plus", pgettext_lazy("state", "New")),
    "update": Chip("calm", "edit", pgettext_lazy("state", "Update")),
    "merge": Chip("waits", "merge", pgettext_lazy("state", "Merge")),
    "same": Chip("quiet", "check", pgettext_lazy("state", "Unchanged")),
    # Marks.
    "outside": Chip("waits", "star", pgettext_lazy("state", "Outside the job")),
    "confidential": Chip("quiet", "lock", pgettext_lazy("state", "In confidence")),
    "late": Chip("stop", "clock", pgettext_lazy("state", "Late")),
}


def chip_of(state: str) -> Chip:
    """Give the look of a state; an unknown one is shown as it is written."""
    return _STATES.get(state) or Chip("quiet", "info", state.replace("_", " ").capitalize())


def known_states() -> list[str]:
    """List every state that has a look of its own."""
    return list(_STATES)
