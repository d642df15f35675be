"""The directory: whom members find, with what all may read; who takes a pause or asked not to is left out."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kennisruil.brokerage.models import Approach, Need
from kennisruil.brokerage.queries.willing import avoided_by, paused_on
from kennisruil.matching import queries as matching
from kennisruil.matching.models import KnowHow
from kennisruil.matching.rules.theming import fields
from kennisruil.network.models import Member


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeCount:
    """A theme with how many people can help, and how many open needs carry it."""

    key: str
    people: int
    needs: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCount:
    """A field of know-how with its themes that hold anything."""

    key: str
    names: dict[str, str]
    themes: list[ThemeCount]

    @property
    def people(self) -> int:
        """The places people take in its themes; somebody in two themes takes two."""
        return sum(theme.people for theme in self.themes)

    @property
    def needs(self) -> int:
        """The places open needs take in its themes."""
        return sum(theme.needs for theme in self.themes)


def hidden_from(*, network_id: UUID, viewer_id: UUID, on: date) -> set[UUID]:
    """Give whom a member does not find: who takes a pause, and who is not to be proposed to them."""
    return paused_on(network_id=network_id, on=on) | avoided_by(network_id=network_id, member_id=viewer_id)


def is_in_directory(*, network_id: UUID, member_id: UUID, viewer_id: UUID, on: date) -> bool:
    """Whether a member finds another: who shows something, is here, and is not left in peace."""
    if member_id in hidden_from(network_id=network_id, viewer_id=viewer_id, on=on):
        return False
    return matching.shows_something(network_id=network_id, member_id=member_id)


def find_in_directory(*, network_id: UUID, viewer_id: UUID, text: str, language: str, on: date) -> list[matching.Found]:
    """Find people for a member by meaning, words and names; the viewer, who is hidden and who left never appear."""
    hidden = hidden_from(network_id=network_id, viewer_id=viewer_id, on=on)
    return matching.find_members(network_id=network_id, text=text, language=language, exclude={*hidden, viewer_id})


def people_under(
    *, network_id: UUID, viewer_id: UUID, themes: list[str], on: date
) -> list[tuple[Member, list[KnowHow]]]:
    """List the people who say something under any of some themes, by name, with what they say."""
    hidden = hidden_from(network_id=network_id, viewer_id=viewer_id, on=on)
    rows = matching.statements_under(network_id=network_id, themes=themes, exclude={*hidden, viewer_id})
    found: dict[UUID, tuple[Member, list[KnowHow]]] = {}
    for row in rows:
        found.setdefault(row.member_id, (row.member, []))[1].append(row)
    return list(found.values())


def fields_of_directory(*, network_id: UUID, viewer_id: UUID, on: date) -> list[FieldCount]:
    """Count the people a member finds under each theme, by field; empty ones are left out."""
    hidden = hidden_from(network_id=network_id, viewer_id=viewer_id, on=on)
    people = matching.people_per_theme(network_id=network_id, exclude={*hidden, viewer_id})
    return _by_field(people, {})


def theme_overview(*, network_id: UUID) -> tuple[list[FieldCount], int]:
    """Count open needs and people for each theme, by field, for the office; and how many needs carry no theme."""
    open_needs = list(
        Need.objects.filter(network_id=network_id, state="open").order_by("pk").values_list("pk", flat=True)[:5000]
    )
    themed = matching.themes_of(network_id=network_id, kind="need", ids=open_needs)
    needs: dict[str, int] = {}
    for keys in themed.values():
        for key in keys:
            needs[key] = needs.get(key, 0) + 1
    people = matching.people_per_theme(network_id=network_id, for_office=True)
    return _by_field(people, needs), len(open_needs) - len(themed)


def _by_field(people: dict[str, int], needs: dict[str, int]) -> list[FieldCount]:
    found = []
    for field in fields():
        themes = [
            ThemeCount(key=key, people=people.get(key, 0), needs=needs.get(key, 0))
            for key in field.themes
            if people.get(key) or needs.get(key)
        ]
        if themes:
            found.append(FieldCount(key=field.key, names=dict(field.names), themes=themes))
    return found


def approaches_waiting(*, network_id: UUID) -> list[Approach]:
    """List the wishes to be introduced that wait for the office, the oldest first, with both people."""
    rows = Approach.objects.filter(network_id=network_id, state=Approach.State.WAITING)
    return list(rows.select_related("member", "to_member").order_by("made_at", "pk")[:200])


def approach_by_id(*, network_id: UUID, approach_id: UUID) -> Approach:
    """Give a wish to be introduced with both people. :raises Approach.DoesNotExist: not in this network."""
    return Approach.objects.select_related("member", "to_member").get(network_id=network_id, pk=approach_id)
