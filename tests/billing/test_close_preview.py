"""What the office sees before a close: colours of months, what will be made, what lacks."""

from dataclasses import replace
from datetime import date

import pytest

from kennisruil.billing.models import Document, Statement
from kennisruil.billing.queries import months_overview, preview_close
from kennisruil.billing.rules.close import Colour, Run
from kennisruil.network.models import Party
from kennisruil.shared.scope import network_scope
from tests.billing.closing import JANUARY, run_close, two_parties
from tests.billing.factories import close, hold
from tests.factories import COMPANY, a_network, a_party

pytestmark = pytest.mark.django_db


def test_months_turn_amber_and_red_until_they_are_closed() -> None:
    network = a_network()
    a, b = two_parties(network)
    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 200)])

    with network_scope(network.pk):
        seen = [months_overview(network_id=network.pk, today=date(2026, 2, day))[0].colour for day in (9, 10, 15)]
    close(network, "2026-01", on=date(2026, 2, 16))

    assert seen == [Colour.GREEN, Colour.AMBER, Colour.RED]
    with network_scope(network.pk):
        (row,) = months_overview(network_id=network.pk, today=date(2026, 2, 17))
    assert (row.colour, row.sides, row.undocumented, row.closed_on) == (Colour.CLOSED, 2, 0, date(2026, 2, 16))


def test_preview_says_what_the_close_then_does() -> None:
    network = a_network()
    a, b = two_parties(network)
    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 200)])

    gone = a_party(network, name="Weg")
    with network_scope(network.pk):
        Party.objects.filter(pk=gone.pk).update(left_on=date(2025, 12, 31))
        preview = preview_close(network_id=network.pk, month=JANUARY, today=date(2026, 2, 3))
    run_close(network, JANUARY, date(2026, 2, 3))

    planned = [(row.kind, row.base_cents, row.vat_cents) for row in preview.documents]
    with network_scope(network.pk):
        rows = Document.objects.order_by("party__number", "pk").values_list("kind", "base_cents", "vat_cents")
        assert list(rows) == planned
        assert Statement.objects.count() == preview.statements
    assert preview.totals == (("invoice_380", "S", 2100, 100_00, 21_00),)
    assert (preview.waiting, preview.objections, preview.run) == ((), (), Run.FINAL)


def test_preview_names_who_lacks_an_agreement_an_address_or_an_account_number_and_the_dates() -> None:
    network = a_network()
    a = a_party(network, name="A", facts=COMPANY)
    b = a_party(network, name="B", facts=COMPANY, agreed=False)
    c = a_party(network, name="C", facts=replace(COMPANY, iban=""))
    d = a_party(network, name="D", facts=replace(COMPANY, street=""))
    for day, gives in enumerate((b, c, d), start=10):
        hold(network, on=date(2026, 1, day), pays=[(a, 100)], earns=[(gives, 100)])

    with network_scope(network.pk):
        preview = preview_close(network_id=network.pk, month=JANUARY, today=date(2026, 2, 3))

    assert [(row.party.name, row.lacks, row.waits) for row in preview.lacking] == [
        ("B", ("agreement",), True),
        ("C", ("iban",), False),
        ("D", ("address",), True),
    ]
    dates = preview.deadlines
    assert (dates.accept_on, dates.vat_due_on) == (date(2026, 2, 10), date(2026, 3, 5))
    assert (dates.amber_on, dates.red_on) == (date(2026, 2, 10), date(2026, 2, 15))
