"""Gatherings planned and cancelled, contributions answered: what is booked, and what a refusal leaves unchanged."""

from datetime import timedelta

import pytest

from kennisruil.billing.models import Supply
from kennisruil.gatherings import actions
from kennisruil.gatherings.models import Contribution, Gathering
from kennisruil.gatherings.rules import AlreadyDecided, GatheringClosed, NothingToEarn
from kennisruil.ledger.models import Reservation
from kennisruil.menu.rules import ItemUnknown
from kennisruil.network.models import Network
from kennisruil.shared.models import Action, Mail
from tests.factories import AT, BY
from tests.gatherings.factories import AFTER, DAY, STARTS, a_gathering, an_offer, enrol, hold, people
from tests.gatherings.reading import event_of, house_coins, sides_of

pytestmark = pytest.mark.django_db


# Planning.


def test_plan_an_item_that_is_not_on_the_card(network: Network) -> None:
    with pytest.raises(ItemUnknown):
        a_gathering(network, item_code="nothing")

    assert Gathering.objects.count() == 0


def test_plan_falls_on_the_civil_day_of_the_network(network: Network) -> None:
    late = STARTS.replace(hour=23, minute=30)

    assert a_gathering(network, starts_at=late).planned_on == DAY + timedelta(days=1)


# Cancelled.


def test_cancel_lets_coins_go_and_tells_who_had_a_place(network: Network) -> None:
    first, second, gone = people(network)
    gathering = a_gathering(network)
    enrol(gathering, first)
    enrol(gathering, second)
    place = enrol(gathering, gone)
    actions.withdraw(network_id=network.pk, place_id=place.pk, by=BY, at=AT)

    for _time in range(2):
        actions.cancel_gathering(network_id=network.pk, gathering_id=gathering.pk, by=BY, at=AT)

    assert [person.reserved for person in (first, second, gone)] == [0, 0, 0]
    assert set(Reservation.objects.values_list("state", flat=True)) == {"released"}
    mails = Mail.objects.filter(key__startswith="gathering-cancelled:").order_by("to")
    assert sorted(mails.values_list("to", flat=True)) == sorted([first.member.email, second.member.email])
    assert [event_of(mail)["status"] for mail in mails] == ["CANCELLED", "CANCELLED"]


def test_cancel_what_was_held_is_refused(network: Network) -> None:
    gathering = a_gathering(network)
    hold(gathering)

    with pytest.raises(GatheringClosed):
        actions.cancel_gathering(network_id=network.pk, gathering_id=gathering.pk, by=BY, at=AFTER)

    assert Gathering.objects.get().state == "held"


# Contributions.


def test_accepted_article_earns(network: Network) -> None:
    [person] = people(network, 1)
    offered = an_offer(person)

    row = actions.accept_contribution(
        network_id=network.pk, contribution_id=offered.pk, performed_on=DAY, answer="Dank je", by=BY, at=AFTER
    )

    supply = Supply.objects.get(ref_kind="contribution", ref_id=row.pk)
    assert (row.state, row.performed_on, person.balance, house_coins(network)) == ("accepted", DAY, 200, -200)
    assert (supply.kind, supply.performed_on) == ("article", DAY)
    assert sides_of(supply) == [("provider", "purchase", 200, 10000)]


def test_a_second_answer_books_nothing(network: Network) -> None:
    [person] = people(network, 1)
    offered = an_offer(person)
    actions.decline_contribution(
        network_id=network.pk, contribution_id=offered.pk, answer="Stond er al in", by=BY, at=AFTER
    )

    with pytest.raises(AlreadyDecided) as refused:
        actions.accept_contribution(
            network_id=network.pk, contribution_id=offered.pk, performed_on=DAY, by=BY, at=AFTER
        )

    assert (refused.value.state, person.balance, Supply.objects.count()) == ("declined", 0, 0)


def test_offer_of_what_earns_nothing_is_not_kept(network: Network) -> None:
    [person] = people(network, 1)

    with pytest.raises(NothingToEarn):
        an_offer(person, item_code="office_workshop")

    assert Contribution.objects.count() == 0


def test_every_write_is_an_action(network: Network) -> None:
    [person] = people(network, 1)
    gathering = a_gathering(network)
    place = enrol(gathering, person)
    actions.withdraw(network_id=network.pk, place_id=place.pk, by=BY, at=AT)
    place = enrol(gathering, person, at=AT + timedelta(hours=1))
    hold(gathering, place)

    names = Action.objects.filter(name__startswith="gatherings.").order_by("pk").values_list("name", flat=True)
    assert sorted(names) == [
        "gatherings.enrol",
        "gatherings.enrol",
        "gatherings.hold_gathering",
        "gatherings.plan_gathering",
        "gatherings.withdraw",
    ]
