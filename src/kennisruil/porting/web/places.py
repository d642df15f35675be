"""Pages of this room by what they show, for links from any other room."""

from uuid import UUID

from django.urls import reverse


def page_of_porting(*, kind: str, id: UUID | str) -> str | None:
    """Give the page where spreadsheets are read in."""
    del id
    return reverse("porting:imports") if kind == "imports" else None
