"""What the tests of the e-invoice channel run beside them: a stand-in of ours for an access point, and a folder."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import override_settings

from tests.billing.access_point import KEY, SECRET

if TYPE_CHECKING:
    from tests.billing.channel_world import AccessPoint

STAND_IN = Path(__file__).parent / "access_point.py"


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
