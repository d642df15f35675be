"""Any sequence of commands: the database answers and stands as the plain Python model does, and every law holds."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.ledger.machine import LedgerMachine

_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def walk(*, examples: int) -> None:
    chosen = settings(max_examples=examples, stateful_step_count=30, deadline=None, suppress_health_check=_QUIET)
    run_state_machine_as_test(LedgerMachine, settings=chosen)


@pytest.mark.django_db
def test_any_sequence_of_commands_is_as_the_model_says() -> None:
    walk(examples=100)


@pytest.mark.slow
@pytest.mark.django_db
def test_many_sequences_of_commands_are_as_the_model_says() -> None:
    walk(examples=2_000)
