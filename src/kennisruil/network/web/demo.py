"""Who a visitor of a demo network may look around as, in words."""

from typing import Any
from uuid import UUID

from kennisruil.network.models import Member
from kennisruil.network.web.networks import ROLES

KEY = "demo.people"


def people_to_look_around_as(*, network_id: UUID, key: str, value: Any, language: str) -> list[str] | None:
    """Name each person with the part they play; who is not there any more is left out."""
    del language
    if key != KEY:
        return None
    rows = Member.objects.filter(network_id=network_id, pk__in=list(value.values()))
    names = {str(member.pk): member.name for member in rows.order_by("pk")[:20]}
    return [f"{names[value[role]]} ({ROLES[role]})" for role in ROLES if value.get(role) in names]
