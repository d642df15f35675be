"""What people said that they can do."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from kennisruil.matching.models import KnowHow


def know_how_of(
    *,
    network_id: UUID,
    member_id: UUID,
    kinds: Collection[str] = ("skill", "role", "offer", "wish"),
    for_office: bool = True,
) -> list[KnowHow]:
    """List what a member says of themselves, in the job first, in order of saying.

    Without ``for_office`` only what everybody may read.
    """
    rows = KnowHow.objects.filter(network_id=network_id, member_id=member_id, kind__in=kinds, withdrawn_at=None)
    if not for_office:
        rows = rows.filter(readers="members")
    return list(rows.order_by("-is_in_job", "said_at", "pk")[:100])


def know_how_by_id(*, network_id: UUID, know_how_id: UUID) -> KnowHow:
    """Give a statement. :raises KnowHow.DoesNotExist: not in this network."""
    return KnowHow.objects.get(network_id=network_id, pk=know_how_id)


def data_of_matching(*, network_id: UUID, member_id: UUID) -> dict[str, Any]:
    """Give what this room keeps about a member: every statement, withdrawn ones too."""
    rows = KnowHow.objects.filter(network_id=network_id, member_id=member_id).order_by("said_at", "pk")
    fields = ("kind", "text", "language", "is_in_job", "readers", "said_at", "withdrawn_at")
    return {"know_how": list(rows.values(*fields)[:200])}
