"""Offers of members and what they follow: a fresh one, an old one, and two people who want to hear of news."""

from datetime import timedelta

from kennisruil.brokerage import actions as brokerage
from kennisruil.porting.demo.walk import Walk
from kennisruil.shared.ids import derived_id

_OFFERS = {
    "nl": (
        "Ik kom graag eens meekijken naar je kas of begroting, met koffie.",
        "Ik help verhuizen met mijn bestelwagen, ook op zondag.",
        "Ik lees je brief of folder na en maak hem korter.",
    ),
    "fr": ("Je relis volontiers vos courriers et je les rends plus clairs.",),
    "en": ("I gladly look over a text in English before it goes out.",),
}
_FOLLOWED = ("subsidies", "vrijwilligers-en-uurroosters", "klare-taal-en-pictogrammen")


def schedule(walk: Walk) -> None:
    """Put down an offer in the second week, which is old by the end of half a year, and some in the last weeks."""
    walk.on(walk.start_on + timedelta(days=9), offer, 0)
    for turn in (1, 2, 3):
        walk.on(max(walk.start_on, walk.until - timedelta(days=10 * turn)), offer, turn)
    walk.on(max(walk.start_on, walk.until - timedelta(days=30)), follow)


def offer(walk: Walk, turn: int) -> None:
    """Let somebody who is here offer something, in their own language."""
    people = sorted(walk.members)
    if not people:
        return
    person = people[turn * 5 % len(people)]
    language = walk.person(person).language
    said = _OFFERS.get(language, _OFFERS["nl"])
    brokerage.post_offer(
        id=derived_id(walk.network_id, "demo-offer", turn),
        member_id=walk.members[person],
        text=said[turn % len(said)],
        language=language,
        **walk.common(walk.by(person)),
    )


def follow(walk: Walk) -> None:
    """Let the first three people who are here follow a theme, one of them at once."""
    for turn, (person, theme) in enumerate(zip(sorted(walk.members), _FOLLOWED, strict=False)):
        brokerage.want_news(
            id=derived_id(walk.network_id, "demo-news", turn),
            member_id=walk.members[person],
            theme=theme,
            rhythm="weekly" if turn else "now",
            language=walk.person(person).language,
            **walk.common(walk.by(person)),
        )
