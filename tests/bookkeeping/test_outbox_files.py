"""What the outbox delivers as files: the journal to the cent, accepted by its referees; e-invoices byte for byte."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from kennisruil.bookkeeping.queries import trial_balance
from kennisruil.bookkeeping.rules.targets import Target
from kennisruil.shared.scope import network_scope
from tests.bookkeeping.factories import FROM, adapter_of, deliver_all, files_in, states
from tests.bookkeeping.outbox_world import LEDGERS, NOON, a_closed_month, folder
from tests.bookkeeping.test_writers import bean_check, hledger_check

pytestmark = pytest.mark.django_db
__all__ = ["folder"]


@pytest.mark.parametrize("target", LEDGERS)
def test_what_a_file_holds_is_the_journal_to_the_cent(target: Target) -> None:
    network = a_closed_month(target)

    taken = deliver_all(network, target, at=NOON)

    with network_scope(network.pk):
        ours = dict(trial_balance(network_id=network.pk))
    theirs = adapter_of(network, target).balances(start_on=date(2026, 1, 1), end_on=date(2027, 1, 1))
    assert (taken, theirs, states(network)) == (2, ours, {"delivered": 2})


def test_bean_check_accepts_the_delivered_file(folder: Path, tmp_path: Path) -> None:
    network = a_closed_month(Target.BEANCOUNT)

    deliver_all(network, Target.BEANCOUNT, at=NOON)

    done = bean_check((folder / network.slug / "beancount" / "journal.beancount").read_text(), tmp_path)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("hledger") is None, reason="hledger is not installed")
def test_hledger_accepts_the_delivered_file(folder: Path) -> None:
    network = a_closed_month(Target.HLEDGER)

    deliver_all(network, Target.HLEDGER, at=NOON)

    done = hledger_check(folder / network.slug / "hledger" / "hledger.journal")
    assert (done.returncode, done.stderr) == (0, "")


def test_documents_lie_in_the_folder_byte_for_byte_in_number_order(folder: Path) -> None:
    network = a_closed_month(Target.UBL)

    deliver_all(network, Target.UBL, at=NOON)

    there = folder / network.slug / "ubl"
    assert files_in(there) == ["2026/F2026-00001.xml", "2026/P2026-3-00001.xml"]
    assert etree.parse(str(there / "2026/F2026-00001.xml")).getroot().tag.endswith("}Invoice")
    assert adapter_of(network, Target.UBL).balances(start_on=FROM, end_on=date(2027, 1, 1)) == {
        "380": 10000,
        "389": 7500,
    }
