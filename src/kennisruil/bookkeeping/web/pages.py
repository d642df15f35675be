"""Pages of this room by what they show, for links from any other room."""

from uuid import UUID

from django.urls import reverse

_PAGES = {"entry": "bookkeeping:entry", "package": "bookkeeping:parcel"}
# Decisions that have a page of their own instead of the general one.
_SETTINGS = {"books.accounts": "bookkeeping:chart", "books.targets": "bookkeeping:choose_packages"}


def page_of_bookkeeping(*, kind: str, id: UUID | str) -> str | None:
    """Give the page of an entry, of a row on its way to a package, or of a decision about the books."""
    if kind == "decision":
        return reverse(_SETTINGS[str(id)]) if str(id) in _SETTINGS else None
    return reverse(_PAGES[kind], args=[id]) if kind in _PAGES else None
