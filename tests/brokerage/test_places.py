"""Nobody is asked beyond what they want to give; a need may wait for one person and gets the turn."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.models import Proposal, WaitingPlace
from kennisruil.brokerage.queries.rounds import Found, field_of
from kennisruil.brokerage.rules.half_days import MORNING
from kennisruil.brokerage.rules.refusals import CapacityUnknown, GivesEnough, HasRoom
from kennisruil.network.models import Network
from kennisruil.shared.ids import new_id
from kennisruil.shared.models import Mail
from tests.brokerage.factories import DAY, Exchange, a_need, a_session, an_exchange, on_day
from tests.factories import ON, a_member, a_party, in_a_network

pytestmark = pytest.mark.django_db
MARCH = on_day(DAY - timedelta(days=7))


def full(network: Network) -> Exchange:
    """Who gives wants one session a quarter, and has it."""
    exchange = an_exchange(network)
    actions.set_capacity(member_id=exchange.helper.pk, most=1, per="quarter", **exchange.write())
    a_session(exchange, state="agreed")
    return exchange


def another(exchange: Exchange, name: str) -> Exchange:
    asker = a_member(exchange.network, given_name=name)
    return replace(exchange, asker=asker, asker_party=a_party(exchange.network, member=asker))


def states(exchange: Exchange) -> list[str]:
    rows = WaitingPlace.objects.filter(member=exchange.helper).order_by("position")
    return list(rows.values_list("state", flat=True))


def test_who_gives_enough_is_passed_by_and_asked_with_a_reason() -> None:
    with in_a_network() as network:
        exchange = full(network)
        also = a_member(network, given_name="Fien")
        need = a_need(exchange)
        listed = actions.list_candidate(need_id=need.pk, member_id=exchange.helper.pk, **exchange.write(MARCH))

        with pytest.raises(GivesEnough) as refused:
            actions.ask_next(need_id=need.pk, **exchange.write(MARCH))
        assert (refused.value.name, refused.value.most, refused.value.per) == (exchange.helper.name, 1, "quarter")
        actions.list_candidate(need_id=need.pk, member_id=also.pk, **exchange.write(MARCH))
        asked = actions.ask_next(need_id=need.pk, **exchange.write(MARCH))
        assert asked.member_id == also.pk

        actions.ask_beyond(proposal_id=listed.pk, reason="Ze belde zelf", **exchange.write(MARCH))
        actions.answer_proposal(proposal_id=asked.pk, answer="no", **exchange.write(MARCH))
        assert Proposal.objects.get(pk=listed.pk).state == "asked"


def test_a_question_with_somebody_counts_until_it_is_answered() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        actions.set_capacity(member_id=exchange.helper.pk, most=1, per="month", **exchange.write())
        first, second = a_need(exchange), a_need(another(exchange, "Fien"))
        for need in (first, second):
            actions.list_candidate(need_id=need.pk, member_id=exchange.helper.pk, **exchange.write())
        asked = actions.ask_next(need_id=first.pk, **exchange.write())

        with pytest.raises(GivesEnough):
            actions.ask_next(need_id=second.pk, **exchange.write())
        actions.answer_proposal(proposal_id=asked.pk, answer="no", **exchange.write())

        assert actions.ask_next(need_id=second.pk, **exchange.write()).member_id == exchange.helper.pk


def test_a_round_gives_nobody_more_than_they_want() -> None:
    with in_a_network() as network:
        exchange = full(network)
        need = a_need(exchange)
        found = [Found(need_id=need.pk, member_id=exchange.helper.pk, fit=1.0, quote="", load=0)]
        values = {"network_id": network.pk, "needs": [need], "found": found, "price": 200, "capacity": 5}

        this, following = (
            field_of(on=on, **values)
            for on in (DAY, date(2026, 4, 1))  # type: ignore[arg-type]  # values of the test
        )

        assert [giver.capacity for giver in (*this.givers, *following.givers)] == [0, 1]


def test_room_that_comes_goes_to_who_waits_first_and_on_when_left() -> None:
    with in_a_network() as network:
        exchange = full(network)
        fien, gert = another(exchange, "Fien"), another(exchange, "Gert")
        places = [
            actions.wait_for(need_id=a_need(one).pk, member_id=exchange.helper.pk, **exchange.write(MARCH))
            for one in (fien, gert)
        ]
        assert states(exchange) == ["waiting", "waiting"]

        actions.set_capacity(member_id=exchange.helper.pk, most=2, per="quarter", **exchange.write(MARCH))

        assert states(exchange) == ["offered", "waiting"]
        mail = Mail.objects.get(key__startswith=f"place-offered:{places[0].pk}")
        assert (mail.to, exchange.helper.name in mail.subject) == (fien.asker.email, True)
        assert [row.kind for row in queries.waiting(network_id=network.pk, waits_for=fien.asker.pk, today=DAY)] == [
            "place_offered"
        ]
        actions.leave_place(place_id=places[0].pk, **exchange.write(MARCH))
        assert states(exchange) == ["left", "offered"]
        asked = actions.take_place(place_id=places[1].pk, **exchange.write(MARCH))
        assert (asked.state, asked.member_id, states(exchange)) == ("asked", exchange.helper.pk, ["left", "taken"])


def test_a_session_called_off_and_a_new_quarter_make_room_and_silence_passes_it_on() -> None:
    with in_a_network() as network:
        exchange = full(network)
        fien, gert = another(exchange, "Fien"), another(exchange, "Gert")
        for one in (fien, gert):
            actions.wait_for(need_id=a_need(one).pk, member_id=exchange.helper.pk, **exchange.write(MARCH))
        quarter = on_day(date(2026, 4, 1))

        actions.sweep_daily(network_id=network.pk, today=MARCH.date(), at=MARCH)
        assert states(exchange) == ["waiting", "waiting"]
        actions.sweep_daily(network_id=network.pk, today=quarter.date(), at=quarter)
        assert states(exchange) == ["offered", "waiting"]
        later = on_day(date(2026, 4, 5))
        actions.sweep_daily(network_id=network.pk, today=later.date(), at=later)

        assert states(exchange) == ["passed", "offered"]


@pytest.mark.slow
def test_calling_off_frees_the_place_at_once() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        actions.set_capacity(member_id=exchange.helper.pk, most=1, per="quarter", **exchange.write())
        session = a_session(exchange, state="agreed")
        fien = another(exchange, "Fien")
        actions.wait_for(need_id=a_need(fien).pk, member_id=exchange.helper.pk, **exchange.write(MARCH))

        actions.cancel_session(session_id=session.pk, reason="Ziek", **exchange.write(MARCH))

        assert states(exchange) == ["offered"]


@pytest.mark.slow
def test_new_half_days_free_the_place_of_who_had_none() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        actions.keep_week(member_id=exchange.helper.pk, week=[(0, MORNING)], **exchange.write())
        actions.keep_days(member_id=exchange.helper.pk, free=[], **exchange.write())
        need = a_need(exchange)
        actions.wait_for(need_id=need.pk, member_id=exchange.helper.pk, **exchange.write())
        assert states(exchange) == ["waiting"]

        actions.keep_week(member_id=exchange.helper.pk, week=[(0, MORNING), (1, MORNING)], **exchange.write())

        assert states(exchange) == ["offered"]


def test_nobody_waits_for_who_has_room_and_helped_needs_leave_the_row() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        need = a_need(exchange)
        with pytest.raises(HasRoom):
            actions.wait_for(need_id=need.pk, member_id=exchange.helper.pk, **exchange.write())
        actions.take_pause(id=new_id(), member_id=exchange.helper.pk, **exchange.write())
        actions.wait_for(need_id=need.pk, member_id=exchange.helper.pk, **exchange.write())
        actions.withdraw_need(need_id=need.pk, **exchange.write())

        actions.sweep_daily(network_id=network.pk, today=ON, at=on_day(ON))

        assert states(exchange) == ["over"]


@pytest.mark.parametrize(("most", "per"), [(0, "quarter"), (51, "quarter"), (2, "year")])
def test_capacity_is_a_few_a_month_or_quarter(most: int, per: str) -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)

        with pytest.raises(CapacityUnknown):
            actions.set_capacity(member_id=exchange.helper.pk, most=most, per=per, **exchange.write())

        assert queries.capacity_of(network_id=network.pk, member_id=exchange.helper.pk) is None
