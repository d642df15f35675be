"""Pages of this room by what they show, for links from any other room."""

from uuid import UUID

from django.urls import reverse


def page_of_reports(*, kind: str, id: UUID | str) -> str | None:
    """Give the page with the figures of the network."""
    del id
    return reverse("reports:reports") if kind == "reports" else None
