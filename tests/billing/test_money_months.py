"""The four money laws in the database, after each step of random months; every kind of movement is a step."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kennisruil.billing.rules.postings import MoveKind
from tests.billing.random_months import STEPS, Step, random_months, steps

pytestmark = pytest.mark.django_db
_ALLOWED = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]


@settings(max_examples=3, deadline=None, derandomize=True, suppress_health_check=_ALLOWED, database=None)
@given(st.lists(steps, min_size=8, max_size=10))
def test_laws_hold_after_each_step_of_a_few_months(taken: list[Step]) -> None:
    _walk(taken)


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=_ALLOWED)
@given(st.lists(steps, min_size=30, max_size=60))
def test_laws_hold_after_each_step_of_long_random_months(taken: list[Step]) -> None:
    _walk(taken)


def test_every_kind_of_movement_has_a_step() -> None:
    by_supplies = {MoveKind.SUPPLY: "session"}

    assert [kind for kind in MoveKind if by_supplies.get(kind, str(kind)) not in STEPS] == []


def _walk(taken: list[Step]) -> None:
    months = random_months()
    for number, step in enumerate(taken):
        months.take(step)

        assert (number, months.broken()) == (number, [])
