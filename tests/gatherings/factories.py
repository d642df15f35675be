"""Gatherings for tests, made by walking the real actions; all inside a network scope."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from kennisruil.gatherings import actions
from kennisruil.gatherings.models import Contribution, Gathering, Place
from kennisruil.ledger.models import Account
from kennisruil.menu import actions as menu
from kennisruil.network.models import Member, Network, Party
from kennisruil.shared.ids import new_id
from tests.factories import AT, BY, ON, a_member, a_party

# A Thursday in January; half past two, Brussels time.
DAY = date(2026, 1, 22)
STARTS = datetime(2026, 1, 22, 13, 30, tzinfo=UTC)
AFTER = datetime(2026, 1, 23, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Person:
    """A member with a company of their own."""

    member: Member
    party: Party

    @property
    def balance(self) -> int:
        """Coins on the account, minor units."""
        return Account.objects.get(pk=self.party.account_id).balance

    @property
    def reserved(self) -> int:
        """Coins held, minor units."""
        return Account.objects.get(pk=self.party.account_id).reserved


def a_card(network: Network) -> None:
    """Publish the shipped menu card."""
    menu.publish_shipped_card(network_id=network.pk, holds_from=ON, by=BY, at=AT)


def people(network: Network, count: int = 3) -> list[Person]:
    """Add members, each with a company that agreed to everything."""
    found = []
    for _number in range(count):
        member = a_member(network)
        found.append(Person(member=member, party=a_party(network, member=member)))
    return found


def a_gathering(
    network: Network, *, item_code: str = "office_workshop", giver: Person | None = None, **other: Any
) -> Gathering:
    """Plan a workshop; by the office, or by ``giver``."""
    return actions.plan_gathering(
        network_id=network.pk,
        id=other.pop("id", None) or new_id(at=AT),
        kind=other.pop("kind", "workshop"),
        title=other.pop("title", "Schrijven voor fondsen"),
        starts_at=other.pop("starts_at", STARTS),
        item_code=item_code,
        provider_party_id=giver.party.pk if giver else None,
        provider_member_id=giver.member.pk if giver else None,
        by=BY,
        at=AT,
        **other,
    )


def enrol(gathering: Gathering, person: Person, *, at: datetime = AT, **other: Any) -> Place:
    """Take a place."""
    return actions.enrol(
        network_id=gathering.network_id,
        gathering_id=gathering.pk,
        member_id=person.member.pk,
        party_id=person.party.pk,
        by=BY,
        at=at,
        **other,
    )


def hold(gathering: Gathering, *came: Place, at: datetime = AFTER) -> Gathering:
    """Note who came."""
    return actions.hold_gathering(
        network_id=gathering.network_id,
        gathering_id=gathering.pk,
        attended=[place.pk for place in came],
        by=BY,
        at=at,
        today=at.date(),
    )


def an_offer(person: Person, *, item_code: str = "article", on: date = ON, **other: Any) -> Contribution:
    """Offer an article."""
    return actions.offer_contribution(
        network_id=person.party.network_id,
        id=new_id(at=AT),
        member_id=person.member.pk,
        party_id=person.party.pk,
        item_code=item_code,
        title=other.pop("title", "Wat ik leerde over fondsen"),
        text="Vijf bladzijden",
        on=on,
        by=BY,
        at=AT,
        **other,
    )
