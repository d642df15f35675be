"""What is asked of a party before its documents: by its status, by the side it stands on, by the operator's role."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.brokerage.rules.details import missing_of, texts_asked
from kennisruil.network.models import Agreement
from kennisruil.network.queries import parties_of
from kennisruil.shared.scope import network_scope
from tests.billing.broker import a_broker_network
from tests.factories import a_member, a_network, sign_in


def test_mandate_is_asked_by_a_broker_and_self_billing_by_who_buys() -> None:
    agreed = frozenset({"exchange_terms"})

    def asked(role: str, vat_kind: str, *, gives: bool = True) -> tuple[str, ...]:
        return missing_of(vat_kind=vat_kind, facts=(), agreed=agreed, gives=gives, legal_role=role)

    assert asked("own_name", "vat_business") == ("self_billing",)
    assert asked("broker", "vat_business") == asked("broker", "small_enterprise") == ("mandate",)
    assert asked("broker", "association") == asked("broker", "vat_business", gives=False) == ()
    assert [texts_asked(legal_role=role)[1] for role in ("own_name", "broker")] == ["self_billing", "mandate"]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["own_name", "broker"])
def test_details_page_asks_the_yes_that_the_role_needs_and_keeps_it(role: str, client: Client) -> None:
    network = a_broker_network() if role == "broker" else a_network()
    member = a_member(network)
    sign_in(client, member)
    url, text = reverse("brokerage:my_details"), {"own_name": "self_billing", "broker": "mandate"}[role]

    asked = client.get(url).context
    sent = {"party": "organisation", "name": "Atelier", "vat_kind": "vat_business", "exchange_terms": "on", text: "on"}
    client.post(url, sent)

    assert [name for name in ("exchange_terms", "self_billing", "mandate") if name in asked["form"].fields] == [
        "exchange_terms",
        text,
    ]
    assert [each.kind for each in asked["texts"]] == ["exchange_terms", text]
    with network_scope(network.pk):
        (acting,) = parties_of(network_id=network.pk, member_id=member.pk, on=date(2026, 12, 31))
        kinds = set(Agreement.objects.filter(party=acting.party).values_list("kind", flat=True))
    assert kinds == {"exchange_terms", text}
