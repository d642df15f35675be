"""A network with some exchange in it, made by walking the real actions."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from kennisruil.menu import actions as menu
from kennisruil.network.models import Network, Party
from kennisruil.shared.scope import network_scope
from tests.billing.factories import hold
from tests.factories import AT, BY, ON, a_network, a_party

NOW = datetime(2026, 6, 15, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
DAY = date(2026, 3, 10)


@dataclass(frozen=True)
class Town:
    """A network with three organisations."""

    network: Network
    bakery: Party
    school: Party
    theatre: Party


def a_town() -> Town:
    """Found the network and its organisations; nothing moved yet."""
    network = a_network()
    with network_scope(network.pk):
        menu.publish_shipped_card(network_id=network.pk, holds_from=ON, by=BY, at=AT)
        bakery, school, theatre = (a_party(network, name=name) for name in ("Bakkerij", "School", "Theater"))
    return Town(network=network, bakery=bakery, school=school, theatre=theatre)


def some_exchange(town: Town, *, times: int = 1) -> None:
    """Let the bakery help the school (four coins) and the theatre (one), the school the bakery (a half)."""
    for turn in range(times):
        day = DAY + timedelta(days=turn)
        hold(town.network, on=day, pays=[(town.school, 400)], earns=[(town.bakery, 400)])
        hold(town.network, on=day + timedelta(days=31), pays=[(town.theatre, 100)], earns=[(town.bakery, 100)])
        hold(town.network, on=day + timedelta(days=62), pays=[(town.bakery, 50)], earns=[(town.school, 50)])
