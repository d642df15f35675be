"""A network with a workshop's card and the browsers of its people."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from kennisruil.network.models import Member, Network
from kennisruil.shared.scope import network_scope
from tests.factories import a_network, an_office_member, sign_in
from tests.gatherings.factories import Person, a_card, people

BEFORE = datetime(2026, 1, 20, 9, 0, tzinfo=UTC)


@dataclass
class World:
    """A network with a card, an office, two members, and the clock that its pages read."""

    network: Network
    office: Member
    first: Person
    second: Person
    clock: Callable[[datetime], None]

    def make(self, work: Callable[[], Any]) -> Any:
        """Do something inside the network's scope."""
        with network_scope(self.network.pk):
            return work()

    def as_office(self) -> Client:
        """Give a browser of the office."""
        return self.reading(self.office)

    def as_member(self, person: Person | None = None) -> Client:
        """Give a browser of a member."""
        return self.reading((person or self.first).member)

    def reading(self, member: Member, *, language: str = "en") -> Client:
        """Give a browser of a member who reads in a language."""
        browser = sign_in(Client(), member)
        browser.cookies["django_language"] = language
        return browser


def a_world(monkeypatch: pytest.MonkeyPatch) -> World:
    """Two days before the workshop."""

    def at(instant: datetime) -> None:
        monkeypatch.setattr("kennisruil.shared.clock.now", lambda: instant)

    at(BEFORE)
    network = a_network()
    office = an_office_member(network)
    with network_scope(network.pk):
        a_card(network)
        first, second = people(network, 2)
    return World(network=network, office=office, first=first, second=second, clock=at)
