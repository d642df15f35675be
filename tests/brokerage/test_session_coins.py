"""Coins of a session: reserved, moved once, shared out, borne by the network, refused at the floor."""

import pytest

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.models import Acceptance, Need, Session
from kennisruil.brokerage.rules.refusals import PayerHasNoRoom
from kennisruil.brokerage.web.todo_money import todo_of_room
from kennisruil.ledger import queries as ledger
from kennisruil.ledger.rules.refusals import FloorReached
from kennisruil.shared.ids import new_id
from kennisruil.shared.models import Action
from kennisruil.shared.todo import OFFICE
from tests.brokerage.factories import DAY, Exchange, a_session, an_exchange
from tests.brokerage.session_world import AFTER, coins_of
from tests.factories import ON, a_member, a_party, in_a_network

pytestmark = pytest.mark.django_db


def test_agreed_session_reserves_and_keeps_the_price_of_its_day() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)

        half = a_session(exchange)
        before = coins_of(exchange)
        session = actions.accept_session(session_id=half.pk, side="recipient", **exchange.write())
        session = actions.accept_session(session_id=half.pk, side="provider", **exchange.write())

        assert (before, coins_of(exchange), session.state) == ((0, 0, 0), (0, 200, 0), "agreed")
        assert (session.recipient_coins, session.provider_coins, session.counter_value_cents) == (200, 200, 5000)
        shown = Acceptance.objects.get(session=session, side="recipient").shown["parties"]
        assert [(one["base_cents"], one["vat_cents"], one["gross_cents"]) for one in shown] == [(10_000, 2_100, 12_100)]


def test_confirmed_session_moves_the_coins_once_and_records_the_supply() -> None:
    from kennisruil.billing.models import Supply

    with in_a_network() as network:
        exchange = an_exchange(network)
        session = a_session(exchange, state="held")
        again = actions.confirm_session(session_id=session.pk, **exchange.write(AFTER))

        supply = Supply.objects.get(ref_kind="session", ref_id=session.pk)
        assert (coins_of(exchange), again.state, supply.performed_on) == ((-200, 0, 200), "held", DAY)
        assert Need.objects.get(pk=session.need_id).state == "met"
        assert Action.objects.filter(name="brokerage.confirm_session").count() == 2


def test_several_owners_share_the_price_in_whole_parts() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        owners = [exchange.asker_party, a_party(network), a_party(network)]
        session = a_session(exchange, state="agreed", payer_party_ids=[party.pk for party in owners])

        actions.confirm_session(session_id=session.pk, **exchange.write(AFTER))

        balances = [ledger.balance(network_id=network.pk, account_id=party.account_id).balance for party in owners]
        assert (balances, coins_of(exchange)[2]) == ([-67, -67, -66], 200)
        payers = queries.payers_of(network_id=network.pk, session_id=session.pk)
        assert sum(payer.base_cents for payer in payers) == 10_000


def test_unequal_prices_go_through_the_networks_account() -> None:
    from dataclasses import replace

    from kennisruil.menu import actions as menu
    from kennisruil.menu.queries import shipped_items

    with in_a_network() as network:
        exchange = an_exchange(network)
        items = [replace(item, provider_coins=150) if item.code == "session" else item for item in shipped_items()]
        menu.publish_card(id=new_id(), holds_from=DAY, items=items, **exchange.write())

        a_session(exchange, state="held")

        operator = ledger.balance(network_id=network.pk, account_id=network.operator_account_id).balance
        assert (coins_of(exchange), operator) == ((-200, 0, 150), 50)


def _one_too_many(exchange: Exchange) -> Session:
    for _ in range(3):
        a_session(exchange, state="agreed")
    return a_session(exchange)


def test_floor_refuses_kindly_and_leaves_the_session_proposed() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        session, name = _one_too_many(exchange), exchange.asker_party.name
        before = todo_of_room(network_id=network.pk, waits_for=OFFICE, today=DAY)
        actions.accept_session(session_id=session.pk, side="recipient", **exchange.write())

        # How the payer stands is not for who gives.
        with pytest.raises(PayerHasNoRoom) as told_giver:
            actions.accept_session(session_id=session.pk, side="provider", **exchange.write())
        with pytest.raises(PayerHasNoRoom) as told_office:
            actions.accept_session(session_id=session.pk, side="provider", is_by_phone=True, **exchange.write())

        session.refresh_from_db()
        assert (told_giver.value, told_office.value) == (PayerHasNoRoom(), PayerHasNoRoom(party=name, short_by=200))
        assert (session.state, coins_of(exchange)) == ("proposed", (0, 600, 0))
        assert queries.without_room(network_id=network.pk, session_id=session.pk) == [(exchange.asker_party, 200)]
        [line] = todo_of_room(network_id=network.pk, waits_for=OFFICE, today=DAY)
        assert (before, line.key, name in line.text) == ([], str(session.pk), True)


def test_who_pays_reads_how_much_room_is_lacking() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        session = _one_too_many(exchange)
        actions.accept_session(session_id=session.pk, side="provider", **exchange.write())

        with pytest.raises(FloorReached) as refused:
            actions.accept_session(session_id=session.pk, side="recipient", **exchange.write())

        assert refused.value.short_by == 200


def test_first_session_of_a_newcomer_without_any_facts_passes() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        asker, helper = a_member(network), a_member(network)
        session = a_session(exchange, need_id=None, recipient_id=asker.pk, provider_id=helper.pk, state="held")

        missing = queries.details_missing(network_id=network.pk, on=DAY)
        assert (session.state, sorted(line.member_id for line in missing)) == ("held", sorted([asker.pk, helper.pk]))


def test_cancelled_and_declined_free_the_coins_and_open_the_need() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        cancelled = a_session(exchange, state="cancelled")
        declined = a_session(exchange)
        actions.decline_session(session_id=declined.pk, side="provider", **exchange.write())

        needs = Need.objects.filter(pk__in=[cancelled.need_id, declined.need_id]).values_list("state", flat=True)
        assert (coins_of(exchange), set(needs)) == ((0, 0, 0), {"open"})


def test_what_the_network_bears_counts_against_its_yearly_budget() -> None:
    from dataclasses import replace

    from kennisruil.menu import actions as menu
    from kennisruil.menu import queries as menu_queries
    from kennisruil.menu.queries import shipped_items
    from kennisruil.menu.web.todo import todo_of_menu
    from kennisruil.network import actions as network_actions

    with in_a_network() as network:
        exchange = an_exchange(network)
        items = [replace(item, provider_coins=300) if item.code == "session" else item for item in shipped_items()]
        menu.publish_card(id=new_id(), holds_from=DAY, items=items, **exchange.write())
        a_session(exchange, state="held")
        before = todo_of_menu(network_id=network.pk, waits_for="office", today=DAY)
        network_actions.change_setting(key="coin.budget_minor_per_year", value=110, holds_from=ON, **exchange.write())

        lines = todo_of_menu(network_id=network.pk, waits_for="office", today=DAY)

        assert menu_queries.borne_in_year(network_id=network.pk, year=2026) == 100
        assert ([line.kind for line in before], [line.kind for line in lines]) == ([], ["coin_budget"])
        assert menu_queries.borne_in_year(network_id=network.pk, year=2025) == 0
