"""Pages of this room by what they show, for links from any other room."""

from uuid import UUID

from django.urls import reverse

from kennisruil.network.rules import TERMS_KINDS


def page_of_network(*, kind: str, id: UUID | str) -> str | None:
    """Give the page of a party, a decision or a text; a member's page belongs to the office."""
    if kind == "party":
        return reverse("network:party", args=[id])
    if kind == "setting":
        return reverse("network:decide", args=[id])
    if kind == "terms" and str(id).split()[0] in TERMS_KINDS:
        return reverse("network:new_terms", args=[str(id).split()[0]])
    return None
