"""Reads of the quality room."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Avg, QuerySet

from kennisruil.quality.models import Feedback


def feedback_about(*, network_id: UUID, kind: str, id: UUID) -> list[Feedback]:
    """List what people answered about a row, oldest first."""
    rows = Feedback.objects.filter(network_id=network_id, about_kind=kind, about_id=id).select_related("member")
    return list(rows.order_by("given_at", "pk")[:500])


def for_office(
    *, network_id: UUID, state: str = "open", kind: str = "", id: UUID | None = None
) -> "QuerySet[Feedback]":
    """Give what people wrote for the office, the oldest first while it waits, else the newest; the caller takes a page.

    ``state``: open, handled or all. With ``kind`` and ``id`` only what is about that row.
    """
    rows = Feedback.objects.filter(network_id=network_id).exclude(for_office="").select_related("member", "concerns")
    if kind and id:
        rows = rows.filter(about_kind=kind, about_id=id)
    if state != "all":
        rows = rows.filter(handled_at__isnull=state == "open")
    return rows.order_by("given_at" if state == "open" else "-given_at", "pk")


def feedback_of(*, network_id: UUID, kind: str, id: UUID, member_id: UUID) -> Feedback | None:
    """Give one person's answers about a row, or None."""
    rows = Feedback.objects.filter(network_id=network_id, about_kind=kind, about_id=id, member_id=member_id)
    return rows.order_by("pk").first()


def given_about(*, network_id: UUID, kind: str, ids: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """Give the pairs (row, member) that have answered, out of these rows."""
    rows = Feedback.objects.filter(network_id=network_id, about_kind=kind, about_id__in=ids)
    return set(rows.order_by("pk").values_list("about_id", "member_id")[:10_000])


def helpfulness_of(*, network_id: UUID, member_ids: Collection[UUID]) -> dict[UUID, float]:
    """Give the average mark (1–5) of what each person gave; who has no mark is left out."""
    rows = Feedback.objects.filter(network_id=network_id, concerns_id__in=member_ids, helpfulness__isnull=False)
    averages = rows.values("concerns_id").annotate(mark=Avg("helpfulness")).order_by("concerns_id")
    return {row["concerns_id"]: float(row["mark"]) for row in averages}
