"""A supply, and what of it can still be taken back."""

from uuid import UUID

from django.db.models import Sum

from kennisruil.billing.models import Movement, Supply


def supply_for_page(*, network_id: UUID, supply_id: UUID) -> Supply:
    """Give a supply. :raises Supply.DoesNotExist: not in this network."""
    return Supply.objects.get(network_id=network_id, pk=supply_id)


def coins_left(*, network_id: UUID, supply_id: UUID) -> int:
    """Give what can still be taken back, in minor units of what was paid (of what was earned, where nobody paid)."""
    rows = Movement.objects.filter(network_id=network_id, supply_id=supply_id).order_by("side")
    left: dict[str, int] = {row["side"]: abs(row["sum"]) for row in rows.values("side").annotate(sum=Sum("coins"))}
    return left.get("recipient", left.get("provider", 0))


def movements_of_supply(*, network_id: UUID, supply_id: UUID) -> list[Movement]:
    """Give what moved by a supply, with the parties, who paid first; at most 500."""
    rows = Movement.objects.filter(network_id=network_id, supply_id=supply_id).select_related("party")
    return list(rows.order_by("-side", "party__number", "pk")[:500])
