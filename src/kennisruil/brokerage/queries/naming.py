"""Sessions by the name of their item on the card."""

from collections.abc import Collection, Mapping
from uuid import UUID

from kennisruil.brokerage.models import Session


def names_of_sessions(*, network_id: UUID, refs: Collection[tuple[str, UUID]], language: str) -> Mapping[UUID, str]:
    """Name each session after what it is on the menu card, in ``language``."""
    ids = [id for kind, id in refs if kind == "session"]
    rows = Session.objects.filter(network_id=network_id, pk__in=ids).select_related("item").order_by("pk")
    return {row.pk: row.item.name_in(language) for row in rows} if ids else {}
