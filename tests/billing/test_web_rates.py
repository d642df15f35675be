"""Rates, deadlines and sentences of the rule table on their pages."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.billing.models import Document
from kennisruil.shared.scope import network_scope
from tests.billing.factories import close
from tests.billing.rules_world import FROM, end_of_january, row_of
from tests.billing.web_world import World, a_world
from tests.factories import sign_in

pytestmark = pytest.mark.django_db
__all__ = ["end_of_january"]


def of_rates(world: World) -> tuple[str, dict[str, Any]]:
    return reverse("billing:rule_rate", args=["standard"]), {"holds_from": FROM, "percent": "22,5"}


def of_terms(world: World) -> tuple[str, dict[str, Any]]:
    days = {"vat_due_days": "60", "return_months": "18", "acceptance_days": "5", "chargeable_day": "15"}
    return reverse("billing:rule_terms", args=["standard"]), {"holds_from": FROM, **days}


def of_words(world: World) -> tuple[str, dict[str, Any]]:
    words = {"nl": "Betaal de btw in euro.", "fr": "Payez la TVA en euros.", "en": "Pay the VAT in euro.", "code": ""}
    return reverse("billing:rule_wording", args=["coins_settle_base"]), {"holds_from": FROM, **words}


@pytest.mark.parametrize("change", [of_rates, of_terms, of_words])
def test_rates_terms_and_sentences_change_from_a_day_on(
    change: Callable[[World], tuple[str, dict[str, Any]]], client: Client
) -> None:
    world = a_world(closed=False)
    sign_in(client, world.office)
    url, sent = change(world)

    seen = client.post(url, sent).context["consequence"]
    client.post(url, sent | {"sure": "1"})

    assert {row[0] for row in seen["open"]} >= {"Velo Vooruit"}
    close(world.network, "2026-01")
    with network_scope(world.network.pk):
        invoice = Document.objects.get(kind="invoice_380")
    found = (invoice.vat_cents, invoice.due_vat_on, invoice.content["notes"])
    usual = (
        2100,
        date(2026, 3, 5),
        ["De btw betaal je in euro. Het bedrag zonder btw geef je terug met een wederdienst, of betaal je."],
    )
    expected = {
        of_rates: (2250, *usual[1:]),
        of_terms: (usual[0], date(2026, 4, 4), usual[2]),
        of_words: (*usual[:2], ["Betaal de btw in euro."]),
    }
    assert found == expected[change]


def test_sentence_keeps_the_places_the_program_fills_in(client: Client) -> None:
    world = a_world(closed=False)
    sign_in(client, world.office)
    sent = {"holds_from": FROM, "nl": "Zonder plaats", "fr": "{operator} {party}", "en": "{operator} {nobody}"}

    page = client.post(reverse("billing:rule_wording", args=["brokered_invoice"]), sent)

    assert sorted(page.context["form"].errors) == ["en", "nl"]


def test_terms_of_a_new_name_serve_one_row(client: Client) -> None:
    world = a_world(closed=False)
    sign_in(client, world.office)
    days = {"vat_due_days": "60", "return_months": "12", "acceptance_days": "7", "chargeable_day": "15"}
    client.post(
        reverse("billing:rule_terms", args=["new"]), {"holds_from": FROM, "name": "Very long", **days, "sure": "1"}
    )
    args = ["own_name", "recipient", "vat_business"]
    client.post(reverse("billing:rule", args=args), row_of(world, args, terms="very_long") | {"sure": "1"})

    close(world.network, "2026-01")

    with network_scope(world.network.pk):
        assert Document.objects.get(kind="invoice_380").due_vat_on == date(2026, 4, 4)
