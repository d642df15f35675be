"""The database of the tests: one embedded server, one template migrated once, one clone for each worker.

Every test works as ``kr_app``. A test with ``db`` is rolled back; one that must commit, kill or start processes asks
for ``own_database``; one that damages a database asks for ``admin`` too.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
TEST_HOME = ROOT / "var" / "test-home"
# Nothing but the program's own address exists for the browser.
_OFFLINE = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking")
for _name in (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "DATABASE_OPS_URL",
    "DATABASE_DIRECT_URL",
    "KENNISRUIL_NOW",
    "KENNISRUIL_POOL",
):
    os.environ.pop(_name, None)
os.environ["KENNISRUIL_HOME"] = str(TEST_HOME)
# The model of the default installation; a test that wants the other one says so.
os.environ["KENNISRUIL_MODEL"] = "use"
os.environ["KENNISRUIL_SECRET_KEY"] = "for tests only, and long enough that nobody warns about it"
os.environ["DJANGO_SETTINGS_MODULE"] = "kennisruil.config.settings"

from tests.database import Bench, OwnDatabase  # noqa: E402  # after the environment is set

pytest_plugins = ["tests.skips"]


def pytest_configure() -> None:
    """Load the settings now: pytest-django looks for them before this file is read, and again after."""
    from django.conf import settings

    assert settings.DATABASES


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser tests share one process, for each browser takes a core."""
    for item in items:
        if item.path.is_relative_to(ROOT / "tests" / "browser"):
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the machine's Chromium; without one the test is skipped."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    pytest.skip("there is no Chromium on this machine")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """The machine's Chromium, without a window: one for a whole process, for two would share its loop."""
    # Playwright keeps a loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=[*_OFFLINE])
        yield found
        found.close()


@pytest.fixture(scope="session")
def bench() -> Iterator[Bench]:
    """The running test server with an up-to-date template."""
    made = Bench(TEST_HOME)
    yield made
    made.close()


@pytest.fixture(scope="session")
def django_db_setup(bench: Bench, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Instead of pytest-django's own: a clone of the template, as the three roles of the program."""
    with django_db_blocker.unblock():
        bench.migrate_template()
        name = bench.clone()
        bench.point_django_at(name)
    yield
    with django_db_blocker.unblock():
        bench.drop(name)


@pytest.fixture
def own_database(
    bench: Bench, django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[OwnDatabase]:
    """A fresh database that this test may commit to; Django works on it, processes get ``own_database.env``."""
    del django_db_setup
    with django_db_blocker.unblock():
        before = bench.current
        own = bench.own(home=tmp_path / "home")
        bench.point_django_at(own.name)
        try:
            yield own
        finally:
            bench.point_django_at(before)
            bench.drop(own.name)


@pytest.fixture
def admin(own_database: OwnDatabase) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    """A superuser's connection to ``own_database``, in autocommit: to damage it."""
    with psycopg.connect(own_database.admin_url, autocommit=True) as connection:
        yield connection
