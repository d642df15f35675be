"""One session for three recipients, from the question to the documents, to the cent; one disputes and comes later."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from kennisruil.brokerage import actions, queries
from kennisruil.ledger.queries.invariants import ledger_invariants
from kennisruil.network.models import Network
from kennisruil.shared.scope import network_scope
from tests.billing.factories import close
from tests.brokerage.factories import DAY, on_day
from tests.brokerage.joint_world import Three, three_who_receive
from tests.factories import a_network
from tests.flows.reading import broken, documents_of_network, lots_of_party

pytestmark = pytest.mark.django_db
AFTER = on_day(DAY + timedelta(days=1))
LATE = on_day(date(2026, 4, 20))


def test_three_recipients_split_one_session_to_the_cent() -> None:
    network = a_network()
    with network_scope(network.pk):
        three = three_who_receive(network)
        first, second, _third = three.agree(three.arrange())
        actions.answer_session(session_id=second.pk, side="recipient", said="talk", **three.exchange.write(AFTER))
        actions.confirm_session(session_id=first.pk, is_for_all=True, **three.exchange.write(AFTER))

    close(network, "2026-03")

    helper = three.exchange.helper_party
    asker, chloe, dirk = three.parties
    # Two of three parts: EUR 33.50 and EUR 33.00, VAT 21 %; who gives has both on one document.
    assert _amounts(network) == sorted(
        [
            ("invoice_380", asker.name, 33_50, 7_04),
            ("invoice_380", dirk.name, 33_00, 6_93),
            ("self_billed_389", helper.name, 66_50, 13_97),
        ]
    )
    assert [lots_of_party(network, party) for party in three.parties] == [[(-67, 33_50)], [], [(-66, 33_00)]]
    assert broken(network) == []

    _decide(three, second.pk)
    close(network, "2026-04")

    assert {("invoice_380", chloe.name, 33_50, 7_04), ("self_billed_389", helper.name, 33_50, 7_04)} < set(
        _amounts(network)
    )
    assert sum(coins for coins, _cents in lots_of_party(network, helper)) == 200
    assert sum(cents for _coins, cents in lots_of_party(network, helper)) == 100_00
    assert broken(network) == []
    with network_scope(network.pk):
        assert [law.name for law in ledger_invariants(network_id=network.pk) if not law.holds] == []
        assert {session.state for session in queries.together_with(first)} == {"held"}


@pytest.mark.slow
def test_all_three_at_once_are_one_document_for_who_gives() -> None:
    network = a_network()
    with network_scope(network.pk):
        three = three_who_receive(network)
        first, *_others = three.agree(three.arrange())
        actions.confirm_session(session_id=first.pk, is_for_all=True, **three.exchange.write(AFTER))

    close(network, "2026-03")

    assert _amounts(network) == sorted(
        [
            *(
                ("invoice_380", party.name, base, vat)
                for party, base, vat in zip(three.parties, (33_50, 33_50, 33_00), (7_04, 7_04, 6_93), strict=True)
            ),
            ("self_billed_389", three.exchange.helper_party.name, 100_00, 21_00),
        ]
    )
    assert broken(network) == []


def _amounts(network: Network) -> list[tuple[str, str, int, int]]:
    rows = documents_of_network(network)
    return sorted((kind, name, base, vat) for _number, kind, name, base, vat in rows)


def _decide(three: Three, session_id: UUID) -> None:
    with network_scope(three.exchange.network.pk):
        actions.decide_session(
            session_id=session_id,
            is_held=True,
            reason="Iedereen gebeld: het ging door.",
            **three.exchange.write(LATE),
        )
