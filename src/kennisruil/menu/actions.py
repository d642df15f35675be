"""Writes of the menu room."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from kennisruil.menu import queries, rules
from kennisruil.menu.models import MenuCard, MenuItem
from kennisruil.menu.rules import ItemLine
from kennisruil.network import queries as network
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.periods import day_of


def publish_card(
    *,
    network_id: UUID,
    id: UUID,
    holds_from: date,
    items: Sequence[ItemLine],
    is_demo: bool = False,
    by: Actor,
    at: datetime,
) -> MenuCard:
    """Publish a version of the card, in force from ``holds_from`` (a civil day of the network) until the next one's.

    The first card may hold from any day. Agreed sessions keep the price of their day, whatever comes after.
    :raises CardInThePast: it would change prices of the past, or of before the card that stands; nothing is published.
    :raises CardIncomplete: an item cannot be charged; nothing is published.
    """
    rules.check_items(items)
    with action(
        "menu.publish_card",
        network_id=network_id,
        by=by,
        at=at,
        about=("menu_card", id),
    ):
        zone = network.network_by_id(network_id=network_id).time_zone
        rules.check_holds_from(
            holds_from=holds_from,
            today=day_of(at, zone),
            latest_from=queries.latest_holds_from(network_id=network_id),
        )
        card = MenuCard.objects.create(
            id=id,
            network_id=network_id,
            holds_from=holds_from,
            is_demo=is_demo,
            published_at=at,
            by=str(by),
        )
        MenuItem.objects.bulk_create(_row(card, position, item) for position, item in enumerate(items))
    return card


def publish_shipped_card(*, network_id: UUID, holds_from: date, by: Actor, at: datetime) -> MenuCard:
    """Publish the shipped card, marked as an example; used when a network is founded. :raises: as ``publish_card``."""
    return publish_card(
        network_id=network_id,
        id=derived_id(network_id, "menu_card", holds_from),
        holds_from=holds_from,
        items=queries.shipped_items(),
        is_demo=True,
        by=by,
        at=at,
    )


def _row(card: MenuCard, position: int, item: ItemLine) -> MenuItem:
    return MenuItem(
        id=derived_id(card.pk, item.code),
        network_id=card.network_id,
        card=card,
        position=position,
        code=item.code,
        kind=item.kind,
        recipient_coins=item.recipient_coins,
        provider_coins=item.provider_coins,
        margin_bearer=item.margin_bearer,
        document_rule=item.document_rule,
        names=dict(item.names),
        notes=dict(item.notes),
        budget_minor_per_year=item.budget_minor_per_year,
        alarm_percent=item.alarm_percent,
        duration_minutes=item.duration_minutes,
    )
