"""The parts and public pages in a browser: axe, both themes, wide and phone, without sideways scrolling."""

import threading
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser")

ADDRESSES = ["/", "/about/", "/privacy/", "/accessibility/", "/_parts/", "/_parts/problem/404/"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    """The program on a free port, without a database: these pages ask nothing of it."""
    with make_server("127.0.0.1", 0, get_wsgi_application(), _Server, _Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing(browser: Browser, served: str, settings: Any, address: str, scheme: str, width: int) -> None:
    settings.DEBUG = True
    # The test's own script needs what our policy refuses; the next test looks at the policy itself.
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme=scheme, locale="nl-BE", bypass_csp=True
    )
    page.goto(served + address)

    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    sideways = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    page.close()

    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert sideways <= 0


@pytest.mark.parametrize("address", ADDRESSES)
def test_policy_refuses_nothing_of_ours(browser: Browser, served: str, settings: Any, address: str) -> None:
    settings.DEBUG = True
    page, said = browser.new_page(), []
    page.on("console", lambda message: said.append(message.text))

    page.goto(served + address)
    page.close()

    assert [line for line in said if "Content Security Policy" in line or "Refused" in line] == []
