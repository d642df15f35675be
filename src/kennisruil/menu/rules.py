"""What a menu card is: items with a signed number of coins per role, and when a card may be published. No Django."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kennisruil.shared.languages import LANGUAGES
from kennisruil.shared.refusals import Refusal

KINDS = (
    "session",
    "workshop",
    "office_workshop",
    "article",
    "case",
    "bootcamp",
    "panel",
)
DOCUMENT_RULES = ("sale", "purchase", "grant")
MARGIN_BEARERS = ("operator", "nobody")
# A session costs somebody something; a price beyond this is a slip of the keyboard (a thousand coins at scale 2).
MOST_COINS_MINOR = 100_000


class CardInThePast(Refusal):
    """A card would change prices of a day that has passed, or of a later card that stands."""

    code = "card_in_the_past"

    def __init__(self, *, holds_from: date, earliest_on: date) -> None:
        self.holds_from, self.earliest_on = holds_from, earliest_on
        super().__init__(holds_from)


class CardIncomplete(Refusal):
    """An item of the card cannot be: ``code_of_item`` names it, ``problem`` is a stable word."""

    code = "card_incomplete"

    def __init__(self, *, code_of_item: str, problem: str) -> None:
        self.code_of_item, self.problem = code_of_item, problem
        super().__init__(f"{code_of_item}: {problem}")


class ItemUnknown(Refusal):
    """No card in force on the day has the item."""

    code = "item_unknown"

    def __init__(self, *, item_code: str, on: date) -> None:
        self.item_code, self.on = item_code, on
        super().__init__(item_code)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One service. Coins are signed minor units as each role feels them: ``-200`` costs two coins, ``+200`` earns two.

    ``budget_minor_per_year`` bounds what the network's own account bears for it in a year (None: only the network's
    own budget counts); at ``alarm_percent`` of it the office is told. ``duration_minutes`` proposes an end.
    """

    code: str
    kind: str
    recipient_coins: int
    provider_coins: int
    margin_bearer: str = "operator"
    document_rule: str = "sale"
    names: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    budget_minor_per_year: int | None = None
    alarm_percent: int = 80
    duration_minutes: int = 0


def item_from(data: Mapping[str, Any]) -> ItemLine:
    """Read an item as the shipped card and the form write it. :raises CardIncomplete: a field is missing or unknown."""
    try:
        return ItemLine(**data)
    except TypeError as error:
        raise CardIncomplete(code_of_item=str(data.get("code", "")), problem="fields") from error


def margin_minor(item: ItemLine, *, recipients: int = 1) -> int:
    """Give what the network's own account gains (+) or bears (−) when ``recipients`` people attend one such service."""
    return -(item.recipient_coins * recipients + item.provider_coins)


def check_items(items: Sequence[ItemLine]) -> None:
    """Let through a card whose every item can be charged. :raises CardIncomplete: naming the first that cannot."""
    if not items:
        raise CardIncomplete(code_of_item="", problem="empty")
    for code, times in Counter(item.code for item in items).items():
        if times > 1:
            raise CardIncomplete(code_of_item=code, problem="twice")
    for item in items:
        problem = next(_problems(item), None)
        if problem:
            raise CardIncomplete(code_of_item=item.code, problem=problem)


def _problems(item: ItemLine) -> Iterator[str]:
    checks = {
        "code": item.code.replace("_", "").isalnum() and item.code == item.code.lower() and len(item.code) <= 40,
        "kind": item.kind in KINDS,
        "document_rule": item.document_rule in DOCUMENT_RULES,
        "margin_bearer": item.margin_bearer in MARGIN_BEARERS,
        "name": all(item.names.get(language, "").strip() for language in LANGUAGES),
        "amount": max(abs(item.recipient_coins), abs(item.provider_coins)) <= MOST_COINS_MINOR,
        "nothing": bool(item.recipient_coins or item.provider_coins),
        "session": item.kind != "session" or (item.recipient_coins < 0 < item.provider_coins),
        "margin": item.margin_bearer != "nobody" or margin_minor(item) == 0,
        "alarm": 1 <= item.alarm_percent <= 100,
    }
    return (problem for problem, is_right in checks.items() if not is_right)


def check_holds_from(*, holds_from: date, today: date, latest_from: date | None) -> None:
    """Let a card through that leaves the past as it was.

    The first card of a network may hold from any day; a next one from today on, and later than the card that stands.
    :raises CardInThePast: otherwise.
    """
    if latest_from is None:
        return
    earliest = max(today, date.fromordinal(latest_from.toordinal() + 1))
    if holds_from < earliest:
        raise CardInThePast(holds_from=holds_from, earliest_on=earliest)


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetState:
    """How much of a yearly coin budget is used; amounts in minor units."""

    budget_minor: int
    used_minor: int
    is_alarming: bool
    is_spent: bool


def budget_state(*, budget_minor: int, used_minor: int, alarm_percent: int = 80) -> BudgetState:
    """Weigh what the network bore this year against its budget; a budget of nil alarms at the first coin."""
    return BudgetState(
        budget_minor=budget_minor,
        used_minor=used_minor,
        is_alarming=used_minor > 0 and used_minor * 100 >= budget_minor * alarm_percent,
        is_spent=used_minor > budget_minor,
    )
