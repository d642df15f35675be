"""What the tests of the room start from."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kennisruil.network.models import Network
    from tests.gatherings.web_world import World


@pytest.fixture
def network() -> "Iterator[Network]":
    """A network with the shipped menu card."""
    from tests.factories import in_a_network
    from tests.gatherings.factories import a_card

    with in_a_network() as network:
        a_card(network)
        yield network


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> "World":
    """Two days before the workshop."""
    from tests.gatherings.web_world import a_world

    return a_world(monkeypatch)
