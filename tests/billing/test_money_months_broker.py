"""The money laws after each step of random months in which the operator is a broker, or becomes one and back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kennisruil.billing.models import Document
from kennisruil.shared.scope import network_scope
from tests.billing.broker import decide_role, give_mandate
from tests.billing.random_months import RandomMonths, Step, random_months, steps
from tests.factories import ON

pytestmark = pytest.mark.django_db
_ALLOWED = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
_BROKERED: list[Step] = [("session", 0, 0, 200, 1), ("split", 1, 2, 150, 3), ("workshop", 0, 0, 300, 1)]
_REST: list[Step] = [("month", 0, 0, 1, 1), ("payment", 1, 0, 60, 1), ("reversal", 0, 0, 101, 0), ("month", 0, 0, 1, 1)]


@pytest.mark.parametrize("reversed_part", [51, 100])
def test_laws_hold_when_what_was_brokered_is_paid_and_taken_back(reversed_part: int) -> None:
    months = _of_a_broker()

    _walk(months, [*_BROKERED, *_REST, ("reversal", 0, 0, reversed_part, 1), ("reversal", 0, 0, 2, 2)])

    with network_scope(months.network.pk):
        own_name = Document.objects.filter(counterparty__isnull=False, state="issued")
        assert set(own_name.values_list("kind", flat=True)) == {"invoice_380", "credit_note_381"}


@settings(max_examples=3, deadline=None, derandomize=True, suppress_health_check=_ALLOWED, database=None)
@given(st.lists(steps, min_size=6, max_size=8))
def test_laws_hold_after_each_step_of_a_brokers_months(taken: list[Step]) -> None:
    _walk(_of_a_broker(), [*_BROKERED, *taken])


@pytest.mark.slow
@settings(max_examples=5, deadline=None, suppress_health_check=_ALLOWED)
@given(st.lists(steps, min_size=20, max_size=30), st.integers(3, 9))
def test_laws_hold_when_the_role_changes_now_and_then(taken: list[Step], every: int) -> None:
    months = _of_a_broker()
    for number, step in enumerate([*_BROKERED, *taken]):
        if number % every == 0:
            role = "own_name" if number // every % 2 else "broker"
            decide_role(months.network, role, on=months.today)
        months.take(step)

        assert (number, months.broken()) == (number, [])


def _of_a_broker() -> RandomMonths:
    months = random_months()
    decide_role(months.network, "broker", on=ON)
    for party in months.parties:
        give_mandate(months.network, party)
    return months


def _walk(months: RandomMonths, taken: list[Step]) -> None:
    for number, step in enumerate(taken):
        months.take(step)

        assert (number, step[0], months.broken()) == (number, step[0], [])
