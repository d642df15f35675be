"""The rule table on its pages: read, changed from a day on with a preview, refused in plain words, taken away."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.billing.models import Document
from kennisruil.billing.queries import waiting_supplies
from kennisruil.billing.queries.house import house_on
from kennisruil.billing.rules.kinds import LegalRole, Side, VatKind
from kennisruil.network.models import Setting
from kennisruil.shared import clock
from kennisruil.shared.periods import day_of
from kennisruil.shared.scope import network_scope
from tests.billing.broker import decide_role
from tests.billing.factories import close, hold
from tests.billing.web_world import World, a_world
from tests.factories import ASSOCIATION, ON, a_network, a_party, an_office_member, sign_in

pytestmark = pytest.mark.django_db
ROW = ["own_name", "provider", "vat_business"]
FROM = "2026-01-01"


@pytest.fixture(autouse=True)
def end_of_january(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules are decided before the month closes."""
    clock_file = tmp_path / "now"
    clock_file.write_text("2026-01-28T10:00:00+00:00")
    monkeypatch.setenv("KENNISRUIL_NOW", f"@{clock_file}")


def row_of(world: World, args: list[str], **changes: Any) -> dict[str, Any]:
    """Give a row as its form sends it, with ``changes``."""
    with network_scope(world.network.pk):
        book = house_on(network_id=world.network.pk, on=day_of(clock.now(), "Europe/Brussels")).rules
    role, side, kind = LegalRole(args[0]), Side(args[1]), VatKind(args[2])
    row = book.row_on(legal_role=role, side=side, vat_kind=kind, on=date(2026, 1, 20))
    sent: dict[str, Any] = {
        "holds_from": FROM,
        "document_kind": row.document_kind,
        "vat_category": row.vat_category or "",
        "rate": row.rate or "",
        "wording": row.wording or "",
        "notes": list(row.notes),
        "channel": row.channel,
        "terms": row.terms,
        "self_assessed_rate": row.self_assessed_rate or "",
        "needs": list(row.needs),
        "otherwise": row.otherwise or "",
    }
    return sent | changes


NOTE = {"document_kind": "settlement_note", "vat_category": "", "rate": "", "notes": ["settlement_note"]}


def own_rules(world: World) -> Any:
    with network_scope(world.network.pk):
        rows = Setting.objects.filter(key="billing.rule_book").order_by("-holds_from")
        return rows[0].value


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
    client.post(reverse("billing:rule_terms", args=["new"]), {"holds_from": FROM, "name": "long", **days, "sure": "1"})
    args = ["own_name", "recipient", "vat_business"]
    client.post(reverse("billing:rule", args=args), row_of(world, args, terms="long") | {"sure": "1"})

    close(world.network, "2026-01")

    with network_scope(world.network.pk):
        assert Document.objects.get(kind="invoice_380").due_vat_on == date(2026, 4, 4)


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
