"""Pages of the room: one happy path, one forbidden, one of another network."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kennisruil.brokerage.models import Need, Proposal, Session
from kennisruil.shared.scope import network_scope
from tests.brokerage.factories import Exchange, a_need, a_session
from tests.brokerage.web_world import a_proposal, state_of, within
from tests.factories import a_member, sign_in
from tests.matching.factories import knows

pytestmark = pytest.mark.django_db


def test_asking_for_help_opens_a_need(exchange: Exchange, asker: Client) -> None:
    answer = asker.post(
        reverse("brokerage:ask"), {"text": "Wie kent de weg in Brussel?", "sought": "", "confidential_text": ""}
    )

    with network_scope(exchange.network.pk):
        needs = list(Need.objects.filter(network_id=exchange.network.pk).values_list("text", "member_id"))
    assert (answer.status_code, needs) == (302, [("Wie kent de weg in Brussel?", exchange.asker.pk)])


def test_asking_without_words_says_so(asker: Client) -> None:
    answer = asker.post(reverse("brokerage:ask"), {"text": ""})

    assert (answer.status_code, "error" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("name", ["my_needs", "ask", "my_sessions", "give_back", "my_details"])
def test_member_pages_show(asker: Client, exchange: Exchange, name: str) -> None:
    within(exchange.network, knows, exchange.asker, "Subsidies schrijven.")
    within(exchange.network, a_session, exchange, state="agreed")

    assert asker.get(reverse(f"brokerage:{name}")).status_code == 200
    assert Client().get(reverse(f"brokerage:{name}")).status_code == 302


@pytest.mark.parametrize("name", ["needs", "calendar"])
def test_office_pages_are_for_the_office(asker: Client, office: Client, exchange: Exchange, name: str) -> None:
    within(exchange.network, a_session, exchange)

    assert [client.get(reverse(f"brokerage:{name}")).status_code for client in (office, asker)] == [200, 403]


@pytest.mark.parametrize("state", ["proposed", "agreed", "moved", "asked", "disputed", "no_show", "held", "cancelled"])
def test_session_page_in_every_state_and_language(exchange: Exchange, office: Client, state: str) -> None:
    session = within(exchange.network, a_session, exchange, state=state)
    page, statuses = reverse("brokerage:session", args=[session.pk]), set()
    for client in (sign_in(Client(), exchange.helper), office):
        for language in ("nl", "fr", "en"):
            client.cookies["django_language"] = language
            statuses.add(client.get(page).status_code)

    assert statuses == {200}


def test_session_is_not_for_others(exchange: Exchange, stranger: Client) -> None:
    session = within(exchange.network, a_session, exchange)
    other = sign_in(Client(), within(exchange.network, a_member, exchange.network))

    answers = [one.get(reverse("brokerage:session", args=[session.pk])).status_code for one in (other, stranger)]
    acted = stranger.post(reverse("brokerage:act", args=[session.pk, "cancel"]), {"reason": "x"}).status_code

    assert (answers, acted, state_of(session)) == ([404, 404], 404, "proposed")


def test_a_need_is_not_another_networks(exchange: Exchange, stranger: Client) -> None:
    need = within(exchange.network, a_need, exchange)

    assert stranger.get(reverse("brokerage:need", args=[need.pk])).status_code == 404
    assert stranger.post(reverse("brokerage:ask_next", args=[need.pk])).status_code == 404


def test_broker_lists_orders_and_asks_without_javascript(exchange: Exchange, office: Client) -> None:
    within(exchange.network, knows, exchange.helper, "Subsidies schrijven.", is_in_job=False)
    second = within(exchange.network, a_member, exchange.network, is_outsider=True)
    need = within(exchange.network, a_need, exchange)
    page = reverse("brokerage:need", args=[need.pk])

    shown = office.get(page).content.decode()
    for member in (exchange.helper, second):
        office.post(reverse("brokerage:list_candidate", args=[need.pk]), {"member": str(member.pk)})
    with network_scope(exchange.network.pk):
        last = Proposal.objects.get(member=second)
    office.post(reverse("brokerage:move_candidate", args=[last.pk]), {"to": "up"})
    office.post(reverse("brokerage:ask_next", args=[need.pk]))

    assert ("Subsidies schrijven." in shown, exchange.helper.name in shown, second.name in shown) == (True, True, True)
    assert state_of(last) == "asked"
    assert office.get(page).status_code == 200
    assert office.get(page + "?people=bar").status_code == 200


def test_broker_arranges_a_session(exchange: Exchange, office: Client) -> None:
    proposal = within(exchange.network, a_proposal, exchange)
    page = reverse("brokerage:arrange", args=[proposal.need_id])
    values = {
        "provider": str(exchange.helper.pk),
        "item": "session",
        "on": "2027-03-10",
        "hour": "13:00",
        "place": "Gent",
    }

    assert office.get(page).status_code == 200
    answer = office.post(page, {**values, "payers": [str(exchange.asker_party.pk)]})

    with network_scope(exchange.network.pk):
        session = Session.objects.get(need_id=proposal.need_id)
    assert (answer.status_code, session.starts_at.isoformat(), session.place) == (
        302,
        "2027-03-10T12:00:00+00:00",
        "Gent",
    )


def test_both_sides_accept_on_their_own_page(exchange: Exchange, asker: Client) -> None:
    session = within(exchange.network, a_session, exchange)
    helper = sign_in(Client(), exchange.helper)
    for client in (asker, helper):
        assert client.post(reverse("brokerage:act", args=[session.pk, "accept"])).status_code == 302

    assert state_of(session) == "agreed"


def test_office_notes_a_yes_that_it_heard_by_phone(exchange: Exchange, office: Client, asker: Client) -> None:
    session = within(exchange.network, a_session, exchange)
    page, heard = (
        reverse("brokerage:session", args=[session.pk]),
        reverse("brokerage:act", args=[session.pk, "heard-provider"]),
    )
    asker.post(reverse("brokerage:act", args=[session.pk, "accept"]))
    # A member notes nothing for somebody else.
    asker.post(heard)
    before = (state_of(session), heard in office.get(page).content.decode())

    office.post(heard)

    shown = office.get(page)
    kept = [(yes.side, yes.is_by_phone) for yes in shown.context["acceptances"]]
    assert (before, state_of(session)) == (("proposed", True), "agreed")
    assert sorted(kept) == [("provider", True), ("recipient", False)]
    assert heard not in shown.content.decode()


def test_only_the_office_reads_whose_room_is_too_small(exchange: Exchange, office: Client) -> None:
    for _ in range(3):
        within(exchange.network, a_session, exchange, state="agreed")
    session = within(exchange.network, a_session, exchange)
    page, giver = reverse("brokerage:session", args=[session.pk]), sign_in(Client(), exchange.helper)

    shown = [client.get(page).content.decode() for client in (office, giver)]

    said = f"{exchange.asker_party.name} heeft geen ruimte voor deze sessie: 2,00 te weinig."
    assert [said in html for html in shown] == [True, False]
    assert "geen ruimte" not in shown[1]


def test_who_said_that_it_took_place_is_not_asked_again(exchange: Exchange, asker: Client) -> None:
    session = within(exchange.network, a_session, exchange, state="asked")
    page = reverse("brokerage:session", args=[session.pk])
    before = asker.get(page).context["own_held"]

    asker.post(reverse("brokerage:act", args=[session.pk, "held"]))
    shown = asker.get(page)

    assert (before, shown.context["own_held"]) == (False, True)
    assert reverse("brokerage:act", args=[session.pk, "held"]) not in shown.content.decode()


def test_a_member_cannot_decide_for_the_office(exchange: Exchange, asker: Client) -> None:
    session = within(exchange.network, a_session, exchange, state="disputed")

    asker.post(reverse("brokerage:act", args=[session.pk, "decide-held"]), {"reason": "x"})

    assert state_of(session) == "disputed"


def test_confidential_part_needs_a_promise(exchange: Exchange) -> None:
    proposal = within(exchange.network, a_proposal, exchange)
    helper = sign_in(Client(), exchange.helper)
    page = reverse("brokerage:proposal", args=[proposal.pk])

    before = "Geheim" in helper.get(page).content.decode()
    promised = helper.post(reverse("brokerage:promise", args=[proposal.need_id]))

    assert (before, "Geheim" in helper.get(page).content.decode()) == (False, True)
    assert promised.headers["Location"] == page


def test_who_said_yes_reads_what_comes_next_and_the_office_reads_the_words(exchange: Exchange, office: Client) -> None:
    proposal = within(exchange.network, a_proposal, exchange)
    helper = sign_in(Client(), exchange.helper)
    page = reverse("brokerage:proposal", args=[proposal.pk])

    before = helper.get(reverse("brokerage:need", args=[proposal.need_id])).content.decode()
    answered = helper.post(page, {"answer": "yes", "text": "Donderdag na vier uur."}, follow=True)
    arranging = office.get(reverse("brokerage:arrange", args=[proposal.need_id])).content.decode()

    assert page in before
    assert answered.redirect_chain == [(page, 302)]
    assert f"een datum met jou en {exchange.asker.name}" in answered.content.decode()
    assert "Donderdag na vier uur." in arranging


def test_lists_ask_the_database_as_often_with_one_row_as_with_three(
    exchange: Exchange, office: Client, asker: Client
) -> None:
    pages = [(office, "needs"), (office, "calendar"), (asker, "my_sessions"), (asker, "my_needs")]
    counts = []
    for times in (1, 2):
        for _ in range(times):
            within(exchange.network, a_session, exchange)
            within(exchange.network, a_need, exchange)
        counts.append([_questions(client, name) for client, name in pages])

    assert counts[0] == counts[1]
    assert max(counts[0]) <= 18


def _questions(client: Client, name: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse(f"brokerage:{name}"))
    return len(asked)
