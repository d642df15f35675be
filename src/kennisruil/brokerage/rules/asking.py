"""The list of a need: who is asked, in which order, what each answer means, and what waits.

A need is ``open`` until a session is arranged (``matched``); held, it is ``met``; ``withdrawn`` by who asked.
A person on the list is ``listed``, then ``asked``; answers are ``yes``, ``no``, ``other_date``; no answer in time is
``silent``; ``withdrawn`` when somebody else was found. At most one is asked at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from kennisruil.brokerage.rules.refusals import NobodyLeft, NotNow

NEED_STATES = ("open", "matched", "met", "withdrawn")
PROPOSAL_STATES = ("listed", "asked", "yes", "other_date", "no", "silent", "withdrawn")
ANSWERS = ("yes", "no", "other_date")
OFFICE = "office"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A person on the list, by position; ``since_on``: the day the present state began."""

    id: UUID
    member_id: UUID
    state: str
    since_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedWait:
    """Something to do about a need. ``kind``: find, ask_first, list_empty, arrange, answer_proposal."""

    kind: str
    who: str | UUID
    since_on: date
    is_overdue: bool = False


def next_to_ask(people: Sequence[Listed], *, need_id: UUID) -> Listed:
    """Give the first who is still to be asked. :raises NotNow: somebody's answer is awaited, or one said yes.

    :raises NobodyLeft: the list is empty.
    """
    busy = next((person for person in people if person.state in ("asked", "yes", "other_date")), None)
    if busy:
        raise NotNow(verb="ask_next", state=busy.state)
    found = next((person for person in people if person.state == "listed"), None)
    if found is None:
        raise NobodyLeft(need_id=need_id)
    return found


def check_answer(state: str, answer: str) -> None:
    """Let an answer through: the first one, a yes after silence or another date, a no after any of them.

    :raises NotNow: somebody else was found meanwhile, or the same was said before.
    """
    allowed = {
        "asked": ("yes", "no", "other_date"),
        "silent": ("yes", "no", "other_date"),
        "other_date": ("yes", "no"),
        "yes": ("no", "other_date"),
        "no": ("yes", "other_date"),
    }
    if answer not in allowed.get(state, ()):
        raise NotNow(verb=f"answer_{answer}", state=state)


def is_silent(person: Listed, *, today: date, ask_next_after_days: int) -> bool:
    """Whether the wait for an answer has lasted long enough to ask the next."""
    return person.state == "asked" and today >= person.since_on + timedelta(days=ask_next_after_days)


def need_waits(
    *, state: str, since_on: date, people: Sequence[Listed], today: date, ask_next_after_days: int
) -> tuple[NeedWait, ...]:
    """Name what waits about a need. An open need always waits for somebody; a matched one is its session's care."""
    if state != "open":
        return ()
    for person in people:
        if person.state in ("yes", "other_date"):
            return (NeedWait(kind="arrange", who=OFFICE, since_on=person.since_on),)
    for person in people:
        if person.state == "asked":
            is_late = is_silent(person, today=today, ask_next_after_days=ask_next_after_days)
            waits = NeedWait(kind="answer_proposal", who=person.member_id, since_on=person.since_on, is_overdue=is_late)
            late = NeedWait(kind="silent", who=OFFICE, since_on=person.since_on, is_overdue=True)
            return (waits, late) if is_late else (waits,)
    if any(person.state == "listed" for person in people):
        return (NeedWait(kind="ask_first", who=OFFICE, since_on=since_on),)
    last = max((person.since_on for person in people), default=since_on)
    kind = "list_empty" if people else "find"
    return (NeedWait(kind=kind, who=OFFICE, since_on=last, is_overdue=today > last + timedelta(days=14)),)
