"""Pages of this room by what they show, for links from any other room."""

from uuid import UUID

from django.urls import reverse

_LISTS = {"still_to_give": "office:still_to_give", "more": "office:more"}

_PAGES = {"member": "office:person", "mail": "office:mail"}


def page_of_office(*, kind: str, id: UUID | str) -> str | None:
    """Give the page of a member as the office sees it, or (whatever the ``id``) one of the office's lists."""
    if kind in _LISTS:
        return reverse(_LISTS[kind])
    return reverse("office:person", args=[id]) if kind == "member" else None
