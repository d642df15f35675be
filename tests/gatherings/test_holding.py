"""Gatherings held: whose coins move, once, and what each supply says."""

from datetime import timedelta

import pytest

from kennisruil.billing import actions as billing
from kennisruil.billing.models import Supply
from kennisruil.gatherings import actions
from kennisruil.gatherings.models import Place
from kennisruil.gatherings.rules import GatheringClosed, NotYetHeld
from kennisruil.ledger.models import Transfer
from kennisruil.menu import actions as menu
from kennisruil.menu import queries as menu_queries
from kennisruil.network.models import Network
from kennisruil.shared.ids import new_id
from tests.factories import AT, BY, ON
from tests.gatherings.factories import AFTER, DAY, STARTS, Person, a_gathering, enrol, hold, people
from tests.gatherings.reading import broken_laws, house_coins, sides_of

pytestmark = pytest.mark.django_db


def test_office_workshop_moves_coins_of_who_came(network: Network) -> None:
    first, second, away = people(network)
    gathering = a_gathering(network)
    places = [enrol(gathering, person) for person in (first, second, away)]

    hold(gathering, *places[:2])

    supply = Supply.objects.get(ref_kind="gathering", ref_id=gathering.pk)
    assert [(person.balance, person.reserved) for person in (first, second, away)] == [(-100, 0), (-100, 0), (0, 0)]
    assert house_coins(network) == 200
    assert (supply.kind, supply.performed_on) == ("office_workshop", DAY)
    assert sides_of(supply) == [("recipient", "sale", -100, 5000)] * 2
    assert [place.state for place in Place.objects.order_by("pk")] == [
        "absent" if place.pk == places[2].pk else "attended" for place in Place.objects.order_by("pk")
    ]
    assert broken_laws(network) == []


def test_member_workshop_pays_who_gave_it_from_the_network(network: Network) -> None:
    giver, *attending = people(network, 4)
    gathering = a_gathering(network, item_code="workshop", giver=giver)
    places = [enrol(gathering, person) for person in attending]

    hold(gathering, *places)

    supply = Supply.objects.get(ref_id=gathering.pk)
    assert ([person.balance for person in attending], giver.balance, house_coins(network)) == (
        [-50, -50, -50],
        400,
        -250,
    )
    assert supply.kind == "member_workshop"
    assert sides_of(supply) == [("provider", "purchase", 400, 20000), *[("recipient", "sale", -50, 2500)] * 3]
    assert set(Transfer.objects.values_list("ref_kind", "ref_id", "group_id")) == {
        ("gathering", gathering.pk, gathering.pk)
    }
    assert broken_laws(network) == []


def test_two_people_of_one_party_both_pay(network: Network) -> None:
    first, second = people(network, 2)
    colleague = Person(member=second.member, party=first.party)
    gathering = a_gathering(network)

    hold(gathering, enrol(gathering, first), enrol(gathering, colleague))

    assert (first.balance, first.reserved, house_coins(network)) == (-200, 0, 200)


def test_nobody_came_moves_nothing(network: Network) -> None:
    giver, away = people(network, 2)
    gathering = a_gathering(network, item_code="workshop", giver=giver)
    enrol(gathering, away)

    held = hold(gathering)

    assert (held.state, giver.balance, away.balance, away.reserved) == ("held", 0, 0, 0)
    assert Supply.objects.count() == 0


def test_hold_twice_moves_once(network: Network) -> None:
    [person] = people(network, 1)
    gathering = a_gathering(network)
    place = enrol(gathering, person)

    hold(gathering, place)
    hold(gathering, at=AFTER + timedelta(days=1))

    assert (person.balance, Supply.objects.count(), Transfer.objects.count()) == (-100, 1, 1)


def test_hold_before_the_day_books_nothing(network: Network) -> None:
    [person] = people(network, 1)
    gathering = a_gathering(network)
    place = enrol(gathering, person)

    with pytest.raises(NotYetHeld) as refused:
        hold(gathering, place, at=STARTS - timedelta(days=1))

    assert refused.value.planned_on == DAY
    assert (person.balance, person.reserved, Supply.objects.count()) == (0, 100, 0)


def test_hold_what_was_cancelled_books_nothing(network: Network) -> None:
    gathering = a_gathering(network)
    actions.cancel_gathering(network_id=network.pk, gathering_id=gathering.pk, by=BY, at=AT)

    with pytest.raises(GatheringClosed):
        hold(gathering)


def test_a_later_card_changes_no_price_of_what_was_planned(network: Network) -> None:
    giver, person = people(network, 2)
    gathering = a_gathering(network, item_code="workshop", giver=giver)
    place = enrol(gathering, person)
    dearer = [item for item in menu_queries.shipped_items() if item.code != "workshop"]
    menu.publish_card(
        network_id=network.pk, id=new_id(at=AT), holds_from=ON + timedelta(days=3), items=dearer, is_demo=True,
        by=BY, at=AT,
    )  # fmt: skip

    hold(gathering, place)

    assert (person.balance, giver.balance) == (-50, 400)


def test_the_supply_can_be_taken_back_with_its_coins(network: Network) -> None:
    giver, *attending = people(network, 4)
    gathering = a_gathering(network, item_code="workshop", giver=giver)
    hold(gathering, *[enrol(gathering, person) for person in attending])
    supply = Supply.objects.get(ref_id=gathering.pk)

    billing.reverse_supply(
        network_id=network.pk, id=new_id(at=AFTER), supply_id=supply.pk, reason="Vergissing",
        by=BY, at=AFTER, today=AFTER.date(),
    )  # fmt: skip

    assert [person.balance for person in (giver, *attending)] == [0, 0, 0, 0]
    assert (house_coins(network), broken_laws(network)) == (0, [])
