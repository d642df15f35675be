"""What the tests of the room's pages start from: an exchange, and browsers of the office, an asker and a stranger."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from tests.brokerage.factories import Exchange


@pytest.fixture
def exchange() -> "Exchange":
    """An exchange in a network of its own."""
    from tests.brokerage.web_world import a_new_exchange

    return a_new_exchange()


@pytest.fixture
def office(exchange: "Exchange") -> "Client":
    """A browser of the office."""
    from tests.brokerage.web_world import an_office_browser

    return an_office_browser(exchange.network)


@pytest.fixture
def asker(exchange: "Exchange") -> "Client":
    """A browser of who asks for help."""
    from django.test import Client

    from tests.factories import sign_in

    return sign_in(Client(), exchange.asker)


@pytest.fixture
def stranger(exchange: "Exchange") -> "Client":
    """A browser of the office of another network."""
    from tests.brokerage.web_world import an_office_browser
    from tests.factories import a_network

    del exchange
    return an_office_browser(a_network())
