"""The journal as files: bean-check reads it, one cent off is caught, text cannot break out."""

import csv
import io
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisruil.bookkeeping.rules import beancount, hledger, table
from kennisruil.bookkeeping.rules.entries import (
    BookedEntry,
    BookedLine,
    EntryLine,
    credit,
    debit,
    is_balanced,
    netted,
)

A = UUID(int=10)


def line(account: str, role: str, cents: int, party: UUID | None = None) -> BookedLine:
    return BookedLine(account=account, role=role, cents=cents, party_id=party)


ENTRY = BookedEntry(
    number=7,
    booked_on=date(2026, 2, 3),
    kind="invoice_380",
    text='F2026-00001 "quoted"; and | more',
    reference=("document", "abc"),
    lines=(
        line("400000", "customers", 121_00, A),
        line("700000", "sales", -100_00),
        line("451000", "vat_due", -21_00),
    ),
)


def bean_check(text: str, folder: Path) -> subprocess.CompletedProcess[str]:
    file = folder / "books.beancount"
    file.write_text(text)
    program = Path(sys.executable).parent / "bean-check"
    return subprocess.run([str(program), "--no-cache", str(file)], capture_output=True, text=True, check=False)


def hledger_check(file: Path) -> subprocess.CompletedProcess[str]:
    command = ["hledger", "-f", str(file), "check", "--strict"]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "LANG": "C.UTF-8"})


def test_bean_check_accepts_the_file_and_catches_one_cent(tmp_path: Path) -> None:
    wrong = replace(ENTRY, lines=(*ENTRY.lines[:2], line("451000", "vat_due", -20_99)))

    good = bean_check(beancount.write([ENTRY], title="Learning Hub"), tmp_path)
    bad = bean_check(beancount.write([wrong], title="Learning Hub"), tmp_path)

    assert (good.returncode, good.stdout + good.stderr) == (0, "")
    assert bad.returncode == 1
    assert "does not balance" in bad.stderr + bad.stdout


def test_beancount_file_reads_as_expected() -> None:
    assert beancount.write([ENTRY], title="Hub").splitlines() == [
        'option "title" "Hub"',
        'option "operating_currency" "EUR"',
        "",
        f"2026-02-03 open Assets:400000:P{A.hex} EUR",
        '  name: "Customers"',
        "2026-02-03 open Income:700000 EUR",
        '  name: "Sessions sold"',
        "2026-02-03 open Liabilities:451000 EUR",
        '  name: "VAT to pay"',
        "",
        '2026-02-03 * "F2026-00001 \\"quoted\\"; and | more"',
        '  number: "2026-000007"',
        '  kind: "invoice_380"',
        '  reference: "document:abc"',
        f"  Assets:400000:P{A.hex}  121.00 EUR",
        "  Income:700000  -100.00 EUR",
        "  Liabilities:451000  -21.00 EUR",
        "",
    ]


@pytest.mark.skipif(shutil.which("hledger") is None, reason="hledger is not installed")
def test_hledger_check_accepts_the_file(tmp_path: Path) -> None:
    file = tmp_path / "books.journal"
    file.write_text(hledger.write([ENTRY], title="Hub"))

    done = hledger_check(file)

    assert done.returncode == 0, done.stderr


def test_hledger_file_declares_what_it_uses() -> None:
    text = hledger.write([ENTRY], title="Hub")

    assert text.splitlines()[:5] == [
        "; Hub",
        "commodity 1000.00 EUR",
        f"account Assets:400000:P{A.hex}",
        "account Income:700000",
        "account Liabilities:451000",
    ]
    assert '(2026-000007) F2026-00001 "quoted", and / more' in text


def test_table_has_a_row_per_line_and_no_formulas() -> None:
    entry = replace(ENTRY, text="=SUM(A1)")

    rows = list(csv.DictReader(io.StringIO(table.write([entry]))))

    assert [(row["account"], row["debit"], row["credit"]) for row in rows] == [
        ("400000", "121.00", ""),
        ("700000", "", "100.00"),
        ("451000", "", "21.00"),
    ]
    assert {row["text"] for row in rows} == {"'=SUM(A1)"}


lines = st.lists(
    st.builds(
        EntryLine,
        role=st.sampled_from(["customers", "sales", "bank"]),
        cents=st.integers(-1000, 1000),
        party_id=st.sampled_from([None, A]),
    ),
    max_size=12,
)


@given(lines)
def test_netting_keeps_every_balance_and_leaves_no_nothing(every: list[EntryLine]) -> None:
    net = netted(every)

    assert sum(each.cents for each in net) == sum(each.cents for each in every)
    assert all(each.cents for each in net)
    assert len({(each.role, each.party_id) for each in net}) == len(net)


def test_debit_and_credit_balance() -> None:
    assert is_balanced([debit("bank", 5), credit("sales", 5)])
    assert [beancount.euro(cents) for cents in (0, -5, 123_456, -100)] == ["0.00", "-0.05", "1234.56", "-1.00"]
