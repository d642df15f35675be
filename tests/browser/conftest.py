"""One program, one browser and one network for all tests of this folder; who looks is signed in by a cookie."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.serving import Live
from tests.database import Bench, OwnDatabase

if TYPE_CHECKING:  # read before Django is set up
    from kennisruil.network.models import Member
    from tests.browser.world import World

_WAIT_MS = 20_000

Enter = Callable[..., BrowserContext]


class House:
    """The running program, and the network that everybody in these tests shares."""

    def __init__(self, *, bench: Bench, own: OwnDatabase, blocker: Any, folder: Path) -> None:
        from tests.browser.world import TODAY, a_world

        self._bench, self._own, self._blocker = bench, own, blocker
        self._cookies: dict[str, list[Any]] = {}
        with self.database():
            self.world: World = a_world()
        self.live = Live(env=own.env, folder=folder, at=TODAY)

    @contextmanager
    def database(self) -> Iterator[None]:
        """Let Django read and write what the program serves; committed."""
        with self._blocker.unblock():
            before = self._bench.current
            self._bench.point_django_at(self._own.name)
            try:
                yield
            finally:
                self._bench.point_django_at(before)

    def cookies_of(self, member: "Member") -> list[Any]:
        """What a browser keeps of somebody who signed in."""
        from tests.browser.signing_in import cookie_of

        key = str(member.pk)
        if key not in self._cookies:
            with self.database():
                self._cookies[key] = [cookie_of(member, url=self.live.url)]
        return self._cookies[key]

    def close(self) -> None:
        """Stop the program and forget the database."""
        self.live.stop()
        with self._blocker.unblock():
            self._bench.drop(self._own.name)


@pytest.fixture(scope="session")
def house(
    chromium: str,
    bench: Bench,
    django_db_setup: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[House]:
    """A committed database with the world in it, and the program that serves it."""
    del chromium, django_db_setup
    folder = tmp_path_factory.mktemp("house")
    with django_db_blocker.unblock():
        own = bench.own(home=folder / "home")
    found = House(bench=bench, own=own, blocker=django_db_blocker, folder=folder)
    yield found
    found.close()


@pytest.fixture
def enter(house: House, browser: Browser) -> Iterator[Enter]:
    """Open a browser of one's own: ``enter()`` as a visitor, ``enter(member)`` signed in; closed after the test."""
    opened: list[BrowserContext] = []

    def enter(member: "Member | None" = None, **options: Any) -> BrowserContext:
        options = {"viewport": {"width": 1280, "height": 900}, "locale": "nl-BE", "base_url": house.live.url} | options
        options.setdefault("reduced_motion", "reduce")
        context = browser.new_context(**options)
        context.set_default_timeout(_WAIT_MS)
        if member is not None:
            context.add_cookies(house.cookies_of(member))
        opened.append(context)
        return context

    yield enter
    for context in opened:
        context.close()
