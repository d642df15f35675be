"""The menu: at most seven entries, others for the office than for members; the first four stand in the phone's bar."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its words, page and icon, the beginnings of addresses that belong to it, words for the narrow bar."""

    text: Promise
    page: str
    icon: str
    belongs: tuple[str, ...]
    short: Promise | None = None


_CHAIN = ("/supplies/", "/transfers/", "/settlements/")
_BANK = ("/bank/", "/paying/", "/reminders/", "/payments/")
_PAPERS = ("/documents/", "/close/", "/e-invoices/", "/rules/", "/vat/")
_BOOKS = (*_PAPERS, "/accounts/", "/books/", "/lots/", *_BANK, *_CHAIN)
_MORE = ("/more/", "/network/", "/menu/", "/imports/", "/mails/", "/feedback/", "/reports/", "/concepts/")
_PEOPLE = ("/people/", "/parties/", "/still-to-give/", "/directory/", "/give-back/invite/", "/introductions/")
_GIVING = ("/give-back/", "/contributions/", "/proposals/", "/offers/", "/news/")
_ACCOUNT = ("/my-account/", "/my-documents/", "/documents/", "/statements/")
OFFICE = (
    Entry(_("To do"), "office:todo", "todo", ("/todo/",)),
    Entry(_("People"), "office:people", "people", _PEOPLE),
    Entry(_("Questions"), "brokerage:needs", "need", ("/needs/", "/proposals/", "/help/", "/rounds/", "/referrals/")),
    Entry(_("Sessions"), "brokerage:calendar", "calendar", ("/sessions/",)),
    Entry(_("Gatherings"), "gatherings:gatherings", "place", ("/gatherings/", "/contributions/")),
    Entry(_("Documents"), "billing:documents", "document", _BOOKS),
    Entry(_("Network"), "office:more", "settings", _MORE),
)
MEMBER = (
    Entry(_("My next step"), "office:todo", "home", ("/todo/",), short=pgettext_lazy("in the bar", "Next step")),
    Entry(_("Ask for help"), "brokerage:my_needs", "need", ("/help/", "/needs/", "/referrals/", "/directory/")),
    Entry(_("Give back"), "brokerage:give_back", "give", _GIVING),
    Entry(_("My sessions"), "brokerage:my_sessions", "session", ("/sessions/",)),
    Entry(_("Gatherings"), "gatherings:gatherings", "calendar", ("/gatherings/",)),
    Entry(_("My account"), "billing:account", "account", _ACCOUNT),
    Entry(_("My profile"), "network:profile", "person", ("/profile/",)),
)
BOOKS = Entry(_("Books"), "billing:documents", "document", _BOOKS)


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """Give the menu of who is signed in; empty for a visitor."""
    if getattr(request, "member", None) is None:
        return []
    return [
        {
            "text": entry.text,
            "short": entry.short or entry.text,
            "url": reverse(entry.page),
            "icon": entry.icon,
            "active": _is_here(entry, request.path),
        }
        for entry in _entries(request)
    ]


def _entries(request: HttpRequest) -> tuple[Entry, ...]:
    """Choose by role; who keeps the books without being of the office finds them where members find gatherings."""
    if request.is_office:  # type: ignore[attr-defined]  # set by the middleware
        return OFFICE
    if request.may_keep_books:  # type: ignore[attr-defined]  # set by the middleware
        return tuple(BOOKS if entry.page == "gatherings:gatherings" else entry for entry in MEMBER)
    return MEMBER


def _is_here(entry: Entry, path: str) -> bool:
    return path == reverse(entry.page) or path.startswith(entry.belongs)
