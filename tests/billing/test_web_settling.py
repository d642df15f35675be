"""Pages about balances: leaving with any balance, giving away, writing off, setting off."""

from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kennisruil.billing.models import Movement, SetOff
from kennisruil.network.actions import change_setting
from kennisruil.network.models import Party
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.billing.factories import BY, at_noon, close, hold
from tests.billing.web_world import World, a_world
from tests.factories import sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("whose", "answers", "kind"),
    [
        ("giving", {"way": "given_away"}, "given_away"),
        ("giving", {"way": "paid_out"}, "pay_out"),
        ("giving", {"way": "gift"}, "gift"),
        ("receiving", {"way": "written_off"}, "write_off"),
        ("receiving", {"way": "paid", "paid": "121", "paid_on": "2026-02-20"}, "payment"),
    ],
)
def test_leaving_settles_the_balance_and_closes_the_account(
    whose: str, answers: dict[str, str], kind: str, client: Client
) -> None:
    world = a_world()
    _decide(world, "settlement.pay_out", "yes")
    sign_in(client, world.office)
    party: Party = getattr(world, whose)
    given = {"to_party": str(world.receiving.pk) if answers["way"] == "gift" else "", **answers}

    seen = _twice(client, "billing:leaving", party, given)

    with network_scope(world.network.pk):
        party.refresh_from_db()
        kinds = set(Movement.objects.exclude(kind="supply").values_list("kind", flat=True))
    assert seen.context["consequence"]["rows"][0]["coins"] == 200
    assert (kinds, party.left_on is not None) == ({kind}, True)


def test_leaving_does_not_offer_what_the_network_did_not_decide(client: Client) -> None:
    world = a_world()
    sign_in(client, world.office)

    answer = client.get(reverse("billing:leaving", args=[world.giving.pk]))

    assert [value for value, _ in answer.context["form"].fields["way"].choices] == ["given_away", "gift"]


def test_leaving_says_what_all_of_it_is_and_what_waits_for_its_document(client: Client) -> None:
    world = a_world()
    sign_in(client, world.office)
    url = reverse("billing:leaving", args=[world.receiving.pk])

    documented = client.get(url).context["form"].fields["paid"].help_text
    hold(world.network, on=date(2026, 2, 5), pays=[(world.receiving, 100)], kind="office_workshop")
    waiting = client.get(url).context["form"].fields["paid"].help_text

    assert "121,00" in documented
    assert waiting.startswith(documented)
    assert waiting != documented


def test_leaving_with_too_little_paid_changes_nothing(client: Client) -> None:
    world = a_world()
    sign_in(client, world.office)

    answer = _twice(client, "billing:leaving", world.receiving, {"way": "paid", "paid": "100", "paid_on": "2026-02-20"})

    with network_scope(world.network.pk):
        world.receiving.refresh_from_db()
        assert not Movement.objects.exclude(kind="supply").exists()
    assert (world.receiving.left_on, bool(answer.context["form"].non_field_errors())) == (None, True)


def test_vat_is_let_off_when_somebody_leaves(client: Client) -> None:
    world = a_world()
    sign_in(client, world.office)

    seen = _twice(client, "billing:leaving", world.receiving, {"way": "written_off", "lets_vat_off": "on"})

    with network_scope(world.network.pk):
        letters = [document.kind for document in world.documents("letter")]
    assert letters == ["letter", "letter"]
    assert [row["cents"] for row in seen.context["consequence"]["rows"]] == [10000]


def test_credit_is_given_away_in_part(client: Client) -> None:
    world = a_world()
    sign_in(client, world.office)

    seen = _twice(client, "billing:give_away", world.giving, {"coins": "0,5", "to_party": str(world.receiving.pk)})

    with network_scope(world.network.pk):
        moved = list(Movement.objects.filter(kind="gift").order_by("coins").values_list("coins", "cents"))
    assert seen.context["consequence"]["rows"][0]["cents"] == 2500
    assert moved == [(-50, 2500), (50, 2500)]


def test_vat_of_one_document_is_written_off(client: Client) -> None:
    world = a_world()
    sign_in(client, world.office)
    given = {"what": "both", "document": str(world.invoice.pk), "reason": "Failliet"}

    seen = _twice(client, "billing:write_off", world.receiving, given)

    rows = seen.context["consequence"]
    assert ([row["coins"] for row in rows["rows"]], len(rows["notes"])) == ([200], 2)
    assert len(world.documents("letter")) == 2


def test_office_sets_off_what_it_chooses(client: Client) -> None:
    world = a_world()
    sign_in(client, world.office)
    _twice(client, "billing:pay", world.receiving, {"direction": "in", "euro": "21", "paid_on": "2026-02-10"})
    hold(world.network, on=date(2026, 2, 5), pays=[(world.giving, 50)], earns=[(world.receiving, 50)])
    close(world.network, "2026-02")

    page = client.get(reverse("billing:set_off", args=[world.receiving.pk]))
    claims = page.context["form"].initial["claims"]
    given = {"claims": claims, "document": str(world.invoice.pk), "reason": "Zoals gevraagd"}
    seen = _twice(client, "billing:set_off", world.receiving, given)

    with network_scope(world.network.pk):
        done = SetOff.objects.get(reason="Zoals gevraagd")
    # The network owes 5.25 of VAT; of the base that buys 0.10 coin at 0.50 the hundredth, and 0.25 stays.
    assert [(row["coins"], row["cents"]) for row in seen.context["consequence"]["rows"]] == [
        (None, 0),
        (10, 500),
        (10, 500),
    ]
    assert (len(claims), done.base_cents, done.coins) == (1, 500, 10)


@pytest.mark.parametrize("name", ["billing:set_off", "billing:give_away", "billing:write_off", "billing:leaving"])
def test_only_who_keeps_the_books_of_this_network_settles(name: str, client: Client) -> None:
    world, elsewhere = a_world(closed=False), a_world(closed=False)
    sign_in(client, world.receiver)

    forbidden = client.get(reverse(name, args=[world.giving.pk]))
    sign_in(client, world.office)
    unknown = client.get(reverse(name, args=[elsewhere.giving.pk]))
    shown = client.get(reverse(name, args=[world.giving.pk]))

    assert [answer.status_code for answer in (forbidden, unknown, shown)] == [403, 404, 200]


def _twice(client: Client, name: str, party: Party, given: dict[str, Any]) -> HttpResponse | Any:
    """Send a form, and again with the second button; the answer is the first one, that shows what it means."""
    url, given = reverse(name, args=[party.pk]), {"id": str(new_id()), "reason": "", **given}
    seen = client.post(url, given)
    client.post(url, given | {"sure": "1"})
    return seen


def _decide(world: World, key: str, value: object) -> None:
    change_setting(
        network_id=world.network.pk,
        key=key,
        value=value,
        holds_from=date(2026, 1, 1),
        by=BY,
        at=at_noon(date(2026, 1, 5)),
    )
