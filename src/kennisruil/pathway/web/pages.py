"""Pages of this room by what they show."""

from uuid import UUID

from django.urls import reverse


def page_of_pathway(*, kind: str, id: UUID | str) -> str | None:
    """Give the page of a concept."""
    return reverse("pathway:concept", args=[id]) if kind == "concept" else None
