"""Publishing a card."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from kennisruil.menu import actions, queries
from kennisruil.menu.models import MenuCard, MenuItem
from kennisruil.menu.rules import CardInThePast, ItemUnknown
from kennisruil.shared.ids import new_id
from tests.factories import AT, BY, ON, in_a_network

pytestmark = pytest.mark.django_db


def test_publish_shipped_card_is_marked_as_demo_and_once() -> None:
    with in_a_network() as network:
        card = actions.publish_shipped_card(network_id=network.pk, holds_from=ON, by=BY, at=AT)

        assert card.is_demo is True
        assert queries.item_on(network_id=network.pk, code="session", on=ON).recipient_coins == -200
        assert [item.line for item in queries.items_on(network_id=network.pk, on=ON)] == list(queries.shipped_items())


def test_item_on_before_the_first_card_is_refused() -> None:
    with in_a_network() as network:
        actions.publish_shipped_card(network_id=network.pk, holds_from=ON, by=BY, at=AT)

        with pytest.raises(ItemUnknown):
            queries.item_on(network_id=network.pk, code="session", on=date(2025, 12, 31))


def test_next_card_leaves_the_price_of_before() -> None:
    with in_a_network() as network:
        actions.publish_shipped_card(network_id=network.pk, holds_from=ON, by=BY, at=AT)
        dearer = [
            replace(item, recipient_coins=-300) if item.code == "session" else item for item in queries.shipped_items()
        ]
        actions.publish_card(
            network_id=network.pk, id=new_id(at=AT), holds_from=date(2026, 2, 1), items=dearer, by=BY, at=AT
        )

        prices = [
            queries.item_on(network_id=network.pk, code="session", on=on).recipient_coins
            for on in (date(2026, 1, 31), date(2026, 2, 1))
        ]
        assert prices == [-200, -300]
        assert [card.item_count for card in queries.cards(network_id=network.pk)] == [8, 8]


def test_card_of_yesterday_is_refused_and_nothing_is_published() -> None:
    with in_a_network() as network:
        actions.publish_shipped_card(network_id=network.pk, holds_from=date(2025, 1, 1), by=BY, at=AT)

        with pytest.raises(CardInThePast):
            actions.publish_card(
                network_id=network.pk,
                id=new_id(at=AT),
                holds_from=date(2026, 1, 4),
                items=queries.shipped_items(),
                by=BY,
                at=AT,
            )
        assert MenuCard.objects.filter(network_id=network.pk).count() == 1


def test_database_refuses_to_change_a_published_item() -> None:
    with in_a_network() as network:
        actions.publish_shipped_card(network_id=network.pk, holds_from=ON, by=BY, at=AT)

        with pytest.raises(DatabaseError), transaction.atomic():
            MenuItem.objects.filter(network_id=network.pk).update(provider_coins=1)
