"""A network whose operator is a broker, and parties that gave their mandate; what the tests of that role share."""

from dataclasses import replace
from datetime import date
from typing import Any

from kennisruil.network import actions as network_actions
from kennisruil.network.models import Network, Party
from kennisruil.network.queries import terms_text
from kennisruil.network.rules import PartyFactsInput
from kennisruil.shared.scope import network_scope
from tests.billing.factories import BY, at_noon
from tests.factories import COMPANY, ON, a_network, a_party

SMALL = replace(COMPANY, vat_kind="small_enterprise", enterprise_number="0403170701", email="klein@mail.example")


def a_broker_network(**other: Any) -> Network:
    """Found a network that acts in the provider's name from its first day."""
    network = a_network(**other)
    decide_role(network, "broker", on=ON)
    return network


def decide_role(network: Network, role: str, *, on: date) -> None:
    with network_scope(network.pk):
        network_actions.change_setting(
            network_id=network.pk, key="legal_role", value=role, holds_from=on, by=BY, at=at_noon(on)
        )


def mandated(network: Network, *, name: str, facts: PartyFactsInput | None = COMPANY) -> Party:
    """Add a party that lets the operator issue in its name."""
    party = a_party(network, name=name, facts=facts)
    give_mandate(network, party)
    return party


def give_mandate(network: Network, party: Party, *, on: date = ON) -> None:
    with network_scope(network.pk):
        version = terms_text(network_id=network.pk, kind="mandate", language="nl", on=on).version
        network_actions.agree(
            network_id=network.pk, party_id=party.pk, kind="mandate", version=version, on=on, by=BY, at=at_noon(on)
        )
