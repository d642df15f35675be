"""An exchange the office looks at, made by walking the real actions."""

from dataclasses import dataclass
from datetime import UTC, datetime

from kennisruil.matching import actions as matching
from kennisruil.network.models import Member, Network
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.brokerage.factories import Exchange, a_need, a_session, an_exchange
from tests.factories import AT, BY, a_member, a_network, an_office_member

NOW = datetime(2026, 6, 15, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


@dataclass(frozen=True)
class World:
    """A network in which Bart helped Aïsha once; she still has to give, and somebody needs what she knows."""

    network: Network
    office: Member
    exchange: Exchange


def a_world() -> World:
    """Make it."""
    network = a_network()
    office = an_office_member(network)
    with network_scope(network.pk):
        exchange = an_exchange(network)
        a_session(exchange, state="held")
        says(exchange.asker, "Ik geef opleiding in boekhouden voor kleine verenigingen")
        asks(exchange, a_member(network, given_name="Zoë"), "Wie leert ons boekhouden?")
    return World(network=network, office=office, exchange=exchange)


def says(member: Member, text: str) -> None:
    """Let a member say what they can do outside their job."""
    matching.tell_know_how(
        network_id=member.network_id,
        id=new_id(at=AT),
        member_id=member.pk,
        text=text,
        is_in_job=False,
        language="nl",
        kind="skill",
        by=BY,
        at=AT,
    )


def asks(exchange: Exchange, member: Member, text: str) -> None:
    """Let another member ask for help."""
    a_need(
        Exchange(
            network=exchange.network,
            asker=member,
            helper=exchange.helper,
            asker_party=exchange.asker_party,
            helper_party=exchange.helper_party,
        ),
        text=text,
    )
