"""Which ways of reaching a person others see: what they show to all, and what whoever they meet gets. No Django."""

from dataclasses import dataclass
from typing import Protocol


class Reachable(Protocol):
    """A person with the ways of reaching them and what they said of each."""

    phone: str
    email: str
    shows_phone: bool
    shows_email: bool
    shares_when_met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The ways that are shown; an empty text is none."""

    phone: str = ""
    email: str = ""

    def __bool__(self) -> bool:
        return bool(self.phone or self.email)


def ways_to_reach(person: Reachable, *, have_met: bool = False) -> Ways:
    """Give the ways another member sees; ``have_met``: they agreed on a session, or the person lets them call.

    Nothing is shown by itself (GDPR, article 25, paragraph 2): a person says what all may see. Whom they agreed to
    meet gets both, for that is needed to meet, unless the person said no to that too.
    """
    shares = have_met and person.shares_when_met
    return Ways(
        phone=person.phone if person.shows_phone or shares else "",
        email=person.email if person.shows_email or shares else "",
    )
