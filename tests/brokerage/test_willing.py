"""Who is proposed and who never: pauses, avoidances, answers given."""

from datetime import timedelta

import pytest

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.models import Proposal
from kennisruil.brokerage.rules.refusals import AlreadyListed, DateHasPassed, LeftInPeace, SamePerson
from kennisruil.matching import actions as matching
from kennisruil.shared.ids import new_id
from tests.brokerage.factories import a_need, a_session, an_exchange, on_day
from tests.brokerage.willing_world import NEED, proposed, ranked_for, told
from tests.factories import ON, a_member, in_a_network
from tests.matching.factories import knows

pytestmark = pytest.mark.django_db


def test_a_paused_person_is_never_proposed_until_the_pause_is_over() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        told(exchange)
        person = {"member_id": exchange.helper.pk}
        before = proposed(ranked_for(exchange))
        actions.take_pause(id=new_id(), until_on=ON + timedelta(days=30), **person, **exchange.write())
        during = [row.member_id for row in ranked_for(exchange)]
        need = a_need(exchange, text=NEED)
        with pytest.raises(LeftInPeace):
            actions.list_candidate(need_id=need.pk, **person, **exchange.write())
        actions.end_pause(**person, **exchange.write())

        assert (before, during, proposed(ranked_for(exchange))) == ([exchange.helper.pk], [], [exchange.helper.pk])


def test_who_took_a_pause_after_being_listed_is_passed_by_and_asked_when_it_is_over() -> None:
    with in_a_network() as network:
        exchange, second = an_exchange(network), a_member(network)
        need = a_need(exchange)
        for member in (exchange.helper, second):
            actions.list_candidate(need_id=need.pk, member_id=member.pk, **exchange.write())
        actions.take_pause(id=new_id(), member_id=exchange.helper.pk, **exchange.write())

        first = actions.ask_next(need_id=need.pk, **exchange.write())
        actions.end_pause(member_id=exchange.helper.pk, **exchange.write())
        actions.answer_proposal(proposal_id=first.pk, answer="no", **exchange.write())

        states = dict(Proposal.objects.filter(need=need).order_by("pk").values_list("member_id", "state"))
        assert (first.member_id, states) == (second.pk, {exchange.helper.pk: "asked", second.pk: "no"})


def test_a_pause_ends_by_itself_and_its_last_day_lies_ahead() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        back = ON + timedelta(days=7)
        with pytest.raises(DateHasPassed):
            actions.take_pause(id=new_id(), member_id=exchange.helper.pk, until_on=ON, **exchange.write())
        actions.take_pause(id=new_id(), member_id=exchange.helper.pk, until_on=back, **exchange.write())

        paused = [queries.paused_on(network_id=network.pk, on=day) for day in (ON, back - timedelta(days=1), back)]

        assert paused == [{exchange.helper.pk}, {exchange.helper.pk}, set()]


def test_a_declined_person_is_not_asked_again_for_the_same_need_but_may_be_for_another() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        told(exchange)
        need = a_need(exchange, text=NEED)
        person = {"need_id": need.pk, "member_id": exchange.helper.pk}
        asked = actions.list_candidate(**person, **exchange.write())
        actions.ask_next(need_id=need.pk, **exchange.write())
        actions.answer_proposal(proposal_id=asked.pk, answer="no", **exchange.write())

        again = queries.candidates_for_need(
            network_id=network.pk, need=queries.need_by_id(network_id=network.pk, need_id=need.pk), on=ON
        )
        with pytest.raises(AlreadyListed):
            actions.list_candidate(**person, **exchange.write())
        (other,) = [row for row in ranked_for(exchange) if not row.is_fresh_eyes]

        assert [row.member_id for row in again] == []
        assert (other.member_id, other.standing.declined_on, other.why_not_higher) == (
            exchange.helper.pk,
            ON,
            ("declined",),
        )


@pytest.mark.parametrize("asked_by", ["asker", "helper"])
def test_two_people_who_avoid_each_other_are_not_proposed_either_way(asked_by: str) -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        told(exchange)
        pair = [exchange.asker.pk, exchange.helper.pk]
        one, other = pair if asked_by == "asker" else reversed(pair)
        with pytest.raises(SamePerson):
            actions.avoid(member_id=one, other_id=one, **exchange.write())
        actions.avoid(member_id=one, other_id=other, **exchange.write())
        avoided = [row.member_id for row in ranked_for(exchange)]
        actions.avoid_no_more(member_id=exchange.asker.pk, other_id=exchange.helper.pk, **exchange.write())

        assert (avoided, proposed(ranked_for(exchange))) == ([], [exchange.helper.pk])


def test_fresh_eyes_are_outsiders_first_then_people_from_another_world() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        near, far = a_member(network, given_name="Dichtbij"), a_member(network, given_name="Ver")
        outsider = a_member(network, is_outsider=True)
        knows(exchange.asker, "Boekhouding en btw van verenigingen.")
        knows(near, "Jaarrekeningen en btw van vzw's.")
        knows(far, "Bomen snoeien en bossen beheren.")
        everybody = [exchange.asker, near, far]
        matching.make_vectors(network_id=network.pk, member_ids=[person.pk for person in everybody])
        need = a_need(exchange, text="Qwerty?")

        fresh = queries.candidates_for_need(
            network_id=network.pk, need=queries.need_by_id(network_id=network.pk, need_id=need.pk), on=ON, limit=0
        )

        assert [row.member_id for row in fresh] == [outsider.pk, far.pk, near.pk]


def test_standing_knows_load_last_gift_and_how_fast_somebody_answers() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        held = a_session(exchange, state="held")
        need = a_need(exchange)
        asked = actions.list_candidate(need_id=need.pk, member_id=exchange.helper.pk, **exchange.write())
        actions.ask_next(need_id=need.pk, **exchange.write(on_day(ON)))
        actions.answer_proposal(proposal_id=asked.pk, answer="yes", **exchange.write(on_day(ON + timedelta(days=2))))
        ask = {"network_id": network.pk, "member_ids": [exchange.helper.pk]}

        same_quarter = queries.standings(**ask, on=held.held_on)[exchange.helper.pk]
        next_quarter = queries.standings(**ask, on=held.held_on + timedelta(days=60))[exchange.helper.pk]

        assert (same_quarter.this_quarter, same_quarter.last_gave_on, same_quarter.answers_in_days) == (
            1,
            held.held_on,
            2.0,
        )
        assert next_quarter.this_quarter == 0
