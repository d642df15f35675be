"""What people see before they agree and afterwards: consequence, open euro, documents, their chain, the digest."""

from dataclasses import replace
from datetime import date

import pytest

from kennisruil.billing import actions, queries
from kennisruil.billing.queries.todo import todo_lines
from kennisruil.billing.rules.kinds import DocumentKind
from kennisruil.network.actions import change_setting
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.billing.factories import BY, at_noon, close, hold
from tests.factories import ASSOCIATION, COMPANY, PERSON, a_member, a_network, a_party

pytestmark = pytest.mark.django_db
ON = date(2026, 1, 15)


@pytest.mark.parametrize(
    ("side", "facts", "vat", "kind", "known"),
    [
        ("recipient", COMPANY, 21_00, DocumentKind.INVOICE_380, True),
        ("recipient", ASSOCIATION, 21_00, DocumentKind.INVOICE_380, True),
        ("recipient", None, 21_00, DocumentKind.INVOICE_380, False),
        ("provider", COMPANY, 21_00, DocumentKind.SELF_BILLED_389, True),
        ("provider", PERSON, 0, DocumentKind.SETTLEMENT_NOTE, True),
        ("provider", None, 0, DocumentKind.SETTLEMENT_NOTE, False),
    ],
)
def test_consequence_says_what_two_coins_mean(
    side: str, facts: object, vat: int, kind: DocumentKind, known: bool
) -> None:
    network = a_network()
    party = a_party(network, facts=facts)  # type: ignore[arg-type]  # values of the test

    with network_scope(network.pk):
        found = queries.consequence_for(network_id=network.pk, side=side, party_id=party.pk, coins=200, on=ON)

    assert (found.base_cents, found.vat_cents, found.gross_cents) == (100_00, vat, 100_00 + vat)
    assert (found.document_kind, found.facts_are_known) == (kind, known)
    assert (found.settles_by_return, found.vat_due_days, found.return_months) == (side == "recipient", 30, 12)


def test_agreed_counter_value_stays_when_the_network_changes_it() -> None:
    network = a_network()
    change_setting(
        network_id=network.pk,
        key="coin.counter_value_cents",
        value=6000,
        holds_from=date(2026, 2, 1),
        by=BY,
        at=at_noon(ON),
    )

    with network_scope(network.pk):
        later = date(2026, 2, 10)
        now = queries.consequence_for(network_id=network.pk, side="recipient", party_id=None, coins=200, on=later)
        agreed = queries.consequence_for(
            network_id=network.pk, side="recipient", party_id=None, coins=200, on=later, counter_value_cents=5000
        )

    assert (now.base_cents, agreed.base_cents) == (120_00, 100_00)


def test_document_shows_its_chain_from_supply_to_settlement() -> None:
    network = a_network()
    a, b = a_party(network, name="A"), a_party(network, name="B", facts=ASSOCIATION)
    supply = hold(network, on=ON, pays=[(a, 200)], earns=[(b, 200)])
    close(network, "2026-01")
    day = date(2026, 2, 20)
    actions.record_payment(
        network_id=network.pk, id=new_id(), party_id=a.pk, cents=121_00, paid_on=day, by=BY, at=at_noon(day), today=day
    )

    with network_scope(network.pk):
        note, invoice = queries.documents_about(network_id=network.pk, ref=(supply.ref_kind, supply.ref_id))
        settled = queries.settlements_of_document(network_id=network.pk, document_id=invoice.pk)

        assert (invoice.number, note.number) == ("F2026-00001", "A2026-00001")
    assert sorted((each.claim.part, each.cents, each.how) for each in settled) == [
        ("base", 100_00, "payment"),
        ("vat", 21_00, "payment"),
    ]


def test_provider_is_asked_to_look_at_the_draft() -> None:
    network = a_network()
    member = a_member(network)
    a = a_party(network, name="A")
    b = a_party(network, name="B", facts=replace(COMPANY, email=""), member=member)
    hold(network, on=ON, pays=[(a, 200)], earns=[(b, 200)])
    close(network, "2026-01", accept=False)

    with network_scope(network.pk):
        lines = todo_lines(network_id=network.pk, waits_for=member.pk, today=date(2026, 2, 4))

    assert [(line.kind, line.since_on) for line in lines] == [("draft", date(2026, 2, 3))]


def test_same_story_gives_the_same_digest_in_another_network() -> None:
    digests = []
    for name in ("one", "two"):
        network = a_network(slug=name, name="Ruil")
        a, b = a_party(network, name="A"), a_party(network, name="B", facts=ASSOCIATION)
        hold(network, on=ON, pays=[(a, 200)], earns=[(b, 200)])
        close(network, "2026-01")
        with network_scope(network.pk):
            digests.append(queries.digest(network_id=network.pk))

    assert digests[0] == digests[1]
