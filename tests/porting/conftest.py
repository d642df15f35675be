"""What the tests of the room start from."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kennisruil.network.models import Network


@pytest.fixture
def network() -> "Iterator[Network]":
    """A network, and its scope."""
    from tests.factories import in_a_network

    with in_a_network() as founded:
        yield founded
