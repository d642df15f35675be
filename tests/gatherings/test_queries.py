"""Reads of the gatherings room: what is coming, what lies behind, what waits."""

from datetime import date, timedelta

import pytest

from kennisruil.gatherings import actions, queries
from kennisruil.network.models import Network
from kennisruil.shared.periods import Month
from kennisruil.shared.todo import OFFICE, TodoLine
from tests.factories import AT, BY, ON
from tests.gatherings.factories import AFTER, DAY, STARTS, a_gathering, an_offer, enrol, hold, people

pytestmark = pytest.mark.django_db


def test_coming_and_past(network: Network) -> None:
    near, far = a_gathering(network), a_gathering(network, starts_at=STARTS + timedelta(days=7))
    off = a_gathering(network, starts_at=STARTS + timedelta(days=3))
    actions.cancel_gathering(network_id=network.pk, gathering_id=off.pk, by=BY, at=AT)

    on_the_day = {"network_id": network.pk, "today": DAY}
    later = {"network_id": network.pk, "today": DAY + timedelta(days=1)}

    assert list(queries.coming_gatherings(**on_the_day)) == [near, far]
    assert list(queries.past_gatherings(**on_the_day)) == [off]
    assert list(queries.coming_gatherings(**later)) == [far]
    assert list(queries.past_gatherings(**later)) == [off, near]


def test_a_place_given_back_counts_as_none(network: Network) -> None:
    first, second = people(network, 2)
    gathering = a_gathering(network)
    kept, freed = enrol(gathering, first), enrol(gathering, second)
    actions.withdraw(network_id=network.pk, place_id=freed.pk, by=BY, at=AT)

    assert list(queries.places_of(network_id=network.pk, gathering_id=gathering.pk)) == [kept]
    assert queries.place_of(network_id=network.pk, gathering_id=gathering.pk, member_id=second.member.pk) is None
    assert list(queries.places_of_member(network_id=network.pk, member_id=first.member.pk)) == [kept]
    assert list(queries.places_of_member(network_id=network.pk, member_id=second.member.pk)) == []


def test_contributions_that_wait_come_first(network: Network) -> None:
    first, second = people(network, 2)
    answered, waiting = an_offer(second, on=ON + timedelta(days=1)), an_offer(first)
    actions.decline_contribution(network_id=network.pk, contribution_id=answered.pk, answer="Nee", by=BY, at=AFTER)

    assert list(queries.contributions(network_id=network.pk)) == [waiting, answered]
    assert list(queries.contributions(network_id=network.pk, member_id=second.member.pk)) == [answered]


def test_todo_lines_tell_the_office_what_waits(network: Network) -> None:
    [person] = people(network, 1)
    gathering = a_gathering(network, title="Pitchen")
    enrol(gathering, person)
    offered = an_offer(person, title="Mijn les")

    def lines(today: date) -> list[TodoLine]:
        return list(queries.todo_lines(network_id=network.pk, waits_for=OFFICE, today=today))

    assert [line.kind for line in lines(DAY)] == ["contribution"]
    assert [(line.kind, line.key, line.since_on, line.overdue) for line in lines(DAY + timedelta(days=8))] == [
        ("gathering", str(gathering.pk), DAY, True),
        ("contribution", str(offered.pk), ON, True),
    ]
    assert queries.todo_lines(network_id=network.pk, waits_for=person.member.pk, today=DAY) == []


def test_what_is_held_waits_no_more(network: Network) -> None:
    [person] = people(network, 1)
    gathering = a_gathering(network)
    hold(gathering, enrol(gathering, person))
    offered = an_offer(person)
    actions.accept_contribution(network_id=network.pk, contribution_id=offered.pk, performed_on=DAY, by=BY, at=AFTER)

    assert queries.todo_lines(network_id=network.pk, waits_for=OFFICE, today=DAY + timedelta(days=9)) == []
    assert queries.close_objections(network_id=network.pk, month=Month.of(DAY)) == []


def test_close_objections_are_of_the_month(network: Network) -> None:
    gathering = a_gathering(network)

    found = queries.close_objections(network_id=network.pk, month=Month(2026, 1))

    assert [(one.kind, one.id, one.since_on) for one in found] == [("gathering", gathering.pk, DAY)]
    assert queries.close_objections(network_id=network.pk, month=Month(2026, 2)) == []
