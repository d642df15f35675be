"""A quarter with every kind of party, made once for a module; what the tests of the VAT office share."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from kennisruil.billing.actions import reverse_supply
from kennisruil.billing.queries.vat_office import (
    taxed_documents,
)
from kennisruil.billing.rules.grids import return_of
from kennisruil.billing.rules.quarters import Quarter
from kennisruil.network.models import Network, Party
from kennisruil.network.rules import PartyFactsInput
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.billing.factories import BY, at_noon, close, hold
from tests.factories import (
    ASSOCIATION,
    COMPANY,
    PERSON,
    a_network,
    a_party,
)

FIRST = Quarter(2026, 1)


EU = PartyFactsInput(
    vat_kind="eu_business", vat_number="NL004495445B01", country="NL", street="Kade 1", postcode="1011",
    city="Amsterdam", iban="BE71 0961 2345 6769", email="facturen@nl.example",
)  # fmt: skip


NUMBER = "85.07.30-033 28"


@pytest.fixture(scope="module")
def network(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Network]:
    """A first quarter with every kind of party on both sides, and one session taken back; each test is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_quarter()
        transaction.set_rollback(True)


def a_quarter() -> Network:
    """Found the network of that quarter."""
    found = a_network()
    company = a_party(found, name="Velo Vooruit", facts=COMPANY)
    others = [
        a_party(found, name="Kade BV", facts=EU),
        a_party(found, name="Buurthuis", facts=ASSOCIATION),
        a_party(found, name="Lies", kind="person", facts=PERSON),
    ]
    back = None
    for number, other in enumerate(others):
        day = date(2026, 1, 10 + number)
        hold(found, on=day, pays=[(company, 300)], earns=[(other, 300)])
        back = hold(found, on=day, pays=[(other, 200)], earns=[(company, 200)])
    close(found, "2026-01")
    assert back is not None
    day = date(2026, 2, 20)
    reverse_supply(
        network_id=found.pk, id=new_id(), supply_id=back.pk, reason="Not held", by=BY, at=at_noon(day), today=day
    )
    return found


def cents_of(network: Network) -> dict[str, int]:
    with network_scope(network.pk):
        documents = taxed_documents(network_id=network.pk, start_on=FIRST.start_on, end_on=FIRST.end_on)
    return return_of(documents).cents


def party_of(network: Network, name: str) -> Party:
    with network_scope(network.pk):
        return Party.objects.get(name=name)
