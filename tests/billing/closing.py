"""A close for tests: two parties, their months, and the run itself."""

from dataclasses import replace
from datetime import date

from kennisruil.billing import actions
from kennisruil.network.models import Network, Party
from kennisruil.shared.periods import Month
from tests.billing.factories import BY, at_noon
from tests.factories import ASSOCIATION, COMPANY, a_party

JANUARY, MARCH = Month(2026, 1), Month(2026, 3)


def two_parties(network: Network) -> tuple[Party, Party]:
    association = replace(ASSOCIATION, email="b@vzw.example")
    return a_party(network, name="A", facts=COMPANY), a_party(network, name="B", facts=association)


def run_close(network: Network, month: Month, today: date) -> actions.CloseResult:
    return actions.close_month(network_id=network.pk, month=month, today=today, by=BY, at=at_noon(today))
