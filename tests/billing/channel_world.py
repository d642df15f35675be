"""Networks whose documents travel as e-invoices, and the stand-in for an access point as tests speak to it."""

import json
import urllib.request
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from kennisruil.billing.actions.channel import work_through
from kennisruil.billing.models import Submission
from kennisruil.network.actions import change_facts, change_setting
from kennisruil.shared.scope import network_scope
from tests.billing.access_point import COMPANY
from tests.billing.factories import BY, at_noon, close
from tests.billing.web_world import World, a_world

ON = date(2026, 2, 20)
AT = at_noon(ON)


@dataclass(frozen=True)
class AccessPoint:
    """The running stand-in."""

    address: str

    def will(self, **state: Any) -> None:
        given = json.dumps(
            {"next": [], "sent": [], "incoming": [], "read": [], "unregistered": [], "asked": [], "heard": []} | state
        )
        urllib.request.urlopen(f"{self.address}/_next", data=given.encode(), timeout=5).close()

    def told(self) -> dict[str, Any]:
        with urllib.request.urlopen(f"{self.address}/_sent", timeout=5) as answer:
            told: dict[str, Any] = json.load(answer)
        return told

    def numbers(self) -> list[str]:
        """What really left, by number, each as often as it did."""
        return sorted(row["parsed"].get("invoiceNumber", "") for row in self.told()["sent"])


def on_the_network(*, is_closed: bool = True) -> World:
    """A world whose companies are noted as registered, so that their documents travel as e-invoices."""
    world = a_world(closed=False)
    with network_scope(world.network.pk):
        for party in (world.receiving, world.giving):
            change_facts(
                network_id=world.network.pk,
                party_id=party.pk,
                holds_from=date(2026, 1, 5),
                peppol_registered=True,
                by=BY,
                at=AT,
            )
    return closed(world) if is_closed else world


def with_access_point() -> World:
    world = on_the_network(is_closed=False)
    with network_scope(world.network.pk):
        for key, value in (("channel.adapter", "recommand"), ("channel.company", COMPANY)):
            change_setting(network_id=world.network.pk, key=key, value=value, holds_from=date(2026, 1, 1), by=BY, at=AT)
    return closed(world)


def closed(world: World) -> World:
    close(world.network, "2026-01")
    return world


def work(world: World, *, at: datetime = AT) -> int:
    return work_through(network_id=world.network.pk, by=BY, at=at)


def states(world: World) -> dict[str, str]:
    with network_scope(world.network.pk):
        return dict(Submission.objects.order_by("pk").values_list("document_type", "state"))


def numbers(world: World) -> list[str]:
    return sorted(each.number for each in world.documents() if each.xml_id and each.channel == "peppol")


def later(tries: int) -> datetime:
    """Give an instant at which the next try of the first few is due."""
    return AT + timedelta(hours=13 * tries)
