"""What the office brings together: a person whole, who still has to give, people found by any word."""

import pytest

from kennisruil.network.models import Member
from kennisruil.office import queries
from kennisruil.shared.ages import Age
from kennisruil.shared.scope import network_scope
from tests.brokerage.factories import DAY
from tests.office.factories import TODAY, World, a_world

pytestmark = pytest.mark.django_db
ZONE = "Europe/Brussels"


@pytest.fixture
def world() -> World:
    """A network with one session held."""
    return a_world()


def test_person_page_brings_all_together(world: World) -> None:
    asker = world.exchange.asker
    with network_scope(world.network.pk):
        found = queries.person_page(network_id=world.network.pk, member_id=asker.pk, today=TODAY)

    assert (found.member, found.balance) == (asker, -200)
    assert [(row.acting.party_id, row.balance) for row in found.parties] == [(world.exchange.asker_party.pk, -200)]
    assert (found.standing.given, found.standing.received) == (0, 200)
    assert [row.text for row in found.know_how] == ["Ik geef opleiding in boekhouden voor kleine verenigingen"]
    assert [row.provider for row in found.sessions] == [world.exchange.helper]
    assert [need.text for need, _fit in found.fits] == ["Wie leert ons boekhouden?"]


def test_person_of_another_network_is_unknown(world: World) -> None:
    stranger = a_world().exchange.asker
    with network_scope(world.network.pk), pytest.raises(Member.DoesNotExist):
        queries.person_page(network_id=world.network.pk, member_id=stranger.pk, today=TODAY)


def test_still_to_give_names_who_for_how_long_and_what_would_fit(world: World) -> None:
    with network_scope(world.network.pk):
        found = queries.still_to_give(network_id=world.network.pk, today=TODAY, zone=ZONE)
        invitees = queries.invitees_of(network_id=world.network.pk, rows=found, today=TODAY)
        fits = [queries.fits_of_party(row=row, invitees=invitees) for row in found]

    assert [(row.party, row.minor, row.since_on, row.age) for row in found] == [
        (world.exchange.asker_party, 200, DAY, Age.SEASON)
    ]
    assert [row.people for row in found] == [[world.exchange.asker]]
    assert [need.text for need, _fit in fits[0]] == ["Wie leert ons boekhouden?"]


def test_people_by_part_of_a_name_or_a_skill(world: World) -> None:
    def names(text: str) -> list[str]:
        with network_scope(world.network.pk):
            return [row.given_name for row in queries.people(network_id=world.network.pk, text=text, today=TODAY)]

    assert sorted(names("")) == ["Aïsha", "Bart", "Karin", "Zoë"]
    assert (names("aïsh"), names("boekhoud"), names("nergens")) == (["Aïsha"], ["Aïsha"], [])
