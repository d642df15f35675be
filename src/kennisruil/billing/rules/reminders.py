"""When somebody is reminded: of what is due in three polite steps, and, apart and kinder, of what is still to give."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol
from uuid import UUID

from kennisruil.shared.asks import Ask

STEPS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Days after the due day for each step, and the least amount in cents that is worth a mail."""

    after_days: tuple[int, int, int]
    least_cents: int

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> "Pace":
        """Read the pace from a network's decisions."""
        names = (("first", 7), ("second", 21), ("third", 42))
        days = [int(settings.get(f"reminders.{name}_after_days", usual)) for name, usual in names]
        return cls(after_days=(days[0], days[1], days[2]), least_cents=int(settings.get("reminders.least_cents", 100)))


def next_step(*, due_on: date, sent: Mapping[int, date], today: date, pace: Pace) -> int | None:
    """Give the step that is to be taken today for a claim that fell due on ``due_on``; None for not yet, or no more.

    ``sent`` says when each earlier step was taken. Steps never bunch: however late the first one went, the days between
    two steps stay.
    """
    step = len(sent) + 1
    if step > STEPS:
        return None
    days = pace.after_days[step - 1]
    if today < due_on + timedelta(days=days):
        return None
    if step > 1 and today < max(sent.values()) + timedelta(days=max(1, days - pace.after_days[step - 2])):
        return None
    return step


def less_what_is_owed(due: Sequence[int], *, owed_cents: int) -> list[int]:
    """Take what the operator owes the other way off what is due, the oldest first."""
    found = []
    for cents in due:
        taken = min(cents, owed_cents)
        found.append(cents - taken)
        owed_cents -= taken
    return found


def gives_again_on(*, last_on: date | None, since_on: date, after_days: int, again_days: int) -> date:
    """Give the first day on which somebody may hear again who could use what they know."""
    first = since_on + timedelta(days=after_days)
    return first if last_on is None else max(first, last_on + timedelta(days=again_days))


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """Something somebody could give: what is looked for, why it fits (both in their words), and its page."""

    text: str
    reason: str
    url: str


class GivingAnswer(Protocol):
    """Tells for several people what they could give now; nobody for whom nothing fits is in the answer."""

    def __call__(self, *, network_id: UUID, member_ids: Collection[UUID]) -> Mapping[UUID, Sequence[Idea]]: ...


giving_ideas: Ask[GivingAnswer] = Ask("giving_ideas")
