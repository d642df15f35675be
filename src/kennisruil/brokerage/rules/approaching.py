"""What stands against reaching somebody, waiting for something, or inviting somebody; with each nothing changes."""

from dataclasses import dataclass
from typing import ClassVar

from kennisruil.brokerage.rules.refusals import BrokerageRefusal

# Messages and wishes to be introduced that one person sends on one day.
MOST_A_DAY = 5
LONGEST_TEXT = 1000


@dataclass(unsafe_hash=True)
class EnoughForToday(BrokerageRefusal):
    """Somebody reached out to as many people today as one may."""

    code: ClassVar[str] = "enough_for_today"
    most: int


@dataclass(unsafe_hash=True)
class NotInDirectory(BrokerageRefusal):
    """The person does not show anything now, takes a pause, has left, or cannot be written to."""

    code: ClassVar[str] = "not_in_directory"


@dataclass(unsafe_hash=True)
class AsksAlready(BrokerageRefusal):
    """The office was asked already to introduce these two, and has not done so yet."""

    code: ClassVar[str] = "asks_already"


@dataclass(unsafe_hash=True)
class AlertRefused(BrokerageRefusal):
    """The alert cannot be kept; ``problem``: theme, words, about, rhythm, too_many or known."""

    code: ClassVar[str] = "alert_refused"
    problem: str


@dataclass(unsafe_hash=True)
class NotToInvite(BrokerageRefusal):
    """Somebody is not invited to give back now; ``state`` as ``inviting.invite_state`` says."""

    code: ClassVar[str] = "not_to_invite"
    state: str
