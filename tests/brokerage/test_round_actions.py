"""An exchange round, opened, drawn, decided link by link and closed; and its pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.models import ExchangeRound, Proposal, RoundLink
from kennisruil.brokerage.queries.rounds import found_for
from kennisruil.brokerage.rules.refusals import NotNow
from kennisruil.matching import actions as matching
from kennisruil.network.models import Member
from kennisruil.shared.ids import new_id
from kennisruil.shared.models import Mail
from kennisruil.shared.scope import network_scope
from tests.brokerage.factories import Exchange, a_need, a_session, an_exchange, on_day
from tests.factories import AT, BY, a_member, a_network, a_party, an_office_member, sign_in

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class World:
    """Aïsha still has to give and knows permits; Bo knows books and needs permits; Bart, in credit, needs books."""

    exchange: Exchange
    between: Member

    def write(self) -> dict[str, Any]:
        """Give the arguments every action takes."""
        return self.exchange.write(LATER)


LATER = on_day(AT.date().replace(year=AT.year + 1))


@pytest.fixture
def world() -> Iterator[World]:
    network = a_network()
    with network_scope(network.pk):
        exchange = an_exchange(network)
        a_session(exchange, state="held")
        between = a_member(network, given_name="Bo")
        a_party(network, member=between)
        _knows(exchange.asker, "Ik help verenigingen aan een milieuvergunning")
        _knows(between, "Ik doe de boekhouding van kleine coöperaties")
        _asks(exchange, between, "Hoe vragen wij een milieuvergunning aan?")
        _asks(exchange, exchange.helper, "Wie zet onze boekhouding op?")
        yield World(exchange, between)


def _knows(member: Member, text: str) -> None:
    matching.tell_know_how(
        network_id=member.network_id,
        id=new_id(at=AT),
        member_id=member.pk,
        text=text,
        is_in_job=True,
        language="nl",
        by=BY,
        at=AT,
    )


def _asks(exchange: Exchange, member: Member, text: str) -> None:
    other = Exchange(
        network=exchange.network,
        asker=member,
        helper=exchange.helper,
        asker_party=exchange.asker_party,
        helper_party=exchange.helper_party,
    )
    a_need(other, text=text)


def _drawn(world: World) -> ExchangeRound:
    opened = actions.open_round(id=new_id(at=LATER), item_code="session", **world.write())
    actions.draw_round(round_id=opened.pk, **world.write())
    return queries.round_by_id(network_id=opened.network_id, round_id=opened.pk)


def _chain(world: World, opened: ExchangeRound) -> list[RoundLink]:
    [chain] = queries.plans_of(network_id=opened.network_id, round_id=opened.pk)["chains"].chains
    return list(chain)


def test_round_draws_the_chain_that_restores_balance(world: World) -> None:
    opened = _drawn(world)

    plan = queries.plans_of(network_id=opened.network_id, round_id=opened.pk)["chains"]
    assert (opened.state, opened.done, opened.total) == ("open", 2, 2)
    assert [(link.giver.given_name, link.need.member.given_name) for link in plan.chains[0]] == [
        ("Aïsha", "Bo"),
        ("Bo", "Bart"),
    ]
    assert (plan.sums.unbalanced_before, plan.sums.unbalanced_after) == (400, 0)


def test_round_looks_at_nobody_who_hardly_fits(world: World) -> None:
    network_id = world.exchange.network.pk
    baker, other = (a_member(world.exchange.network, given_name=name) for name in ("Lieve", "Wim"))
    _knows(baker, "Ik bak brood in een houtoven")
    _knows(other, "Ik programmeer websites")
    need = a_need(world.exchange, text="Wie leert ons brood bakken in een houtoven?")
    everybody = [baker.pk, other.pk, world.between.pk, world.exchange.asker.pk, world.exchange.helper.pk]
    matching.make_vectors(network_id=network_id, member_ids=everybody)

    ranked = queries.candidates_for_need(network_id=network_id, need=need, on=LATER.date())
    found = found_for(network_id=network_id, need=need, on=LATER.date())

    # The broker sees them all; a round counts on the one alone.
    assert (len(ranked) > 1, [one.member_id for one in found]) == (True, [baker.pk])


def test_round_opened_or_drawn_again_is_the_same(world: World) -> None:
    first = _drawn(world)
    links = list(RoundLink.objects.order_by("pk").values_list("pk", flat=True))

    again = actions.open_round(id=new_id(at=LATER), item_code="session", **world.write())
    actions.draw_round(round_id=first.pk, **world.write())

    assert again == first
    assert list(RoundLink.objects.order_by("pk").values_list("pk", flat=True)) == links


def test_accepted_link_is_a_proposal_that_is_asked_at_once(world: World) -> None:
    opened = _drawn(world)
    first, second = _chain(world, opened)

    for _twice in range(2):
        actions.accept_link(link_id=first.pk, **world.write())
    actions.reject_link(link_id=second.pk, **world.write())

    assert list(Proposal.objects.filter(need_id=first.need_id).values_list("member_id", "state", "position")) == [
        (world.exchange.asker.pk, "asked", 1)
    ]
    assert Mail.objects.filter(to=world.exchange.asker.email, about_kind="proposal").count() == 1
    assert not Proposal.objects.filter(need_id=second.need_id).exists()
    plan = queries.plans_of(network_id=opened.network_id, round_id=opened.pk)["chains"]
    assert [link.state for link in plan.chains[0]] == ["accepted", "rejected"]
    assert plan.sums.unbalanced_after == 400


def test_link_put_aside_can_be_taken_up_again(world: World) -> None:
    first, _second = _chain(world, _drawn(world))

    states = [actions.reject_link(link_id=first.pk, **world.write()).state for _time in range(2)]

    assert states == ["rejected", "suggested"]


def test_one_need_gets_one_link_of_all_plans(world: World) -> None:
    opened = _drawn(world)
    first, _second = _chain(world, opened)
    other = RoundLink.objects.filter(need_id=first.need_id).exclude(plan="chains").first()
    actions.accept_link(link_id=first.pk, **world.write())

    assert other is not None
    with pytest.raises(NotNow):
        actions.accept_link(link_id=other.pk, **world.write())
    with pytest.raises(NotNow):
        actions.reject_link(link_id=first.pk, **world.write())

    assert Proposal.objects.filter(need_id=first.need_id).count() == 1


def test_closed_round_decides_nothing_more(world: World) -> None:
    opened = _drawn(world)
    first, _second = _chain(world, opened)
    for _twice in range(2):
        actions.close_round(round_id=opened.pk, **world.write())

    with pytest.raises(NotNow):
        actions.accept_link(link_id=first.pk, **world.write())

    assert not Proposal.objects.filter(need_id=first.need_id).exists()
    assert queries.present_round(network_id=opened.network_id) is None


def _browser(member: Member, language: str = "en") -> Client:
    browser = sign_in(Client(), member)
    browser.cookies["django_language"] = language
    return browser


def test_the_office_opens_looks_and_decides(world: World) -> None:
    office = _browser(an_office_member(world.exchange.network))

    drawing = office.post(reverse("brokerage:open_round"), {"item": "session"}, follow=True)
    [opened] = ExchangeRound.objects.all()
    actions.draw_round(round_id=opened.pk, **world.write())
    ready = office.get(reverse("brokerage:round", args=[opened.pk]), headers={"HX-Request": "true"})
    shown = office.get(reverse("brokerage:round", args=[opened.pk]))
    first, _second = _chain(world, opened)
    office.post(reverse("brokerage:decide_link", args=[first.pk]), {"answer": "accept"})
    office.post(reverse("brokerage:close_round", args=[opened.pk]))

    assert "Looking at every open question" in drawing.content.decode()
    assert "The plans are ready" in ready.content.decode()
    assert "Aïsha" in shown.content.decode()
    assert RoundLink.objects.get(pk=first.pk).state == "accepted"
    assert ExchangeRound.objects.get().state == "closed"
    assert office.get(reverse("brokerage:rounds")).status_code == 200


@pytest.mark.parametrize("plan", ["chains", "rings", "assign", "nothing"])
@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_pages_of_a_round_open_in_each_language(world: World, plan: str, language: str) -> None:
    opened = _drawn(world)
    office = _browser(an_office_member(world.exchange.network), language)

    assert office.get(reverse("brokerage:round", args=[opened.pk]) + f"?plan={plan}").status_code == 200


def test_rounds_are_not_for_members(world: World) -> None:
    address = reverse("brokerage:round", args=[_drawn(world).pk])

    assert _browser(world.between).get(address).status_code == 403


def test_round_of_another_network_does_not_exist() -> None:
    mine, other = a_network(), a_network(slug="elders", name="Elders")
    office = an_office_member(mine)
    with network_scope(other.pk):
        an_exchange(other)
        opened = actions.open_round(network_id=other.pk, id=new_id(at=AT), item_code="session", by=BY, at=AT)

    assert _browser(office).get(reverse("brokerage:round", args=[opened.pk])).status_code == 404
