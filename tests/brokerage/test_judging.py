"""What the office judged, what it teaches, and what the pages of a need show to whom."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.rules.refusals import GradeUnknown
from kennisruil.matching import actions as matching
from kennisruil.shared.scope import network_scope
from tests.brokerage.factories import a_need, a_session, an_exchange
from tests.brokerage.willing_world import NEED, told
from tests.factories import a_member, a_network, an_office_member, in_a_network, sign_in
from tests.matching.factories import knows

pytestmark = pytest.mark.django_db


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
