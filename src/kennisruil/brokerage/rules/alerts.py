"""What somebody hears of by mail: which alert an item meets, and when it is told. No Django."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

ABOUT = ("both", "needs", "offers")
RHYTHMS = ("now", "weekly")
MOST_ALERTS = 20
LONGEST_WORDS = 300
# What is older than this is no news: it is told to nobody any more.
NEWS_DAYS = 35
# How near own words must lie to an item, in spreads of what asks. Measured on the judged needs of tests/data/matching
# (own, development) with one statement as the words: 51 % and 50 % of what is told truly fits, 61 % and 58 % with what
# is adjacent, three in ten of all fits are told. Lower tells more and more by chance (3.0: 35 % and 39 %).
NEAR_FROM = 3.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An open need or an offer, with what it is about."""

    kind: str
    id: UUID
    owner_id: UUID
    text: str
    language: str
    since_on: date
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an alert waits for: a theme, or own words."""

    id: UUID
    member_id: UUID
    theme: str
    words: str
    language: str
    about: str
    rhythm: str
    since_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """An item for somebody, with the alert that met it."""

    item: Item
    alert: Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Peace:
    """Who is not told of something: left in peace, or not to be proposed to its owner."""

    paused: frozenset[UUID] = frozenset()
    avoided: Mapping[UUID, frozenset[UUID]] = field(default_factory=dict)


def may_be_told(*, alert: Wanted, item: Item, peace: Peace, today: date) -> bool:
    """Whether an item may be told to who waits: not one's own, of the kind asked for, news since, in peace."""
    is_wanted = alert.about == "both" or alert.about == f"{item.kind}s"
    is_own = alert.member_id == item.owner_id
    is_news = alert.since_on <= item.since_on and today <= item.since_on + timedelta(days=NEWS_DAYS)
    is_left_alone = alert.member_id in peace.paused or item.owner_id in peace.avoided.get(alert.member_id, frozenset())
    return is_wanted and is_news and not is_own and not is_left_alone


def is_met(*, alert: Wanted, item: Item, near: float | None, shares_a_word: bool) -> bool:
    """Whether an item meets an alert: by its theme, or for own words by meaning, or without a model by a word.

    ``near``: how near the words lie to the item, in spreads; None when there is no model.
    """
    if alert.theme:
        return alert.theme in item.themes
    return near >= NEAR_FROM if near is not None else shares_a_word


def told_now(news: Sequence[News], *, is_digest_day: bool) -> list[News]:
    """Keep what goes out at once, and on the day of the digest also the rest; each item once for each person.

    Who waits for an item both now and weekly hears of it now.
    """
    due = [one for one in news if one.alert.rhythm == "now" or is_digest_day]
    first: dict[tuple[UUID, UUID], News] = {}
    for one in sorted(due, key=lambda one: (one.alert.rhythm != "now", str(one.alert.id))):
        first.setdefault((one.alert.member_id, one.item.id), one)
    return list(first.values())


def letters_of(news: Sequence[News]) -> list[tuple[UUID, str, list[News]]]:
    """Put news in letters: one for each item told at once, one digest of the rest for each person."""
    letters: list[tuple[UUID, str, list[News]]] = []
    digests: dict[UUID, list[News]] = {}
    for one in news:
        if one.alert.rhythm == "now":
            letters.append((one.alert.member_id, "now", [one]))
        else:
            digests.setdefault(one.alert.member_id, []).append(one)
    return [*letters, *((member_id, "weekly", own) for member_id, own in digests.items())]
