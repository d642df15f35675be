"""The rule table on its pages: read, changed from a day on with a preview, refused in plain words, taken away."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.billing.models import Document
from kennisruil.billing.queries import waiting_supplies
from kennisruil.shared.scope import network_scope
from tests.billing.broker import decide_role
from tests.billing.factories import close, hold
from tests.billing.rules_world import FROM, NOTE, ROW, end_of_january, own_rules, row_of
from tests.billing.web_world import a_world
from tests.factories import ASSOCIATION, ON, a_network, a_party, an_office_member, sign_in

pytestmark = pytest.mark.django_db
__all__ = ["end_of_january"]


@pytest.mark.parametrize("role", ["own_name", "broker"])
@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_table_opens_in_each_role_and_language(role: str, language: str, client: Client) -> None:
    world = a_world(closed=False)
    sign_in(client, world.office)
    client.cookies["django_language"] = language

    page = client.get(reverse("billing:rules"), {"role": role, "on": "2026-01-08"})

    assert page.status_code == 200
    assert [len(side["rows"]) for side in page.context["sides"]] == [9, 9]


def test_pages_of_rules_are_for_the_office(client: Client) -> None:
    world = a_world(closed=False)
    urls = [
        reverse("billing:rules"),
        reverse("billing:rule", args=ROW),
        reverse("billing:rule_rate", args=["standard"]),
        reverse("billing:rule_wording", args=["restitution"]),
        reverse("billing:rule_terms", args=["standard"]),
        reverse("billing:rule_terms", args=["new"]),
        reverse("billing:rule_example", args=ROW),
    ]
    office, member = sign_in(Client(), world.office), sign_in(Client(), world.receiver)

    answers = [[each.get(url).status_code for url in urls] for each in (client, member, office)]

    assert answers == [[302] * 7, [403] * 7, [200] * 7]


@pytest.mark.parametrize(
    "address", ["rules/own_name/provider/nobody/", "rules/rates/luxury/", "rules/sentences/none/", "rules/terms/none/"]
)
def test_what_no_rule_is_about_is_not_found(address: str, client: Client) -> None:
    sign_in(client, a_world(closed=False).office)

    assert client.get(f"/{address}").status_code == 404


def test_sentences_to_choose_from_read_as_sentences(client: Client) -> None:
    world = a_world(closed=False)

    form = sign_in(client, world.office).get(reverse("billing:rule", args=ROW)).context["form"]

    said = [str(words) for name in ("wording", "notes") for _key, words in form.fields[name].choices]
    assert [words for words in said if "{" in words or words.endswith(" …")] == []
    assert any("[het netwerk]" in words for words in said)


def test_change_shows_who_gets_another_document_before_it_holds(client: Client) -> None:
    world = a_world(closed=False)
    sign_in(client, world.office)
    url, sent = reverse("billing:rule", args=ROW), row_of(world, ROW, **NOTE)

    seen = client.post(url, sent).context["consequence"]
    before = own_rules(world)
    client.post(url, sent | {"sure": "1"})

    (changed,) = seen["open"]
    assert [changed[0], changed[4]] == ["Maaklab Schelde", "1"]
    assert changed[2] != changed[3]
    assert [row[0] for row in seen["parties"]] == ["Velo Vooruit", "Maaklab Schelde"]
    assert before == {}
    assert [row["document_kind"] for row in own_rules(world)["treatments"]] == ["settlement_note"]
    close(world.network, "2026-01")
    with network_scope(world.network.pk):
        kinds = list(Document.objects.order_by("kind").values_list("kind", flat=True))
    assert kinds == ["invoice_380", "settlement_note"]


def test_change_names_drafts_that_wait_for_a_yes(client: Client) -> None:
    world = a_world(accept=False)
    sign_in(client, world.office)

    seen = client.post(reverse("billing:rule", args=ROW), row_of(world, ROW, **NOTE)).context["consequence"]

    assert (seen["open"], [(row[0], row[4]) for row in seen["drafts"]]) == ([], [("Maaklab Schelde", "1")])


def test_row_taken_away_gives_the_shipped_one_back(client: Client) -> None:
    world = a_world(closed=False)
    sign_in(client, world.office)
    url = reverse("billing:rule", args=ROW)
    client.post(url, row_of(world, ROW, **NOTE) | {"sure": "1"})

    shown = client.get(url).context["own"]
    client.post(reverse("billing:rule_take_away", args=ROW), {"holds_from": FROM})
    again = client.post(reverse("billing:rule_take_away", args=ROW), {"holds_from": FROM})

    assert [one["row"].document_kind for one in shown] == ["settlement_note"]
    assert (own_rules(world), again.status_code) == ({}, 404)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"rate": ""}, "VAT at a rate needs its rate."),
        ({"vat_category": "E", "rate": ""}, "A document without VAT says why, and one with VAT does not."),
        ({"document_kind": "settlement_note"}, "A settlement note carries no VAT."),
        ({"channel": "of_counterparty"}, "is for invoices in the name of who gave help, and only for those."),
    ],
)
def test_row_that_cannot_stand_is_refused_in_plain_words(changes: dict[str, Any], said: str, client: Client) -> None:
    world = a_world(closed=False)
    sign_in(client, world.office)
    client.cookies["django_language"] = "en"

    page = client.post(reverse("billing:rule", args=ROW), row_of(world, ROW, **changes))

    assert "consequence" not in page.context
    assert said in " ".join(page.context["form"].non_field_errors())
    assert own_rules(world) == {}


def test_row_whose_example_does_not_pass_is_refused_with_the_rule_in_words(client: Client) -> None:
    world = a_world(closed=False)
    sign_in(client, world.office)
    client.cookies["django_language"] = "en"
    args = ["own_name", "recipient", "private_person"]
    # Reverse charge towards somebody without any VAT number.
    sent = row_of(world, args, vat_category="AE", rate="", wording="reverse_charge", notes=["coins_settle_all"])

    page = client.post(reverse("billing:rule", args=args), sent)

    (error,) = page.context["form"].non_field_errors()
    assert error.startswith("A document by this rule would not pass the checks: ")
    assert own_rules(world) == {}


def test_preview_of_a_broker_names_both_sides(client: Client) -> None:
    network = a_network()
    decide_role(network, "broker", on=ON)
    office = an_office_member(network)
    a, b = a_party(network, name="A"), a_party(network, name="B", facts=ASSOCIATION)
    hold(network, on=date(2026, 1, 20), pays=[(a, 100)], earns=[(b, 100)])
    sign_in(client, office)
    args = ["broker", "provider", "association"]
    sent = {
        "holds_from": FROM,
        "document_kind": "invoice_380",
        "vat_category": "E",
        "wording": "small_enterprise",
        "notes": ["brokered_invoice"],
        "channel": "of_counterparty",
        "terms": "standard",
        "needs": ["enterprise_number"],
    }

    seen = client.post(reverse("billing:rule", args=args), sent)
    client.post(reverse("billing:rule", args=args), sent | {"sure": "1"})

    assert [row[0] for row in seen.context["consequence"]["open"]] == ["A", "B"]
    with network_scope(network.pk):
        waiting = waiting_supplies(network_id=network.pk, today=date(2026, 2, 3))
    assert [(row.party.name, row.missing) for row in waiting] == [("B", ("enterprise_number", "mandate"))]
