"""What who asks reads while somebody is sought, asked and found, and how a question taken back is asked again."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.rules.half_days import AFTERNOON, MORNING, HalfDay
from kennisruil.network.models import Member
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.brokerage.factories import Exchange, a_need
from tests.brokerage.web_world import a_new_exchange, within
from tests.factories import AT, a_member, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def exchange() -> Exchange:
    return a_new_exchange()


@pytest.fixture
def asker(exchange: Exchange) -> Client:
    return _in_english(exchange.asker)


def _in_english(member: Member) -> Client:
    client = sign_in(Client(), member)
    client.cookies["django_language"] = "en"
    return client


def _main(client: Client, path: str) -> str:
    return client.get(path).content.decode().split("<main")[1].split("</main")[0]


def test_who_asks_reads_where_the_search_stands(exchange: Exchange, asker: Client) -> None:
    need = within(exchange.network, a_need, exchange)
    page = reverse("brokerage:need", args=[need.pk])
    sought = _main(asker, page)
    within(
        exchange.network,
        actions.list_candidate,
        need_id=need.pk,
        member_id=exchange.helper.pk,
        **exchange.write(),
    )
    proposal = within(exchange.network, actions.ask_next, need_id=need.pk, **exchange.write())
    asked = _main(asker, page)
    within(exchange.network, actions.answer_proposal, proposal_id=proposal.pk, answer="yes", **exchange.write())
    found = _main(asker, page)

    said = ["The office looks for somebody", "we asked somebody who can help", f"{exchange.helper.name} says yes."]
    assert [[sentence in text for sentence in said] for text in (sought, asked, found)] == [
        [True, False, False],
        [False, True, False],
        [False, False, True],
    ]
    # Nobody is named before they said yes.
    assert exchange.helper.name not in asked


@pytest.mark.parametrize("gave", [False, True])
def test_both_are_asked_to_choose_once_the_other_gave_half_days(exchange: Exchange, asker: Client, gave: bool) -> None:
    need = within(exchange.network, a_need, exchange)
    with_both = {"need_id": need.pk, "member_id": exchange.helper.pk}
    within(exchange.network, actions.list_candidate, **with_both, **exchange.write())
    proposal = within(exchange.network, actions.ask_next, need_id=need.pk, **exchange.write())
    within(exchange.network, actions.answer_proposal, proposal_id=proposal.pk, answer="yes", **exchange.write())
    if gave:
        for member in (exchange.helper, exchange.asker):
            within(exchange.network, actions.keep_week, member_id=member.pk, week=[(4, MORNING)], **exchange.write())
    helper = _in_english(exchange.helper)
    book = reverse("brokerage:book", args=[proposal.pk])

    pages = [_main(client, reverse("office:todo")) for client in (asker, helper)]

    assert [book in page for page in pages] == [gave, gave]
    assert (book in _main(asker, reverse("brokerage:need", args=[need.pk]))) == gave


def test_nobody_is_offered_an_hour_at_which_they_are_in_a_session(exchange: Exchange, asker: Client) -> None:
    thursday = date(2026, 1, 8)
    with network_scope(exchange.network.pk):
        actions.keep_week(member_id=exchange.helper.pk, week=[(3, AFTERNOON), (4, MORNING)], **exchange.write())
        free = queries.free_half_days(network_id=exchange.network.pk, member_ids=[exchange.helper.pk], at=AT)
        halves = free[exchange.helper.pk]
        third = a_member(exchange.network)
        need = a_need(exchange)
        actions.arrange_session(
            id=new_id(),
            need_id=need.pk,
            provider_id=third.pk,
            item_code="session",
            starts_at=datetime(2026, 1, 8, 13, 30, tzinfo=UTC),
            **exchange.write(),
        )

        clear = queries.clear_half_days(
            network_id=exchange.network.pk, member_id=exchange.asker.pk, halves=halves, at=AT
        )

    assert [one for one in halves if one not in clear] == [HalfDay(thursday, AFTERNOON)]


def test_question_taken_back_is_asked_again_in_its_own_words(exchange: Exchange, asker: Client) -> None:
    need = within(exchange.network, a_need, exchange, confidential_text="Geheim")
    asker.post(reverse("brokerage:withdraw_need", args=[need.pk]))
    again = f"{reverse('brokerage:ask')}?again={need.pk}"
    helper = sign_in(Client(), exchange.helper)

    own, other = _main(asker, again), _main(helper, again)

    assert again in _main(asker, reverse("brokerage:need", args=[need.pk]))
    assert ("Geheim" in own, need.text in own) == (True, True)
    assert ("Geheim" in other, need.text in other) == (False, False)
    assert asker.get(f"{reverse('brokerage:ask')}?again=x").status_code == 404
