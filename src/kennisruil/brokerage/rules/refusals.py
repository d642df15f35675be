"""Every foreseen no of the brokerage room; with each of them nothing changes."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from kennisruil.shared.refusals import Refusal


class BrokerageRefusal(Refusal):
    """The brokerage room said no."""

    code: ClassVar[str] = "brokerage_refused"

    def __str__(self) -> str:
        return repr(self)


@dataclass(unsafe_hash=True)
class NotNow(BrokerageRefusal):
    """The step does not fit the present state: it was done before, or something else happened first."""

    code: ClassVar[str] = "not_now"
    verb: str
    state: str


@dataclass(unsafe_hash=True)
class NotYetHeld(BrokerageRefusal):
    """The day of the session has not come."""

    code: ClassVar[str] = "not_yet_held"
    held_on: date


@dataclass(unsafe_hash=True)
class Disputed(BrokerageRefusal):
    """Somebody says it did not take place, or wants to talk first; the office has a line about it."""

    code: ClassVar[str] = "disputed"
    session_id: UUID


@dataclass(unsafe_hash=True)
class DateHasPassed(BrokerageRefusal):
    """A new date lies before today."""

    code: ClassVar[str] = "date_has_passed"
    on: date


@dataclass(unsafe_hash=True)
class AlreadyTaken(BrokerageRefusal):
    """Somebody has another agreed session at that time. ``name`` of the person."""

    code: ClassVar[str] = "already_taken"
    name: str


@dataclass(unsafe_hash=True)
class PayerHasNoRoom(BrokerageRefusal):
    """A party that pays cannot, and somebody else hears it: how a party stands is told to itself and the office alone.

    For the office ``party`` is its name and ``short_by`` what is lacking in minor units, 0 when its account rests.
    """

    code: ClassVar[str] = "payer_has_no_room"
    party: str = ""
    short_by: int = 0


@dataclass(unsafe_hash=True)
class TextMissing(BrokerageRefusal):
    """A text that others need to understand what is asked is empty. ``field`` names it."""

    code: ClassVar[str] = "text_missing"
    field: str


@dataclass(unsafe_hash=True)
class LeftInPeace(BrokerageRefusal):
    """The person takes a pause and is proposed for nothing."""

    code: ClassVar[str] = "left_in_peace"
    member_id: UUID


@dataclass(unsafe_hash=True)
class AskedNotTo(BrokerageRefusal):
    """Two people are not proposed to each other, for one of them asked so. ``name`` of who receives."""

    code: ClassVar[str] = "asked_not_to"
    name: str


@dataclass(unsafe_hash=True)
class GradeUnknown(BrokerageRefusal):
    """A fit is judged from 0 to 3."""

    code: ClassVar[str] = "grade_unknown"
    grade: int


@dataclass(unsafe_hash=True)
class AlreadyListed(BrokerageRefusal):
    """The person is on the list of this need already, or answered before."""

    code: ClassVar[str] = "already_listed"
    member_id: UUID


@dataclass(unsafe_hash=True)
class NobodyLeft(BrokerageRefusal):
    """Nobody on the list is still to be asked."""

    code: ClassVar[str] = "nobody_left"
    need_id: UUID


@dataclass(unsafe_hash=True)
class SamePerson(BrokerageRefusal):
    """Nobody helps themselves, and no party pays itself."""

    code: ClassVar[str] = "same_person"
    id: UUID


@dataclass(unsafe_hash=True)
class SharesWrong(BrokerageRefusal):
    """The shares of the paying parties do not add up to the price, in minor units, or one is nil."""

    code: ClassVar[str] = "shares_wrong"
    price: int
    sum: int


@dataclass(unsafe_hash=True)
class ItemNotASession(BrokerageRefusal):
    """The item of the menu card is not a session."""

    code: ClassVar[str] = "item_not_a_session"
    item_code: str


@dataclass(unsafe_hash=True)
class TooManyRecipients(BrokerageRefusal):
    """The price cannot be split over so many people."""

    code: ClassVar[str] = "too_many_recipients"
    recipients: int


@dataclass(unsafe_hash=True)
class MovesWithOthers(BrokerageRefusal):
    """A session with several recipients takes another date through who gives or the office only."""

    code: ClassVar[str] = "moves_with_others"
    session_id: UUID


@dataclass(unsafe_hash=True)
class HalfDayGone(BrokerageRefusal):
    """The half-day that was chosen is not free any more, or never was."""

    code: ClassVar[str] = "half_day_gone"
    name: str


@dataclass(unsafe_hash=True)
class BookedMeanwhile(BrokerageRefusal):
    """The other was a moment earlier: a session is proposed already. ``on`` its day."""

    code: ClassVar[str] = "booked_meanwhile"
    session_id: UUID
    on: date


@dataclass(unsafe_hash=True)
class GivesEnough(BrokerageRefusal):
    """The person has no room for another session this month or quarter. ``name``; ``most`` a ``per``."""

    code: ClassVar[str] = "gives_enough"
    name: str
    most: int
    per: str


@dataclass(unsafe_hash=True)
class CapacityUnknown(BrokerageRefusal):
    """Somebody wants to give from one session on, a month or a quarter."""

    code: ClassVar[str] = "capacity_unknown"
    most: int


@dataclass(unsafe_hash=True)
class HasRoom(BrokerageRefusal):
    """There is nothing to wait for: the person can be asked now."""

    code: ClassVar[str] = "has_room"
    name: str
