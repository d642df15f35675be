"""Gatherings walked for real: coins, supplies, documents, refusals and what they leave unchanged."""

from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from kennisruil.billing import actions as billing
from kennisruil.billing.models import Movement, Supply
from kennisruil.gatherings import actions
from kennisruil.gatherings.models import Contribution, Gathering, Place
from kennisruil.gatherings.rules import (
    AlreadyDecided,
    DayHasPassed,
    GatheringClosed,
    GatheringFull,
    NothingToEarn,
    NotYetHeld,
)
from kennisruil.ledger.models import Account, Reservation, Transfer
from kennisruil.ledger.queries.invariants import ledger_invariants
from kennisruil.ledger.rules.refusals import FloorReached
from kennisruil.menu import actions as menu
from kennisruil.menu import queries as menu_queries
from kennisruil.menu.rules import ItemUnknown
from kennisruil.network.models import Network
from kennisruil.shared.ids import new_id
from kennisruil.shared.models import Action, File, Mail
from tests.factories import AT, BY, ON
from tests.gatherings.factories import AFTER, DAY, STARTS, Person, a_gathering, an_offer, enrol, hold, people

pytestmark = pytest.mark.django_db


def _house(network: Network) -> int:
    return Account.objects.get(pk=network.operator_account_id).balance


def _sides(supply: Supply) -> list[tuple[str, str, int, int]]:
    rows = Movement.objects.filter(supply=supply).order_by("side", "party__number", "pk")
    return [(row.side, row.rule, row.coins, row.cents) for row in rows]


def _lawful(network: Network) -> list[str]:
    return [law.name for law in ledger_invariants(network_id=network.pk) if not law.holds]


def _event(mail: Mail) -> Any:
    """Read the calendar file of a mail again."""
    [file] = File.objects.filter(pk__in=mail.attachments)
    [event] = Calendar.from_ical(bytes(file.content)).walk("VEVENT")
    return event


# Planning.


def test_plan_an_item_that_is_not_on_the_card(network: Network) -> None:
    with pytest.raises(ItemUnknown):
        a_gathering(network, item_code="nothing")

    assert Gathering.objects.count() == 0


def test_plan_falls_on_the_civil_day_of_the_network(network: Network) -> None:
    late = STARTS.replace(hour=23, minute=30)

    assert a_gathering(network, starts_at=late).planned_on == DAY + timedelta(days=1)


# Places.


def test_enrol_holds_the_price(network: Network) -> None:
    [person] = people(network, 1)
    gathering = a_gathering(network)

    place = enrol(gathering, person)

    gathering.refresh_from_db()
    assert (place.state, gathering.taken, person.balance, person.reserved) == ("enrolled", 1, 0, 100)


def test_who_takes_a_place_gets_it_for_their_calendar(network: Network) -> None:
    [person] = people(network, 1)
    gathering = a_gathering(network)

    enrol(gathering, person)

    event = _event(Mail.objects.get(about_kind="gathering", to=person.member.email))
    assert (event["summary"], event["status"]) == (gathering.title, "CONFIRMED")
    assert event.decoded("dtstart") == gathering.starts_at
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(hours=3)
    assert "attendee" not in event


def test_enrol_twice_gives_the_same_place(network: Network) -> None:
    [person] = people(network, 1)
    gathering = a_gathering(network)

    first, second = enrol(gathering, person), enrol(gathering, person, at=AT + timedelta(hours=1))

    gathering.refresh_from_db()
    assert (first.pk, gathering.taken, person.reserved) == (second.pk, 1, 100)


def test_enrol_when_full_leaves_everything_as_it_was(network: Network) -> None:
    first, second = people(network, 2)
    gathering = a_gathering(network, capacity=1)
    enrol(gathering, first)

    with pytest.raises(GatheringFull) as refused:
        enrol(gathering, second)

    gathering.refresh_from_db()
    assert refused.value.capacity == 1
    assert (gathering.taken, second.reserved, Place.objects.count()) == (1, 0, 1)


def test_enrol_beyond_the_floor_takes_no_place(network: Network) -> None:
    [person] = people(network, 1)
    for _number in range(3):
        enrol(a_gathering(network, item_code="bootcamp"), person)
    gathering = a_gathering(network)

    with pytest.raises(FloorReached):
        enrol(gathering, person)

    gathering.refresh_from_db()
    assert (gathering.taken, person.reserved) == (0, 600)
    assert not Place.objects.filter(gathering=gathering).exists()


def test_withdraw_lets_the_coins_go_and_who_withdrew_may_come_back(network: Network) -> None:
    [person] = people(network, 1)
    gathering = a_gathering(network, capacity=1)
    place = enrol(gathering, person)

    for hours in (1, 2):  # the second time changes nothing
        actions.withdraw(network_id=network.pk, place_id=place.pk, by=BY, at=AT + timedelta(hours=hours))
    freed = person.reserved
    back = enrol(gathering, person, at=AT + timedelta(hours=3))

    gathering.refresh_from_db()
    assert (freed, back.pk, back.state, gathering.taken, person.reserved) == (0, place.pk, "enrolled", 1, 100)
    assert _lawful(network) == []


def test_places_stay_as_they_are_after_the_day_except_for_the_office(network: Network) -> None:
    first, second = people(network, 2)
    gathering = a_gathering(network)
    place = enrol(gathering, first)

    with pytest.raises(DayHasPassed):
        actions.withdraw(network_id=network.pk, place_id=place.pk, by=BY, at=AFTER)
    with pytest.raises(DayHasPassed):
        enrol(gathering, second, at=AFTER)
    enrol(gathering, second, at=AFTER, by_office=True)

    assert (first.reserved, second.reserved) == (100, 100)


@pytest.mark.parametrize("ending", ["held", "cancelled"])
def test_places_of_what_is_over_do_not_change(network: Network, ending: str) -> None:
    first, second = people(network, 2)
    gathering = a_gathering(network)
    place = enrol(gathering, first)
    if ending == "held":
        hold(gathering, place)
    else:
        actions.cancel_gathering(network_id=network.pk, gathering_id=gathering.pk, by=BY, at=AT)

    with pytest.raises(GatheringClosed) as refused:
        enrol(gathering, second)
    with pytest.raises(GatheringClosed):
        actions.withdraw(network_id=network.pk, place_id=place.pk, by=BY, at=AT)

    assert (refused.value.state, Place.objects.count()) == (ending, 1)


# Held.


def test_office_workshop_moves_coins_of_who_came(network: Network) -> None:
    first, second, away = people(network)
    gathering = a_gathering(network)
    places = [enrol(gathering, person) for person in (first, second, away)]

    hold(gathering, *places[:2])

    supply = Supply.objects.get(ref_kind="gathering", ref_id=gathering.pk)
    assert [(person.balance, person.reserved) for person in (first, second, away)] == [(-100, 0), (-100, 0), (0, 0)]
    assert _house(network) == 200
    assert (supply.kind, supply.performed_on) == ("office_workshop", DAY)
    assert _sides(supply) == [("recipient", "sale", -100, 5000)] * 2
    assert [place.state for place in Place.objects.order_by("pk")] == [
        "absent" if place.pk == places[2].pk else "attended" for place in Place.objects.order_by("pk")
    ]
    assert _lawful(network) == []


def test_member_workshop_pays_who_gave_it_from_the_network(network: Network) -> None:
    giver, *attending = people(network, 4)
    gathering = a_gathering(network, item_code="workshop", giver=giver)
    places = [enrol(gathering, person) for person in attending]

    hold(gathering, *places)

    supply = Supply.objects.get(ref_id=gathering.pk)
    assert ([person.balance for person in attending], giver.balance, _house(network)) == ([-50, -50, -50], 400, -250)
    assert supply.kind == "member_workshop"
    assert _sides(supply) == [("provider", "purchase", 400, 20000), *[("recipient", "sale", -50, 2500)] * 3]
    assert set(Transfer.objects.values_list("ref_kind", "ref_id", "group_id")) == {
        ("gathering", gathering.pk, gathering.pk)
    }
    assert _lawful(network) == []


def test_two_people_of_one_party_both_pay(network: Network) -> None:
    first, second = people(network, 2)
    colleague = Person(member=second.member, party=first.party)
    gathering = a_gathering(network)

    hold(gathering, enrol(gathering, first), enrol(gathering, colleague))

    assert (first.balance, first.reserved, _house(network)) == (-200, 0, 200)


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
    assert (_house(network), _lawful(network)) == (0, [])


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
    assert [_event(mail)["status"] for mail in mails] == ["CANCELLED", "CANCELLED"]


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
    assert (row.state, row.performed_on, person.balance, _house(network)) == ("accepted", DAY, 200, -200)
    assert (supply.kind, supply.performed_on) == ("article", DAY)
    assert _sides(supply) == [("provider", "purchase", 200, 10000)]


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
