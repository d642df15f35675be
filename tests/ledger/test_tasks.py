"""The daily sweep."""

from datetime import timedelta

import pytest

from kennisruil.ledger.tasks import expire_due_reservations
from tests.ledger.world import AT, World

pytestmark = pytest.mark.django_db


def test_daily_sweep_lets_go_of_what_ran_out() -> None:
    world = World()
    a = world.account()
    world.reserve(a, 10, expires_at=AT + timedelta(hours=1))
    tomorrow = AT + timedelta(days=1)

    for _ in range(2):
        expire_due_reservations(network_id=world.network_id, today=tomorrow.date(), at=tomorrow)

    assert world.standing()[a] == (0, 0)
