"""Pages of this room by what they show, for links from any other room."""

from uuid import UUID

from django.urls import reverse

_LISTS = {"still_to_give": "office:still_to_give", "more": "office:more", "leave": "office:leave"}
_PAGES = {"member": "office:person", "mail": "office:mail"}


def page_of_office(*, kind: str, id: UUID | str) -> str | None:
    """Give the page of a member as the office sees it, of a mail, or (whatever ``id``) of a list of the office."""
    if kind in _LISTS:
        return reverse(_LISTS[kind])
    return reverse(_PAGES[kind], args=[id]) if kind in _PAGES else None
