"""Every page there is, from the program's own list of addresses, with rows of the world filled in."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.browser.world import World

# What an address asks for beside rows: several values show several faces of one page.
_WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "reports:group_flow": {"giver": ("organisation",), "receiver": ("organisation",)},
    "reports:health_list": {"key": ("reciprocity", "velocity", "core")},
    "shell:parts_problem": {"status": ("404", "500")},
    "porting:template": {"kind": ("people",)},
    "network:decide": {"key": ("coin.counter_value_cents", "limits.floor_minor", "books.accounts")},
    "network:new_terms": {"kind": ("exchange_terms",)},
    "network:yes": {"kind": ("exchange_terms", "confidence"), "whose": ("me",)},
    "billing:rule": {
        "role": ("own_name", "broker"),
        "side": ("provider", "recipient"),
        "vat_kind": ("vat_business", "association"),
    },
    "billing:rule_example": {"role": ("broker",), "side": ("provider",), "vat_kind": ("small_enterprise",)},
    "billing:rule_take_away": {"role": ("own_name",), "side": ("provider",), "vat_kind": ("vat_business",)},
    "billing:rule_rate": {"key": ("standard",)},
    "billing:rule_wording": {"key": ("self_billed_accepted",)},
    "billing:rule_terms": {"key": ("standard", "new")},
    "bookkeeping:journal_export": {"format": ("csv",)},
    "bookkeeping:compared": {"target": ("csv", "ubl")},
    "billing:vat_quarter": {"quarter": ("2026-Q1", "2025-Q4")},
    "billing:vat_grid": {"quarter": ("2026-Q1",), "grid": ("03", "none")},
    "billing:vat_intra": {"quarter": ("2026-Q1",)},
    "billing:vat_file": {"period": ("2026-Q1",), "name": ("return.csv", "return.xlsx")},
}
# A row in another state than the other addresses want.
_ROWS = {("brokerage:book", "proposal_id"): "willing_proposal_id"}
# Not pages: pieces, files, addresses that only take a form, and links that carry their own right (tested with mails).
NO_PAGES = {
    "shell:network_css": "a style sheet",
    "shell:stylesheet": "a style sheet",
    "shell:parts_progress": "a piece of a page",
    "network:enter_by_link": "a link of its own, see test_links",
    "brokerage:answer_proposal": "a link of its own, see test_links",
    "brokerage:answer_referral": "a link of its own, see test_referrals",
    "brokerage:answer_place": "a link of its own, see brokerage/test_web_time",
    "brokerage:book_by_link": "a link of its own, see brokerage/test_web_time",
    "brokerage:answer_session": "a link of its own, see test_links",
    "brokerage:answer_details": "a link of its own, see test_links",
    "brokerage:answer_news": "a link of its own, see test_inviting",
    "brokerage:answer_offer": "a link of its own, see test_offers",
    "brokerage:answer_invitation": "a link of its own, see test_inviting",
    "billing:answer": "a link of its own, see test_links",
}
FORMS_ONLY = 405


@dataclass(frozen=True, slots=True)
class Route:
    """One address of the program: its name, and the names of what it asks for."""

    name: str
    arguments: tuple[str, ...]


def routes() -> list[Route]:
    """Every address of our rooms and of signing in, by name."""
    return sorted(_walk(get_resolver(), ""), key=lambda route: route.name)


def _walk(resolver: URLResolver, space: str) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, pattern.namespace or space)
        elif isinstance(pattern, URLPattern) and pattern.name and pattern.name != "set_language":
            name = f"{space}:{pattern.name}" if space else str(pattern.name)
            yield Route(name, tuple(pattern.pattern.converters))


def addresses_of(route: Route, world: World) -> list[str]:
    """The addresses of a route in the world; one, or one for each face."""
    if route.name in NO_PAGES:
        return []
    if route.name == "brokerage:session":
        return [reverse(route.name, args=[session_id]) for session_id in world.sessions.values()]
    words = _WORDS.get(route.name, {})
    faces = max((len(values) for values in words.values()), default=1)
    return [
        reverse(route.name, kwargs={name: _value(route, name, words, face, world) for name in route.arguments})
        for face in range(faces)
    ]


def _value(route: Route, name: str, words: dict[str, tuple[str, ...]], face: int, world: World) -> object:
    if name in words:
        return words[name][min(face, len(words[name]) - 1)]
    return world.ids.get(_ROWS.get((route.name, name), name), "unknown")


def all_addresses(world: World) -> list[str]:
    """Every address that can be opened, for whoever may."""
    return [address for route in routes() for address in addresses_of(route, world)]
