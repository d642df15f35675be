"""The journal in the database: numbers without gaps, entries that balance, codes with a date, rows kept as written."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from django.db import Error, IntegrityError, connection, transaction

from kennisruil.bookkeeping.actions import NewEntry, post_entries, post_entry
from kennisruil.bookkeeping.models import JournalEntry, JournalLine
from kennisruil.bookkeeping.queries import (
    balance_of_role,
    entries_about,
    invariants,
    journal,
    party_balances,
    trial_balance,
)
from kennisruil.bookkeeping.rules import beancount
from kennisruil.bookkeeping.rules.chart import RoleUnknown, chart_from
from kennisruil.bookkeeping.rules.entries import EntryLine, credit, debit
from kennisruil.network.actions import change_setting
from kennisruil.network.models import Network
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id, new_id
from kennisruil.shared.scope import network_scope
from tests.billing.factories import BY, at_noon, close, hold
from tests.bookkeeping.test_writers import bean_check
from tests.factories import a_network, a_party

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 3)


def post(
    network: Network, *, id: UUID | None = None, lines: list[EntryLine] | None = None, on: date = DAY
) -> JournalEntry:
    return post_entry(
        network_id=network.pk,
        id=id or new_id(),
        booked_on=on,
        kind="test",
        text="Test",
        reference=("test", "1"),
        lines=lines or [debit("bank", 5_00), credit("sales", 5_00)],
        by=BY,
        at=at_noon(on),
    )


def test_numbers_follow_each_other_within_a_year() -> None:
    network = a_network()

    numbers = [post(network, on=day).number for day in (DAY, DAY, date(2027, 1, 4), DAY)]

    assert numbers == [1, 2, 1, 3]
    with network_scope(network.pk):
        assert [each.holds for each in invariants(network_id=network.pk)] == [True, True]


def test_entry_posted_twice_is_one_entry() -> None:
    network = a_network()

    first, again = post(network, id=derived_id("x")), post(network, id=derived_id("x"))

    assert first == again
    with network_scope(network.pk):
        assert balance_of_role(network_id=network.pk, role="bank") == 5_00


def test_many_entries_are_numbered_in_their_order_and_each_is_one() -> None:
    network = a_network()
    known = post(network, id=derived_id("x", 1))
    days = {1: DAY, 2: date(2027, 1, 4), 3: DAY, 4: date(2027, 1, 4)}
    lines = [debit("bank", 5_00), credit("sales", 5_00)]
    entries = [
        NewEntry(id=derived_id("x", n), booked_on=day, kind="test", text="Test", reference=("test", "1"), lines=lines)
        for n, day in days.items()
    ]

    made = post_entries(network_id=network.pk, entries=entries, by=BY, at=at_noon(DAY), chart=chart_from({}))

    assert [(row.year, row.number) for row in made] == [(2026, 1), (2027, 1), (2026, 2), (2027, 2)]
    assert made[0] == known
    with network_scope(network.pk):
        assert [each.holds for each in invariants(network_id=network.pk)] == [True, True]


def test_number_of_a_rolled_back_entry_is_drawn_again() -> None:
    network = a_network()
    with pytest.raises(RoleUnknown):
        post(network, lines=[debit("bank", 1), credit("nowhere", 1)])

    assert post(network).number == 1


def test_database_refuses_an_entry_that_does_not_balance() -> None:
    network = a_network()
    entry = post(network)

    with action("test.damage", network_id=network.pk, by=BY, at=at_noon(DAY)), pytest.raises(IntegrityError):
        _add_a_cent(entry)


def _add_a_cent(entry: JournalEntry) -> None:
    """Write one more line and have the database look at once, as it does at the end of the transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        JournalLine.objects.create(
            id=new_id(), network_id=entry.network_id, entry=entry, position=9, role="bank", account="550000", cents=1
        )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_lines_are_kept_as_written() -> None:
    network = a_network()
    post(network)

    with network_scope(network.pk), pytest.raises(Error), transaction.atomic():
        JournalLine.objects.update(cents=1)


def test_codes_are_those_of_the_day() -> None:
    network = a_network()
    change_setting(
        network_id=network.pk, key="books.accounts", value={"bank": "550123"}, holds_from=date(2026, 3, 1), by=BY,
        at=at_noon(DAY),
    )  # fmt: skip

    post(network)
    post(network, on=date(2026, 3, 2))

    with network_scope(network.pk):
        assert trial_balance(network_id=network.pk) == [("550000", 5_00), ("550123", 5_00), ("700000", -10_00)]


def test_reads_by_reference_party_and_period() -> None:
    network = a_network()
    party = a_party(network)
    post(network, lines=[debit("customers", 7_00, party.pk), credit("sales", 7_00)])

    with network_scope(network.pk):
        assert party_balances(network_id=network.pk, role="customers") == {party.pk: 7_00}
        assert [entry.shown_number for entry in entries_about(network_id=network.pk, kind="test", id="1")] == [
            "2026-000001"
        ]
        assert journal(network_id=network.pk, start_on=date(2026, 3, 1)) == []
        assert len(journal(network_id=network.pk)) == 1


def test_bean_check_accepts_a_closed_month(tmp_path: Path) -> None:
    network = a_network()
    a, b = a_party(network, name="A"), a_party(network, name="B")
    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 150)])
    close(network, "2026-01")

    with network_scope(network.pk):
        text = beancount.write(journal(network_id=network.pk), title=network.name)

    done = bean_check(text, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
