"""What a gathering moves: who pays, who earns, and what stands in the way. No Django."""

from datetime import date
from enum import StrEnum

from kennisruil.shared.refusals import Refusal


class Kind(StrEnum):
    """What people attend."""

    WORKSHOP = "workshop"
    INFO_SESSION = "info_session"
    BOOTCAMP = "bootcamp"
    SOLUTION_LAB = "solution_lab"
    ROUND_TABLE = "round_table"


class State(StrEnum):
    """Where a gathering stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Seat(StrEnum):
    """Where one person's place stands."""

    ENROLLED = "enrolled"
    ATTENDED = "attended"
    ABSENT = "absent"
    WITHDRAWN = "withdrawn"


class Offer(StrEnum):
    """Where a contribution stands."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class GatheringFull(Refusal):
    """No place is left."""

    code = "gathering_full"

    def __init__(self, *, capacity: int) -> None:
        self.capacity = capacity
        super().__init__(capacity)


class GatheringClosed(Refusal):
    """The gathering is held or cancelled, so its places no longer change."""

    code = "gathering_closed"

    def __init__(self, *, state: str) -> None:
        self.state = state
        super().__init__(state)


class NotYetHeld(Refusal):
    """The day has not come: nobody can have attended."""

    code = "gathering_not_yet_held"

    def __init__(self, *, planned_on: date) -> None:
        self.planned_on = planned_on
        super().__init__(planned_on)


class DayHasPassed(Refusal):
    """The gathering is behind us: who had a place and who came is for the office to note."""

    code = "gathering_day_has_passed"

    def __init__(self, *, planned_on: date) -> None:
        self.planned_on = planned_on
        super().__init__(planned_on)


class AlreadyDecided(Refusal):
    """The office has answered this contribution before."""

    code = "contribution_decided"

    def __init__(self, *, state: str) -> None:
        self.state = state
        super().__init__(state)


class NothingToEarn(Refusal):
    """The item on the menu card gives nothing to who provides it, so it cannot be a contribution."""

    code = "contribution_earns_nothing"

    def __init__(self, *, item_code: str) -> None:
        self.item_code = item_code
        super().__init__(item_code)


def check_open(state: str) -> None:
    """Let pass what is planned. :raises GatheringClosed: held or cancelled; nothing changes."""
    if state != State.PLANNED:
        raise GatheringClosed(state=state)


def check_place(*, capacity: int, taken: int) -> None:
    """Let pass where a place is left; a capacity of 0 means no limit. :raises GatheringFull: none is."""
    if capacity and taken >= capacity:
        raise GatheringFull(capacity=capacity)


def check_held(*, planned_on: date, today: date) -> None:
    """Let pass from the day itself on. :raises NotYetHeld: it lies ahead; nothing is booked."""
    if today < planned_on:
        raise NotYetHeld(planned_on=planned_on)


def check_ahead(*, planned_on: date, today: date) -> None:
    """Let pass up to and on the day itself. :raises DayHasPassed: it lies behind; the place stays as it is."""
    if today > planned_on:
        raise DayHasPassed(planned_on=planned_on)


def supply_kind(*, costs: bool, has_provider: bool) -> str:
    """Name the row of the posting table: who attends pays (with a member who gives, or the office), or earns."""
    if not costs:
        return "attendance"
    return "member_workshop" if has_provider else "office_workshop"


def check_offered(state: str) -> None:
    """Let pass what waits for an answer. :raises AlreadyDecided: the office answered before; nothing changes."""
    if state != Offer.OFFERED:
        raise AlreadyDecided(state=state)
