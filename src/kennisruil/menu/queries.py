"""Reads of the menu room."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from uuid import UUID

from django.db.models import Count, Sum

from kennisruil.ledger.models import Transfer
from kennisruil.menu.models import MenuCard, MenuItem
from kennisruil.menu.rules import KINDS, BudgetState, ItemLine, ItemUnknown, budget_state, item_from
from kennisruil.network import queries as network
from kennisruil.shared.periods import Month, month_instants

_SHIPPED = Path(__file__).parent / "data" / "card.json"


@cache
def shipped_items() -> tuple[ItemLine, ...]:
    """Give the items of the card that is shipped: examples, to be replaced by the network's own prices."""
    return tuple(item_from(row) for row in json.loads(_SHIPPED.read_text(encoding="utf-8"))["items"])


def card_on(*, network_id: UUID, on: date) -> MenuCard | None:
    """Give the card in force on a day; None before the first."""
    return MenuCard.objects.filter(network_id=network_id, holds_from__lte=on).order_by("-holds_from", "pk").first()


def cards(*, network_id: UUID) -> list[MenuCard]:
    """List the versions, newest first, at most 200, each with ``item_count``."""
    rows = MenuCard.objects.filter(network_id=network_id).annotate(item_count=Count("items"))
    return list(rows.order_by("-holds_from", "pk")[:200])


def card_by_id(*, network_id: UUID, card_id: UUID) -> MenuCard:
    """Give a version. :raises MenuCard.DoesNotExist: not in this network."""
    return MenuCard.objects.get(network_id=network_id, pk=card_id)


def items_of(*, network_id: UUID, card_id: UUID) -> list[MenuItem]:
    """List the items of a version in the order of the card."""
    return list(MenuItem.objects.filter(network_id=network_id, card_id=card_id).order_by("position", "pk")[:200])


def items_on(*, network_id: UUID, on: date, kind: str = "") -> list[MenuItem]:
    """List the items in force on a day, in the order of the card, of one kind when given."""
    card = card_on(network_id=network_id, on=on)
    items = items_of(network_id=network_id, card_id=card.pk) if card else []
    return [item for item in items if kind in ("", item.kind)]


def item_on(*, network_id: UUID, code: str, on: date) -> MenuItem:
    """Give the item in force on a day. :raises ItemUnknown: no card that day, or not on it."""
    card = card_on(network_id=network_id, on=on)
    item = MenuItem.objects.filter(network_id=network_id, card=card, code=code).order_by("pk").first() if card else None
    if item is None:
        raise ItemUnknown(item_code=code, on=on)
    return item


def latest_holds_from(*, network_id: UUID) -> date | None:
    """Give the day from which the newest card holds."""
    rows = MenuCard.objects.filter(network_id=network_id).order_by("-holds_from", "pk")
    return rows.values_list("holds_from", flat=True).first()


# Services in which the network stands between who pays and who earns. What the office itself gives is its own sale
# and makes up for nothing; payments, opening balances and the like are no service.
_SERVICES = tuple(kind for kind in KINDS if kind not in ("office_workshop", "bootcamp"))


def borne_in_year(*, network_id: UUID, year: int) -> int:
    """Give the coins that the network bore for services in a civil year, minor units; negative is a gain."""
    house = network.network_by_id(network_id=network_id)
    start, end = (
        month_instants(Month(year, 1), house.time_zone)[0],
        month_instants(Month(year + 1, 1), house.time_zone)[0],
    )
    rows = Transfer.objects.filter(
        network_id=network_id, kind__in=_SERVICES, occurred_at__gte=start, occurred_at__lt=end, book_id=house.book_id
    )
    operator = house.operator_account_id
    sums = {
        name: rows.filter(**{name: operator}).aggregate(coins=Sum("amount"))["coins"] or 0
        for name in ("from_id", "to_id")
    }
    return int(sums["from_id"] - sums["to_id"])


def budget_on(*, network_id: UUID, on: date) -> BudgetState:
    """Give how much of the network's yearly coin budget is used in the year of ``on``."""
    budget = network.setting(network_id=network_id, key="coin.budget_minor_per_year", on=on)
    return budget_state(budget_minor=budget, used_minor=borne_in_year(network_id=network_id, year=on.year))
