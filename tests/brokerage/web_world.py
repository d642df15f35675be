"""Who looks at the pages of the room, and what they act on."""

from typing import Any

from django.test import Client

from kennisruil.brokerage import actions
from kennisruil.brokerage.models import Proposal
from kennisruil.network.models import Network
from kennisruil.shared.scope import network_scope
from tests.brokerage.factories import Exchange, a_need, an_exchange
from tests.factories import a_network, an_office_member, sign_in


def a_new_exchange() -> Exchange:
    network = a_network()
    with network_scope(network.pk):
        return an_exchange(network)


def an_office_browser(network: Network) -> Client:
    with network_scope(network.pk):
        member = an_office_member(network)
    return sign_in(Client(), member)


def within(network: Network, make: Any, *args: Any, **values: Any) -> Any:
    with network_scope(network.pk):
        return make(*args, **values)


def a_proposal(exchange: Exchange) -> Proposal:
    need = a_need(exchange, confidential_text="Geheim")
    actions.list_candidate(need_id=need.pk, member_id=exchange.helper.pk, **exchange.write())
    return actions.ask_next(need_id=need.pk, **exchange.write())


def path_of(link: str) -> str:
    return "/" + link.split("/", 3)[3]


def state_of(row: Any) -> str:
    with network_scope(row.network_id):
        return str(type(row).objects.get(pk=row.pk).state)
