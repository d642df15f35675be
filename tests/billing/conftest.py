"""What tests share: a world made once for a module, and beside the channel's tests a stand-in of an access point."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import override_settings

from tests.billing.access_point import KEY, SECRET

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

    from tests.billing.channel_world import AccessPoint
    from tests.billing.web_world import World

STAND_IN = Path(__file__).parent / "access_point.py"


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Iterator["World"]:
    """One closed January for all tests of a module that ask for it: what each does in it is undone after the test.

    The whole is a transaction that is never committed; a test with ``django_db`` nests in it.
    """
    from django.db import transaction

    from tests.billing.web_world import a_world

    with django_db_blocker.unblock(), transaction.atomic():
        yield a_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def process() -> Iterator["AccessPoint"]:
    from tests.billing.channel_world import AccessPoint

    with subprocess.Popen([sys.executable, str(STAND_IN)], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        yield AccessPoint(f"http://127.0.0.1:{running.stdout.readline().strip()}")
        running.terminate()


@pytest.fixture
def access_point(process: "AccessPoint", monkeypatch: pytest.MonkeyPatch) -> "AccessPoint":
    process.will()
    monkeypatch.setenv("KENNISRUIL_RECOMMAND_URL", f"{process.address}/api/v1")
    monkeypatch.setenv("KENNISRUIL_RECOMMAND_KEY", KEY)
    monkeypatch.setenv("KENNISRUIL_RECOMMAND_SECRET", SECRET)
    monkeypatch.setenv("KENNISRUIL_RECOMMAND_TIMEOUT", "1")
    return process


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with override_settings(CHANNEL_FOLDER=tmp_path):
        yield tmp_path
