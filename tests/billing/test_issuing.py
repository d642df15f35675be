"""Documents issued together: as one after the other, in no more statements however many they are."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kennisruil.billing.actions.numbering import Numbers, NumbersMoved, draw_number
from kennisruil.billing.models import Document, Series
from kennisruil.billing.queries import invariants
from kennisruil.billing.rules.rulebook import shipped_data
from kennisruil.bookkeeping.queries import invariants as book_invariants
from kennisruil.network.models import Network
from kennisruil.shared.audit import action
from kennisruil.shared.scope import network_scope
from tests.billing.closing import JANUARY, run_close
from tests.billing.factories import BY, at_noon, hold, without_papers
from tests.billing.test_close_stopped import decide
from tests.factories import ASSOCIATION, COMPANY, a_network, a_party

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 3)
KINDS = (COMPANY, replace(COMPANY, vat_kind="small_enterprise"), COMPANY)


def test_document_in_the_middle_that_does_not_pass_leaves_no_gap() -> None:
    network = a_network()
    without_papers(network)
    payers = [a_party(network, name=name, facts=facts) for name, facts in zip("ABC", KINDS, strict=True)]
    earner = a_party(network, name="D", facts=ASSOCIATION)
    for day, payer in enumerate(payers, start=10):
        hold(network, on=date(2026, 1, day), pays=[(payer, 200)], earns=[(earner, 200)])
    rows = [row for row in shipped_data("treatments") if row["side"] == "recipient"]
    wrong = [row | {"profile": "self_billing", "holds_from": "2026-01-01"} for row in rows]
    decide(
        network,
        {"treatments": [row for row in wrong if row["vat_kind"] == "small_enterprise"]},
        holds_from=date(2026, 1, 1),
    )

    run_close(network, JANUARY, DAY)

    with network_scope(network.pk):
        found = Document.objects.filter(kind="invoice_380").order_by("party__number")
        assert list(found.values_list("party__name", "state", "number", "message_seed")) == [
            ("A", "issued", "F2026-00001", 1),
            ("B", "failed", "", 2),
            ("C", "issued", "F2026-00002", 3),
        ]
        assert Series.objects.get(name="F2026").last == 2
        laws = [*invariants(network_id=network.pk), *book_invariants(network_id=network.pk)]
        assert [each for each in laws if not each.holds] == []


def test_close_of_four_times_the_parties_takes_no_more_statements() -> None:
    few, many = _month(pairs=1, slug="weinig"), _month(pairs=4, slug="veel")

    with CaptureQueriesContext(connection) as of_few:
        run_close(few, JANUARY, DAY)
    with CaptureQueriesContext(connection) as of_many:
        run_close(many, JANUARY, DAY)

    assert len(of_many) <= len(of_few)
    with network_scope(many.pk):
        assert Document.objects.filter(state="issued").count() == 4


def test_series_that_moved_meanwhile_stops_the_batch() -> None:
    network = a_network()
    with action("billing.try", network_id=network.pk, by=BY, at=at_noon(DAY)):
        numbers = Numbers(network_id=network.pk, series=["F2026"])
        assert [numbers.take("F2026"), numbers.take("F2026"), numbers.peek("F2026")] == [1, 2, 3]
        draw_number(network_id=network.pk, series="F2026")

        with pytest.raises(NumbersMoved):
            numbers.keep()


def _month(*, pairs: int, slug: str) -> Network:
    network = a_network(slug=slug)
    without_papers(network)
    for pair in range(pairs):
        payer = a_party(network, name=f"A{pair}", facts=COMPANY)
        earner = a_party(network, name=f"B{pair}", facts=COMPANY)
        hold(network, on=date(2026, 1, 10 + pair), pays=[(payer, 200)], earns=[(earner, 200)])
    return network
