"""Jobs of the books: filled, delivered and compared by themselves; a package that is not there keeps nobody else."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kennisruil.bookkeeping import tasks
from kennisruil.bookkeeping.adapters.jsonrpc import Connection
from kennisruil.bookkeeping.adapters.places import TrytonPlace, tryton_of, variable_of
from kennisruil.bookkeeping.models import OutboxRow, Reconciled
from kennisruil.bookkeeping.rules.targets import Target, TargetUnreachable
from kennisruil.shared.scope import network_scope
from tests.billing.web_world import a_world
from tests.bookkeeping.factories import send_to, states
from tests.factories import a_network

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 20)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """Where the files go in these tests."""
    settings.BOOKS_FOLDER = tmp_path / "books"
    return tmp_path / "books"


def test_a_package_chosen_later_holds_all_after_three_jobs(folder: Path) -> None:
    network = a_world().network
    send_to(network, Target.CSV, Target.HLEDGER, on=DAY)

    for target in ("csv", "hledger", "tryton"):
        with network_scope(network.pk):
            tasks.fill(network_id=network.pk, target=target)
    tasks.deliver(network_id=network.pk)
    tasks.reconcile(network_id=network.pk)

    assert states(network) == {"delivered": 4}
    assert (folder / network.slug / "csv" / "journal.csv").exists()
    with network_scope(network.pk):
        rows = Reconciled.objects.values_list("ours_cents", "theirs_cents")
        assert len(rows) == 14
        assert all(ours == theirs for ours, theirs in rows)


def test_a_package_that_is_not_there_keeps_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    network = a_world().network
    send_to(network, Target.TRYTON, Target.CSV, on=DAY)
    # Nothing listens on this port.
    monkeypatch.setenv(variable_of(network.slug), "http://admin:secret@127.0.0.1:1/kr")
    for target in ("csv", "tryton"):
        with network_scope(network.pk):
            tasks.fill(network_id=network.pk, target=target)

    tasks.deliver(network_id=network.pk)
    tasks.reconcile(network_id=network.pk)

    with network_scope(network.pk):
        # An entry that is all invoice needs no move, so nobody has to be asked.
        asked = OutboxRow.objects.exclude(external_id="in the invoice")
        rows = asked.order_by("target").values_list("target", "state", "problem")
        problems = {problem for target, _state, problem in rows if target == "tryton"}
        assert {state for target, state, _problem in rows if target == "csv"} == {"delivered"}
    assert problems == {"Tryton does not answer (ConnectionRefusedError)"}


def test_where_tryton_is_stands_in_the_environment_and_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    name = variable_of("sint-jan")
    monkeypatch.setenv(name, "https://books:p%40ss@tryton.example/kr")

    place = tryton_of("sint-jan")

    assert name == "KENNISRUIL_TRYTON_SINT_JAN"
    assert (place.is_secure, place.host, place.port, place.user, place.password) == (
        True, "tryton.example", 443, "books", "p@ss",
    )  # fmt: skip
    assert "p@ss" not in repr(place)


@pytest.mark.parametrize("value", ["", "tryton.example", "ftp://a:b@host/kr", "http://host/kr", "http://a:b@host"])
def test_an_address_without_all_its_parts_is_no_place(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable_of("hub"), value)

    with pytest.raises(TargetUnreachable):
        tryton_of("hub")


def test_a_refused_connection_is_told_in_words() -> None:
    place = TrytonPlace(is_secure=False, host="127.0.0.1", port=1, database="kr", user="a", password="b")

    with pytest.raises(TargetUnreachable, match="does not answer"):
        Connection(place).call("model.ir.lang.search_count", [])


def test_networks_without_packages_have_nothing_to_do() -> None:
    network = a_network()

    tasks.deliver(network_id=network.pk)
    tasks.reconcile(network_id=network.pk)

    assert states(network) == {}
