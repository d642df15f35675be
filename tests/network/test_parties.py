"""Parties that join, and the facts known of them from a day on."""

from datetime import date, timedelta

import pytest

from kennisruil.ledger.models import Account
from kennisruil.network import actions, queries, rules
from kennisruil.network.models import Party, PartyFacts
from kennisruil.shared.models import Action
from tests.factories import AT, BY, COMPANY, ON, OPERATOR, a_member, a_party, in_a_network
from tests.network.days import LATER

pytestmark = pytest.mark.django_db


def test_join_party_numbers_without_gaps_and_opens_an_account() -> None:
    with in_a_network() as network:
        member = a_member(network)

        parties = [a_party(network, member=member) for _ in range(3)]

        account = Account.objects.get(pk=parties[0].account_id)
        assert [party.number for party in parties] == [2, 3, 4]
        assert (account.balance, account.floor, account.ceiling) == (0, -600, 2000)


def test_join_party_with_the_same_id_gives_the_first() -> None:
    with in_a_network() as network:
        party = a_party(network, name="First")

        again = actions.join_party(
            network_id=network.pk, id=party.pk, kind="person", name="Second", on=ON, by=BY, at=AT
        )

        assert (again.name, Party.objects.count()) == ("First", 2)


def test_join_party_with_a_wrong_number_makes_nothing() -> None:
    with in_a_network() as network:
        with pytest.raises(rules.NumberRefused):
            a_party(network, facts=rules.PartyFactsInput(iban="BE00"))

        assert Party.objects.filter(is_operator=False).count() == 0
        assert a_party(network).number == 2


def test_change_facts_keeps_what_held_before() -> None:
    with in_a_network() as network:
        party = a_party(network)

        actions.change_facts(
            network_id=network.pk, party_id=party.pk, holds_from=LATER, by=BY, at=AT, vat_kind="small_enterprise"
        )

        on = [
            queries.facts_on(network_id=network.pk, party_id=party.pk, on=day) for day in (LATER - timedelta(1), LATER)
        ]
        assert [row and row.vat_kind for row in on] == ["vat_business", "small_enterprise"]
        assert on[1] is not None
        assert on[1].iban == "BE71096123456769"


def test_change_facts_twice_for_a_day_keeps_one_row_and_no_values_in_the_action() -> None:
    with in_a_network() as network:
        party = a_party(network)

        for city in ("Aalst", "Ninove"):
            actions.change_facts(network_id=network.pk, party_id=party.pk, holds_from=LATER, by=BY, at=AT, city=city)

        assert PartyFacts.objects.filter(party=party, holds_from=LATER).get().city == "Ninove"
        kept = [row.data for row in Action.objects.filter(name="network.change_facts")]
        assert kept.count({"holds_from": "2026-06-01", "fields": ["city"]}) == 2


def test_facts_are_unknown_until_the_vat_status_is() -> None:
    with in_a_network() as network:
        party = a_party(network, facts=rules.PartyFactsInput(iban="BE71 0961 2345 6769"))

        assert queries.facts_on(network_id=network.pk, party_id=party.pk, on=ON) is None
        noted = queries.noted_facts(network_id=network.pk, party_id=party.pk, on=ON)
        assert noted is not None
        assert noted.iban == "BE71096123456769"


def test_facts_of_the_operator_hold_from_the_beginning() -> None:
    with in_a_network() as network:
        operator = queries.operator_of(network_id=network.pk)

        facts = queries.facts_on(network_id=network.pk, party_id=operator.pk, on=date(2010, 1, 1))

        assert facts is not None
        assert (facts.legal_name, facts.vat_number) == (OPERATOR.legal_name, "BE0403019261")
        assert COMPANY.country == "BE"
