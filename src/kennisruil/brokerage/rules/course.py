"""The course of a session: its states, what each step makes of them, and who has to do what next.

``proposed`` → both accept → ``agreed`` → the day after: ``asked`` → both say so, or five quiet days → ``held``.
``moved`` is agreed with a new date that waits for a yes. ``disputed`` and ``no_show`` wait for the office.
``held`` and ``cancelled`` are final here; the euro document of what was held is billing's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from kennisruil.brokerage.rules.refusals import DateHasPassed, NotNow, NotYetHeld

SIDES = ("recipient", "provider")
OFFICE = "office"
STATES = ("proposed", "agreed", "moved", "asked", "disputed", "no_show", "held", "cancelled")
FINAL = ("held", "cancelled")
# The coins are held aside in these: both sides agreed once.
RESERVED = ("agreed", "moved", "asked", "disputed", "no_show")
# Both agreed once and nobody called it off: they may know how to reach each other.
MET = (*RESERVED, "held")
# Somebody more may receive along: nobody was asked yet whether it took place.
TAKES_MORE = ("proposed", "agreed", "moved")
ANSWERS = ("held", "not_held", "talk")


def other(side: str) -> str:
    """Give the other side."""
    return SIDES[1 - SIDES.index(side)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How long each wait lasts, in days: until silence counts as held, until a quiet one is chased."""

    held_after_days: int = 5
    chase_after_days: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Where a session stands. ``since_on``: the day the state began; ``accepted``: sides that said yes to this date."""

    state: str
    held_on: date
    since_on: date
    accepted: frozenset[str] = frozenset()
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_final(self) -> bool:
        """Nothing more happens to it here."""
        return self.state in FINAL


def _allow(course: Course, verb: str, *states: str) -> None:
    if course.state not in states:
        raise NotNow(verb=verb, state=course.state)


def accept(course: Course, *, side: str, today: date) -> Course:
    """Say yes to what it means and to the date; the second yes makes it agreed. :raises NotNow: nothing to accept."""
    _allow(course, "accept", "proposed", "moved")
    if side in course.accepted:
        raise NotNow(verb="accept", state="accepted")
    accepted = course.accepted | {side}
    if accepted == set(SIDES):
        return replace(course, state="agreed", since_on=today, accepted=accepted)
    return replace(course, accepted=accepted)


def decline(course: Course, *, today: date) -> Course:
    """Say no to what was proposed: it ends, coins come free, the need is open again.

    :raises NotNow: nothing to decline.
    """
    _allow(course, "decline", "proposed", "moved")
    return replace(course, state="cancelled", since_on=today)


def move(course: Course, *, to: date, mover: str, today: date) -> Course:
    """Take another date; whoever moves it agrees with it, the other side is asked (both, when the office moves it).

    :raises NotNow: it is over. :raises DateHasPassed: ``to`` lies before today.
    """
    _allow(course, "move", *(state for state in STATES if state not in FINAL))
    if to < today:
        raise DateHasPassed(on=to)
    state = "moved" if course.state in RESERVED else "proposed"
    accepted = frozenset({mover}) & set(SIDES)
    return Course(state=state, held_on=to, since_on=today, accepted=frozenset(accepted))


def cancel(course: Course, *, today: date) -> Course:
    """Call it off; what was held aside comes free. :raises NotNow: it is over."""
    _allow(course, "cancel", *(state for state in STATES if state not in FINAL))
    return replace(course, state="cancelled", since_on=today)


def ask(course: Course, *, today: date) -> Course:
    """Ask both whether it took place, from the day after on.

    :raises NotNow: not agreed.
    :raises NotYetHeld: too early.
    """
    _allow(course, "ask", "agreed")
    if today <= course.held_on:
        raise NotYetHeld(held_on=course.held_on)
    return replace(course, state="asked", since_on=today)


def answer(course: Course, *, side: str, said: str, today: date) -> Course:
    """Hear whether it took place, from its day on: ``held``, ``not_held`` or ``talk``.

    Both ``held``: held. Both ``not_held``: cancelled. Otherwise one ``held`` waits for the other, anything else is the
    office's to settle; an answer may be changed until it is. :raises NotNow, NotYetHeld: no answer is awaited.
    """
    _allow(course, "answer", "agreed", "asked", "disputed")
    if today < course.held_on:
        raise NotYetHeld(held_on=course.held_on)
    answers = {**course.answers, side: said}
    said_by_both = set(answers.values()) if set(answers) == set(SIDES) else set()
    if said_by_both == {"held"}:
        state = "held"
    elif said_by_both == {"not_held"}:
        state = "cancelled"
    else:
        state = "asked" if set(answers.values()) == {"held"} else "disputed"
    since_on = course.since_on if state == course.state else today
    return replace(course, state=state, since_on=since_on, answers=answers)


def report_no_show(course: Course, *, today: date) -> Course:
    """Note that one side did not come; the office decides what it means. :raises NotNow, NotYetHeld: not possible."""
    _allow(course, "report_no_show", "agreed", "asked", "disputed")
    if today < course.held_on:
        raise NotYetHeld(held_on=course.held_on)
    return replace(course, state="no_show", since_on=today)


def decide(course: Course, *, is_held: bool, today: date) -> Course:
    """Let the office settle it: held (coins move) or not (coins come free). :raises NotNow: nothing to settle."""
    _allow(course, "decide", "disputed", "no_show")
    return replace(course, state="held" if is_held else "cancelled", since_on=today)


def counts_as_held_on(course: Course, *, terms: Terms) -> date:
    """Give the day from which an unanswered question counts as a yes."""
    return course.since_on + timedelta(days=terms.held_after_days)


def pass_quietly(course: Course, *, today: date, terms: Terms) -> Course:
    """Take silence for a yes, some days after asking. :raises NotNow: not asked, or too early."""
    _allow(course, "pass_quietly", "asked")
    if today < counts_as_held_on(course, terms=terms):
        raise NotNow(verb="pass_quietly", state="asked")
    return replace(course, state="held", since_on=today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Something somebody has to do.

    ``kind``: accept, accept_date, passed, meet, answer, chase, chase_answer, decide; ``who``: a side or the office.
    """

    kind: str
    who: str
    since_on: date
    is_overdue: bool = False


def waits(course: Course, *, today: date, terms: Terms) -> tuple[Wait, ...]:
    """Name everything that waits in a session. Nothing final waits; whatever is not final waits for somebody."""
    if course.is_final:
        return ()
    if course.state in ("disputed", "no_show"):
        return (Wait(kind="decide", who=OFFICE, since_on=course.since_on, is_overdue=True),)
    if course.state in ("proposed", "moved"):
        return _waits_for_yes(course, today=today, terms=terms)
    has_passed = today > course.held_on
    kind, since_on = ("answer", course.held_on + timedelta(days=1)) if has_passed else ("meet", course.since_on)
    own = tuple(Wait(kind=kind, who=side, since_on=since_on) for side in SIDES if side not in course.answers)
    is_late = has_passed and today > course.held_on + timedelta(days=terms.held_after_days + terms.chase_after_days)
    # The daily job passes quiet sessions; should it not run, the office sees it.
    return (
        (*own, Wait(kind="chase_answer", who=OFFICE, since_on=since_on, is_overdue=True)) if is_late or not own else own
    )


def _waits_for_yes(course: Course, *, today: date, terms: Terms) -> tuple[Wait, ...]:
    if today > course.held_on:
        # No yes came in time: both choose another date or call it off, and the office hears of it.
        since_on = course.held_on + timedelta(days=1)
        return tuple(Wait(kind="passed", who=who, since_on=since_on, is_overdue=True) for who in (*SIDES, OFFICE))
    kind = "accept" if course.state == "proposed" else "accept_date"
    is_late = today >= course.since_on + timedelta(days=terms.chase_after_days)
    own = tuple(
        Wait(kind=kind, who=side, since_on=course.since_on, is_overdue=is_late)
        for side in SIDES
        if side not in course.accepted
    )
    # On the day itself a call in the morning can still save it; the day after it is too late for that.
    if not is_late and today < course.held_on:
        return own
    return (*own, Wait(kind="chase", who=OFFICE, since_on=course.since_on, is_overdue=is_late))
