"""What the tests of the room's pages start from."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.office.factories import World


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> "World":
    """A network with one session held, looked at in June."""
    from tests.office.factories import NOW, a_world

    monkeypatch.setattr("kennisruil.shared.clock.now", lambda: NOW)
    return a_world()
