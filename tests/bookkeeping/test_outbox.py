"""The outbox and its delivery: told in the transaction of the document, once over there, alarmed by other content."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kennisruil.bookkeeping.actions import deliver_batch, fill_outbox, post_entry, reconcile, try_again
from kennisruil.bookkeeping.adapters import Outcome
from kennisruil.bookkeeping.models import OutboxRow
from kennisruil.bookkeeping.queries import invariants, months_apart
from kennisruil.bookkeeping.rules.entries import credit, debit
from kennisruil.bookkeeping.rules.payloads import sha256_of
from kennisruil.bookkeeping.rules.targets import Parcel, Target, TargetUnreachable
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.billing.factories import BY, close, hold
from tests.bookkeeping.factories import FROM, adapter_of, deliver_all, files_in, later, send_to, states
from tests.bookkeeping.outbox_world import DAY, LEDGERS, NOON, a_closed_month, folder, post, tell
from tests.factories import a_network, a_party

pytestmark = pytest.mark.django_db
__all__ = ["folder"]


def test_nothing_is_written_before_a_package_is_chosen() -> None:
    network = a_network()

    post(network)

    assert states(network) == {}


def test_a_number_told_twice_is_one_row() -> None:
    network = a_network()
    send_to(network, Target.CSV)

    first, again = tell(network, 1), tell(network, 1)

    assert first == again
    assert states(network) == {"waiting": 1}


def test_a_number_told_with_other_content_is_an_alarm_and_keeps_the_first() -> None:
    network = a_network()
    send_to(network, Target.CSV)

    tell(network, 1)
    (row,) = tell(network, 2)

    assert (row.state, row.payload["cents"], row.sha256) == ("alarm", 1, sha256_of({"number": 1, "cents": 1}))


def test_an_entry_that_is_rolled_back_tells_nobody() -> None:
    network = a_network()
    send_to(network, Target.CSV)

    with pytest.raises(LookupError):
        post_entry(
            network_id=network.pk, id=new_id(), booked_on=DAY, kind="test", text="Test", reference=("test", "1"),
            lines=[debit("bank", 1), credit("nowhere", 1)], by=BY, at=NOON,
        )  # fmt: skip

    assert states(network) == {}


def test_each_target_takes_its_own_and_only_from_its_day_on() -> None:
    network = a_network()
    send_to(network, Target.TRYTON, Target.UBL, since_on=date(2026, 2, 1))
    a, b = a_party(network, name="A"), a_party(network, name="B")
    post(network, on=date(2026, 1, 20))
    hold(network, on=date(2026, 1, 15), pays=[(a, 200)], earns=[(b, 150)])

    close(network, "2026-01")

    with network_scope(network.pk):
        rows = list(OutboxRow.objects.order_by("target", "kind", "number").values_list("target", "kind", "number"))
    assert rows == [
        ("tryton", "entry", "2026-000002"),
        ("tryton", "entry", "2026-000003"),
        ("tryton", "invoice_380", "F2026-00001"),
        ("tryton", "self_billed_389", "P2026-3-00001"),
        ("ubl", "invoice_380", "F2026-00001"),
        ("ubl", "self_billed_389", "P2026-3-00001"),
    ]


def test_a_package_chosen_later_is_told_of_everything_since_its_day_once() -> None:
    network = a_closed_month()
    send_to(network, Target.CSV, Target.UBL, on=DAY)

    with network_scope(network.pk):
        filled = [
            fill_outbox(network_id=network.pk, target=target, since_on=FROM, by=BY, at=NOON)
            for target in (Target.CSV, Target.CSV, Target.UBL)
        ]

    assert filled == [2, 0, 2]


def test_what_was_filled_later_hashes_as_what_was_told_at_once() -> None:
    network = a_closed_month(Target.CSV, Target.UBL, Target.TRYTON)
    with network_scope(network.pk):
        before = set(OutboxRow.objects.values_list("target", "kind", "number", "sha256"))
        OutboxRow.objects.all().delete()

        for target in (Target.CSV, Target.UBL, Target.TRYTON):
            fill_outbox(network_id=network.pk, target=target, since_on=FROM, by=BY, at=NOON)

        assert set(OutboxRow.objects.values_list("target", "kind", "number", "sha256")) == before
        assert all(each.holds for each in invariants(network_id=network.pk))


class Broken:
    """A package that dies after it wrote, before it could answer; and then answers again."""

    batch = 500

    def __init__(self, adapter: Any, *, dies: type[BaseException]) -> None:
        self.adapter, self.dies = adapter, dies

    def deliver(self, parcels: list[Parcel]) -> Iterator[Outcome]:
        list(self.adapter.deliver(parcels))
        raise self.dies("the line went dead")
        yield


@pytest.mark.parametrize("target", [*LEDGERS, Target.UBL])
def test_a_lost_answer_is_found_by_number_and_nothing_is_there_twice(target: Target, folder: Path) -> None:
    network = a_closed_month(target)
    broken = Broken(adapter_of(network, target), dies=KeyboardInterrupt)

    with pytest.raises(KeyboardInterrupt):
        deliver_batch(network_id=network.pk, target=target, adapter=broken, by=BY, at=NOON)
    before = {path: (folder / path).read_bytes() for path in files_in(folder)}
    at_once = deliver_all(network, target, at=NOON)
    taken = deliver_all(network, target, at=later(NOON))

    assert (at_once, taken, states(network)) == (0, 2, {"delivered": 2})
    assert {path: (folder / path).read_bytes() for path in files_in(folder)} == before


def test_a_package_that_does_not_answer_is_tried_later_and_says_why() -> None:
    network = a_closed_month(Target.CSV)
    broken = Broken(adapter_of(network, Target.CSV), dies=TargetUnreachable)

    with pytest.raises(TargetUnreachable):
        deliver_batch(network_id=network.pk, target=Target.CSV, adapter=broken, by=BY, at=NOON)

    with network_scope(network.pk):
        rows = list(OutboxRow.objects.values_list("attempts", "problem", "next_try_at"))
    assert rows == [(1, "the line went dead", NOON + timedelta(minutes=2))] * 2


def test_other_content_under_a_known_number_is_an_alarm_and_stays_as_it_is(folder: Path) -> None:
    network = a_closed_month(Target.CSV)
    deliver_all(network, Target.CSV, at=NOON)
    path = folder / network.slug / "csv" / "journal.csv"
    rows = list(csv.reader(path.read_text().splitlines()))
    other = "\n".join(",".join("f" * 64 if cell == rows[1][-1] else cell for cell in row) for row in rows) + "\n"
    path.write_text(other)
    with network_scope(network.pk):
        OutboxRow.objects.update(state="waiting")

    deliver_all(network, Target.CSV, at=NOON)

    assert (states(network), path.read_text()) == ({"alarm": 1, "delivered": 1}, other)


def test_an_alarm_is_tried_again_on_asking() -> None:
    network = a_network()
    send_to(network, Target.CSV)
    tell(network, 1)
    (row,) = tell(network, 2)

    again = try_again(network_id=network.pk, row_id=row.pk, by=BY, at=NOON)

    assert (again.state, again.problem) == ("waiting", "")


@pytest.mark.parametrize("target", [*LEDGERS, Target.UBL])
def test_reconciliation_is_nil_and_sees_one_cent(target: Target, folder: Path) -> None:
    network = a_closed_month(target)
    deliver_all(network, target, at=NOON)

    def compare() -> list[tuple[str, int, int]]:
        adapter = adapter_of(network, target)
        with network_scope(network.pk):
            found = reconcile(network_id=network.pk, target=target, since_on=FROM, adapter=adapter, by=BY, at=NOON)
        return [(row.account, row.ours_cents, row.theirs_cents) for row in found]

    nil = compare()
    for path in files_in(folder):
        text = (folder / path).read_text()
        (folder / path).write_text(text.replace("100.00", "100.01"))
    seen = compare()

    assert nil == []
    assert seen
    assert {abs(ours - theirs) for _account, ours, theirs in seen} <= {1, 2}
    with network_scope(network.pk):
        assert months_apart(network_id=network.pk) == [(target.value, date(2026, 2, 1), len(seen))]
