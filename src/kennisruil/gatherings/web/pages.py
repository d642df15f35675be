"""Pages of this room by what they show, for links from any other room."""

from uuid import UUID

from django.urls import reverse

_LISTS = {"offer": "gatherings:offer"}
_PAGES = {"gathering": "gatherings:gathering", "contribution": "gatherings:contribution"}


def page_of_gatherings(*, kind: str, id: UUID | str) -> str | None:
    """Give the page of a gathering or a contribution, or (whatever ``id``) the one on which a member offers one."""
    if kind in _LISTS:
        return reverse(_LISTS[kind])
    return reverse(_PAGES[kind], args=[id]) if kind in _PAGES else None
