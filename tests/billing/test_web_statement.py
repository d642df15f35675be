"""The page of a kept statement: it stays as it was, in the reader's language, and says what was settled since."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from kennisruil.billing import actions
from kennisruil.billing.actions.undoing import undo_payment
from kennisruil.shared.amounts import format_euro
from kennisruil.shared.ids import derived_id
from kennisruil.shared.scope import network_scope
from tests.billing.factories import BY, at_noon
from tests.billing.web_world import World, a_world
from tests.factories import sign_in

pytestmark = pytest.mark.django_db

PAID_ON = date(2026, 2, 16)
HOW: dict[str, Any] = {"by": BY, "at": at_noon(PAID_ON), "today": PAID_ON}


def pay(world: World, cents: int) -> UUID:
    """Let the receiver pay a part of what is open; the answer is the payment."""
    id = derived_id(world.network.pk, "paid", cents)
    with network_scope(world.network.pk):
        which = {"network_id": world.network.pk, "party_id": world.receiving.pk}
        actions.record_payment(id=id, cents=cents, paid_on=PAID_ON, **which, **HOW)
    return id


def euro(cents: int) -> str:
    """Write an amount as the page does."""
    return format_euro(cents, language="en")


def page_of(client: Client, world: World, language: str = "en") -> Any:
    """Open the statement of who received."""
    address = reverse("billing:statement", args=[world.statement_of(world.receiving).pk])
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client.get(address)


def test_what_is_paid_since_is_not_asked_again(client: Client) -> None:
    world = a_world()
    sign_in(client, world.receiver)
    kept = world.statement_of(world.receiving).content
    asked = kept["payment"]["pay_now_cents"]

    before = page_of(client, world)
    first = pay(world, 1_000)
    partly = page_of(client, world)
    pay(world, asked - 1_000)
    whole = page_of(client, world)
    with network_scope(world.network.pk):
        undo_payment(network_id=world.network.pk, payment_id=first, **HOW)
    undone = page_of(client, world)

    assert (before.context["payment"]["cents"], before.context["settled"], before.context["paid"]) == (asked, [], "")
    assert (partly.context["payment"]["cents"], partly.context["paid"]) == (asked - 1_000, "")
    assert f"Of the {euro(asked)} asked here, {euro(asked - 1_000)} is left to pay." in partly.content.decode()
    assert [event["text"] for event in partly.context["settled"]] == [f"Paid: {euro(1_000)} (VAT)"]
    assert (whole.context["payment"], whole.context["paid"]) == (
        None,
        "Paid on 16 February 2026. There is nothing left to pay.",
    )
    assert [event["text"] for event in whole.context["settled"]] == [f"Paid: {euro(asked)} (VAT)"]
    assert ["pay__code" in each.content.decode() for each in (before, partly, whole)] == [True, True, False]
    assert (undone.context["payment"]["cents"], undone.context["paid"]) == (1_000, "")
    assert [event["text"] for event in undone.context["settled"]] == [f"Paid: {euro(asked - 1_000)} (VAT)"]
    assert world.statement_of(world.receiving).content == kept


def test_sentences_are_in_the_language_of_the_reader(client: Client) -> None:
    world = a_world()
    sign_in(client, world.receiver)

    told = {language: page_of(client, world, language).context for language in ("nl", "fr")}

    assert told["nl"]["view"].story == ("Je kreeg voor 2,00 SIF.", "Je kunt nog 2,00 SIF teruggeven.")
    assert told["fr"]["view"].story == ("Vous avez reçu pour 2,00 SIF.", "Vous pouvez encore rendre 2,00 SIF.")
    assert [line.text for line in told["fr"]["view"].lines] == ["Sessie 0"]
    assert told["fr"]["view"].invitation.startswith("Qui ")
    assert (told["nl"]["sent_in"], told["fr"]["sent_in"]) == (
        "",
        "Ce relevé a été envoyé en néerlandais, et son PDF le reste.",
    )
