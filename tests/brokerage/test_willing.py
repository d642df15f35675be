"""Who is proposed and who never: pauses, avoidances, answers given; and what the office judged."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.models import Proposal
from kennisruil.brokerage.rules.ranking import Ranked
from kennisruil.brokerage.rules.refusals import AlreadyListed, DateHasPassed, GradeUnknown, LeftInPeace, SamePerson
from kennisruil.matching import actions as matching
from kennisruil.network.models import Member
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.brokerage.factories import Exchange, a_need, a_session, an_exchange, on_day
from tests.factories import ON, a_member, a_network, an_office_member, in_a_network, sign_in
from tests.matching.factories import knows

pytestmark = pytest.mark.django_db
NEED = "De bank weigert ons krediet, wie leest ons financieel plan na?"


def told(exchange: Exchange, *others: Member) -> None:
    """The helper and others can all do what the need asks."""
    people = [exchange.helper, *others]
    for person in people:
        knows(person, "Financiële plannen nalezen en kredieten beoordelen.")
    matching.make_vectors(network_id=exchange.network.pk, member_ids=[person.pk for person in people])


def ranked_for(exchange: Exchange, **need: str) -> list[Ranked]:
    network_id = exchange.network.pk
    need_id = a_need(exchange, text=NEED, **need).pk
    return queries.candidates_for_need(
        network_id=network_id, need=queries.need_by_id(network_id=network_id, need_id=need_id), on=ON
    )


def proposed(ranked: list[Ranked]) -> list[UUID]:
    return [row.member_id for row in ranked if not row.is_fresh_eyes]


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


def test_judgements_are_kept_and_measure_the_search() -> None:
    with in_a_network() as network:
        exchange, other = an_exchange(network), a_member(network, given_name="Zoë")
        told(exchange)
        knows(other, "Bomen snoeien.")
        matching.make_vectors(network_id=network.pk, member_ids=[other.pk])
        need = {"need_id": a_need(exchange, text=NEED).pk}
        with pytest.raises(GradeUnknown):
            actions.judge_fit(member_id=other.pk, grade=4, **need, **exchange.write())
        for member, grade in ((exchange.helper, 2), (exchange.helper, 3), (other, 0)):
            actions.judge_fit(member_id=member.pk, grade=grade, **need, **exchange.write())

        found = queries.measured(network_id=network.pk)

        assert (found.with_best, found.best_in_3, found.figures.ndcg) == (1, 1, 1.0)
        assert [(one.grades, one.places[exchange.helper.pk]) for one in found.needs] == [
            ({exchange.helper.pk: 3, other.pk: 0}, 1)
        ]


def test_pages_of_pauses_and_judgements_for_who_may() -> None:
    network, elsewhere = a_network(), a_network()
    with network_scope(network.pk):
        exchange, office = an_exchange(network), an_office_member(network)
        told(exchange)
        need = a_need(exchange, text=NEED)
    with network_scope(elsewhere.pk):
        stranger = an_office_member(elsewhere)
    member, broker, foreign = (sign_in(Client(), one) for one in (exchange.helper, office, stranger))
    mine, theirs = reverse("brokerage:my_pause"), reverse("brokerage:pause_of", args=[exchange.asker.pk])
    judge = reverse("brokerage:judge", args=[need.pk])

    shown = broker.get(reverse("brokerage:need", args=[need.pk])).content.decode()
    broker.post(judge, {"member": str(exchange.helper.pk), "grade": "3"})
    measured = broker.get(reverse("brokerage:judged")).content.decode()
    member.post(mine, {"until_on": ""})
    paused = member.get(mine).content.decode()
    gone = broker.get(reverse("brokerage:need", args=[need.pk])).content.decode()
    member.post(mine, {"end": "1"})

    assert ("Financiële plannen" in shown, "%" in shown.split("candidates")[-1].split("<aside")[0]) == (True, False)
    assert (exchange.helper.name in measured, exchange.helper.name in gone) == (True, False)
    assert 'name="end"' in paused
    assert [one.get(theirs).status_code for one in (broker, member, foreign)] == [200, 403, 404]
    assert [one.get(reverse("brokerage:judged")).status_code for one in (broker, member)] == [200, 403]
    assert [one.post(judge, {"member": str(exchange.helper.pk)}).status_code for one in (member, foreign)] == [403, 404]


def test_balances_are_shown_to_the_office_and_to_no_other_member() -> None:
    network = a_network()
    with network_scope(network.pk):
        exchange, office, third = an_exchange(network), an_office_member(network), a_member(network)
        told(exchange)
        a_session(exchange, state="held")
        need = a_need(exchange, text=NEED)
    page = reverse("brokerage:need", args=[need.pk])

    broker, member = (sign_in(Client(), one).get(page, headers={"accept-language": "en"}) for one in (office, third))

    assert ("2,00" in broker.content.decode(), "2,00" in member.content.decode()) == (True, False)


def test_the_page_of_a_need_asks_the_database_as_often_for_one_candidate_as_for_three() -> None:
    counts = []
    for people in (1, 3):
        network = a_network()
        with network_scope(network.pk):
            exchange, office = an_exchange(network), an_office_member(network)
            told(exchange, *(a_member(network) for _nr in range(people - 1)))
            need = a_need(exchange, text=NEED)
        client = sign_in(Client(), office)
        page = reverse("brokerage:need", args=[need.pk])
        client.get(page)
        with CaptureQueriesContext(connection) as asked:
            client.get(page)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_answers_and_judgements_teach_and_the_office_may_go_back_to_the_usual_way() -> None:
    network = a_network()
    with network_scope(network.pk):
        exchange, office, other = an_exchange(network), an_office_member(network), a_member(network)
        told(exchange, other)
        need = a_need(exchange, text=NEED)
        for member, grade in ((exchange.helper, 3), (other, 0)):
            actions.judge_fit(need_id=need.pk, member_id=member.pk, grade=grade, **exchange.write())
        learnt = queries.learnt_weights(network_id=network.pk)
    broker, member = sign_in(Client(), office), sign_in(Client(), exchange.helper)
    weigh = reverse("brokerage:weigh")

    answers = [one.post(weigh, {"back": "1"}).status_code for one in (broker, member)]

    assert (learnt.needs, learnt.pairs, learnt.is_better, answers) == (1, 1, False, [302, 403])
