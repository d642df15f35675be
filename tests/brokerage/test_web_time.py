"""Pages of half-days, capacity, booking, waiting, several recipients and several payers."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.actions import links
from kennisruil.brokerage.models import Companion, Proposal, Session, WaitingPlace
from kennisruil.brokerage.rules.half_days import AFTERNOON, HALVES, MORNING
from kennisruil.brokerage.web.halves import key_of
from kennisruil.pathway import actions as pathway
from kennisruil.pathway.rules import Share
from kennisruil.shared import clock
from kennisruil.shared.ids import new_id
from kennisruil.shared.models import Mail
from kennisruil.shared.scope import network_scope
from tests.brokerage.factories import Exchange, a_need, a_session
from tests.brokerage.joint_world import three_who_receive
from tests.brokerage.test_booking import a_yes
from tests.brokerage.web_world import path_of, within
from tests.factories import ON, a_member, a_party, sign_in
from tests.matching.factories import knows

pytestmark = pytest.mark.django_db
LANGUAGES = ("nl", "fr", "en")


def shown(client: Client, address: str) -> list[str]:
    """Open a page in three languages."""
    pages = []
    for language in LANGUAGES:
        client.cookies["django_language"] = language
        answer = client.get(address)
        assert answer.status_code == 200
        pages.append(answer.content.decode())
    return pages


def free(exchange: Exchange) -> Any:
    """Let who gives have time every day from now on; give the first half-day that can be booked."""
    week = [(weekday, half) for weekday in range(7) for half in HALVES]
    actions.keep_week(member_id=exchange.helper.pk, week=week, **exchange.write())
    found = queries.free_half_days(
        network_id=exchange.network.pk, member_ids=[exchange.helper.pk], at=clock.now() + timedelta(days=1)
    )
    return found[exchange.helper.pk][0]


def test_people_say_when_they_have_time_and_how_much(exchange: Exchange, asker: Client, office: Client) -> None:
    own, theirs = reverse("brokerage:my_time"), reverse("brokerage:time_of", args=[exchange.asker.pk])

    assert [client.get(theirs).status_code for client in (office, asker)] == [200, 403]
    asker.post(own, {"keep": "week", "week": ["1.morning", "3.afternoon", "9.morning", "12.morning", "nonsense"]})
    asker.post(own, {"keep": "capacity", "most": "2", "per": "month"})
    office.post(theirs, {"keep": "days", "free": []})
    refused = asker.post(own, {"keep": "capacity", "most": "99", "per": "month"})

    assert refused.status_code == 422
    with network_scope(exchange.network.pk):
        ids = [exchange.asker.pk]
        said = queries.given_by(network_id=exchange.network.pk, member_ids=ids, from_on=clock.now().date())
        room = queries.rooms_of(network_id=exchange.network.pk, member_ids=ids, on=ON)[exchange.asker.pk]
        nothing = queries.free_half_days(network_id=exchange.network.pk, member_ids=ids, at=clock.now())
    assert said[exchange.asker.pk].week == {(1, MORNING), (3, AFTERNOON)}
    assert (room.most, room.per, nothing) == (2, "month", {exchange.asker.pk: []})
    assert ["voormiddag" in page or "matin" in page or "morning" in page for page in shown(asker, own)] == [True] * 3


def test_each_side_books_on_a_page_signed_in_or_by_a_link(exchange: Exchange, asker: Client, stranger: Client) -> None:
    chosen = within(exchange.network, free, exchange)
    proposal = within(exchange.network, a_yes, exchange)
    page = reverse("brokerage:book", args=[proposal.pk])
    link = path_of(links.booking_link(network_id=exchange.network.pk, proposal_id=proposal.pk, side="recipient"))
    nobody = within(exchange.network, a_member, exchange.network)

    assert [client.get(page).status_code for client in (stranger, sign_in(Client(), nobody))] == [404, 404]
    assert all(key_of(chosen) in text and "121,00" in text for text in shown(asker, page)[:2])
    by_link = Client().get(link)
    booked = Client().post(link, {"when": key_of(chosen), "item": "session"})
    again = asker.post(page, {"when": key_of(chosen), "item": "session"})

    with network_scope(exchange.network.pk):
        session = Session.objects.get(need_id=proposal.need_id)
    assert (by_link.status_code, booked.status_code) == (200, 200)
    assert (again.status_code, again["Location"]) == (302, reverse("brokerage:session", args=[session.pk]))
    assert session.course.accepted == {"recipient"}


def test_the_other_side_takes_another_half_day_with_one_click(exchange: Exchange) -> None:
    chosen = within(exchange.network, free, exchange)
    with network_scope(exchange.network.pk):
        session = a_session(exchange, starts_at=clock.now() + timedelta(days=20))
    link = path_of(
        links.session_link(network_id=exchange.network.pk, session_id=session.pk, side="recipient", say="move")
    )

    page = Client().get(link).content.decode()
    done = Client().post(link, {"half_day": key_of(chosen), "place": ""})

    with network_scope(exchange.network.pk):
        session.refresh_from_db()
    assert key_of(chosen) in page
    assert (done.status_code, session.held_on, session.course.accepted) == (200, chosen.on, {"recipient"})


@pytest.mark.slow
def test_a_question_waits_and_gets_its_turn(exchange: Exchange, asker: Client, office: Client) -> None:
    with network_scope(exchange.network.pk):
        actions.set_capacity(member_id=exchange.helper.pk, most=1, per="quarter", **exchange.write())
        busy = a_session(exchange, state="agreed", starts_at=clock.now())
        need = a_need(exchange)
    page = reverse("brokerage:waiting", args=[need.pk])

    assert exchange.helper.name not in asker.get(page + "?people=bart").content.decode()
    within(exchange.network, knows, exchange.helper, "Subsidies schrijven.")
    assert exchange.helper.name in asker.get(page + "?people=bart").content.decode()
    asker.post(page, {"member": str(exchange.helper.pk)})
    assert all(exchange.helper.name in text for text in shown(asker, page))
    assert all(exchange.helper.name in text for text in shown(office, reverse("brokerage:need", args=[need.pk])))
    assert need.text in office.get(reverse("brokerage:time_of", args=[exchange.helper.pk])).content.decode()

    with network_scope(exchange.network.pk):
        values = exchange.write(clock.now())
        actions.cancel_session(session_id=busy.pk, reason="Ziek", **values)
        place = WaitingPlace.objects.get(need=need)
        link = Mail.objects.get(key__startswith="place-offered").text
    assert place.state == "offered"
    assert need.text in asker.get(reverse("office:todo")).content.decode()
    shown(asker, reverse("brokerage:place", args=[place.pk]))
    token = path_of(next(line for line in link.splitlines() if "/answer/turn/" in line))
    opened, answered, late = Client().get(token), Client().post(token), Client().post(token)
    with network_scope(exchange.network.pk):
        asked = Proposal.objects.get(need=need, member=exchange.helper)
    assert [opened.status_code, answered.status_code, late.status_code, asked.state] == [200, 200, 410, "asked"]


def test_the_office_asks_beyond_with_a_reason(exchange: Exchange, office: Client, asker: Client) -> None:
    with network_scope(exchange.network.pk):
        actions.set_capacity(member_id=exchange.helper.pk, most=1, per="quarter", **exchange.write())
        a_session(exchange, state="agreed", starts_at=clock.now())
        need = a_need(exchange)
        listed = actions.list_candidate(need_id=need.pk, member_id=exchange.helper.pk, **exchange.write())
    page, ask = reverse("brokerage:need", args=[need.pk]), reverse("brokerage:ask_next", args=[need.pk])
    beyond = reverse("brokerage:ask_beyond", args=[listed.pk])

    refused = office.post(ask, follow=True).content.decode()
    assert exchange.helper.name in refused and beyond in refused
    assert asker.post(beyond, {"reason": "x"}).status_code == 403
    office.post(beyond, {"reason": "Ze belde zelf"})
    office.post(ask)

    with network_scope(exchange.network.pk):
        listed.refresh_from_db()
    assert (listed.state, "Ze belde zelf" in office.get(page).content.decode()) == ("asked", False)


@pytest.mark.slow
def test_several_recipients_through_the_pages(exchange: Exchange, office: Client, asker: Client) -> None:
    with network_scope(exchange.network.pk):
        proposal = a_yes(exchange)
        also = a_member(exchange.network, given_name="Chloé")
    page = reverse("brokerage:companions", args=[proposal.need_id])

    assert asker.get(page).status_code == 403
    assert also.name in office.get(page + "?people=chlo").content.decode()
    office.post(page, {"member": str(also.pk)})
    with network_scope(exchange.network.pk):
        assert list(Companion.objects.values_list("member_id", flat=True)) == [also.pk]
    shown(office, page)
    arrange = reverse("brokerage:arrange", args=[proposal.need_id])
    values = {"provider": str(exchange.helper.pk), "item": "session", "on": "2027-03-10", "hour": "13:00"}
    values |= {f"parts_{exchange.asker_party.pk}": "1", "price_rule": "split"}
    shown(office, arrange)
    assert office.post(arrange, values).status_code == 302

    with network_scope(exchange.network.pk):
        first, second = queries.together_with(Session.objects.get(recipient=exchange.asker))
    assert [(one.recipient_id, one.recipient_coins) for one in (first, second)] == [
        (exchange.asker.pk, 100),
        (also.pk, 100),
    ]
    helper = sign_in(Client(), exchange.helper)
    for client in (office, helper, asker):
        address = reverse("brokerage:session", args=[first.pk])
        assert all(also.name in text for text in shown(client, address))
    assert helper.get(reverse("brokerage:my_sessions")).content.decode().count(f"/sessions/{second.pk}/") == 0


@pytest.mark.slow
def test_every_step_of_a_joint_session_through_the_pages(exchange: Exchange, office: Client) -> None:
    with network_scope(exchange.network.pk):
        three = three_who_receive(exchange.network, exchange)
        first, second, third = three.agree(three.arrange())

    def act(row: Session, verb: str) -> None:
        office.post(reverse("brokerage:act", args=[row.pk, verb]), {"reason": "Ziek"})

    act(second, "cancel")
    with network_scope(exchange.network.pk):
        assert [one.state for one in queries.together_with(first)] == ["agreed", "cancelled", "agreed"]
    act(third, "confirm-all")
    with network_scope(exchange.network.pk):
        assert [one.state for one in queries.together_with(first)] == ["held", "cancelled", "held"]
    shown(office, reverse("brokerage:session", args=[second.pk]))


def test_co_owners_share_what_one_receives_and_read_along(exchange: Exchange, office: Client) -> None:
    with network_scope(exchange.network.pk):
        owner = a_member(exchange.network, given_name="Hanne")
        other = a_party(exchange.network, member=owner)
        concept = pathway.open_concept(
            id=new_id(),
            name="Buurtkeuken",
            started_on=ON,
            owners=[Share(party_id=exchange.asker_party.pk, parts=2), Share(party_id=other.pk, parts=1)],
            member_ids=[exchange.asker.pk],
            **exchange.write(),
        )
        need = a_need(exchange, concept_id=concept.pk)
        actions.list_candidate(need_id=need.pk, member_id=exchange.helper.pk, **exchange.write())
    page = reverse("brokerage:arrange", args=[need.pk])
    values = {"provider": str(exchange.helper.pk), "item": "session", "on": "2027-03-10", "hour": "13:00"}
    form = office.get(page).context["form"]
    assert [(party.pk, parts) for party, parts in form.owners] == [(exchange.asker_party.pk, 2), (other.pk, 1)]

    office.post(page, values | {f"parts_{exchange.asker_party.pk}": "3", f"parts_{other.pk}": "1"})

    with network_scope(exchange.network.pk):
        session = Session.objects.get(need=need)
        paid = queries.payers_of(network_id=exchange.network.pk, session_id=session.pk)
        told = Mail.objects.get(key__startswith="session-payer")
    assert [(payer.party_id, payer.coins) for payer in paid] == [(exchange.asker_party.pk, 150), (other.pk, 50)]
    assert (told.to, "0,50" in told.text) == (owner.email, True)
    reader = sign_in(Client(), owner)
    assert all(other.name in text for text in shown(reader, reverse("brokerage:session", args=[session.pk])))
    assert reader.post(reverse("brokerage:act", args=[session.pk, "cancel"]), {"reason": "x"}).status_code == 404
    nobody = within(exchange.network, a_member, exchange.network)
    assert sign_in(Client(), nobody).get(reverse("brokerage:session", args=[session.pk])).status_code == 404
