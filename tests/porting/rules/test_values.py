"""Cells as values."""

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisruil.porting.rules import values
from kennisruil.porting.rules.values import Unreadable
from kennisruil.shared.amounts import format_coins, format_euro

_DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
_NL = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
_FR = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]


@given(_DAYS)
def test_date_reads_what_belgians_write(day: date) -> None:
    written = [
        f"{day.day}/{day.month}/{day.year:04}",
        f"{day.day:02}-{day.month:02}-{day.year:04}",
        f"{day.day}.{day.month}.{day.year:04}",
        f"{day.year:04}-{day.month:02}-{day.day:02}",
        f"{day.day} {_NL[day.month - 1]} {day.year:04}",
        f"{day.day} {_FR[day.month - 1]} {day.year:04}",
        f"donderdag {day.day} {_NL[day.month - 1].upper()} {day.year:04}",
    ]

    read = {values.read_date(text) for text in written}

    assert read == {day}


@given(_DAYS)
def test_date_reads_excel_days(day: date) -> None:
    number = (day - date(1899, 12, 30)).days

    assert values.read_date(number, serial=True) == day
    assert values.read_date(datetime(day.year, day.month, day.day, 14, 30, tzinfo=UTC)) == day


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("31/2/2026", "no_such_day"),
        ("2/13/2026", "no_such_day"),
        ("29/2/2025", "no_such_day"),
        ("volgende week", "not_a_date"),
        ("1 smarch 2026", "not_a_date"),
        (45000, "not_a_date"),
        ("45000", "not_a_date"),
        (True, "not_a_date"),
        ("01/01/1800", "no_such_day"),
        ("=VANDAAG()", "formula"),
        ("#REF!", "cell_error"),
    ],
)
def test_date_says_what_is_wrong(cell: object, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        values.read_date(cell)

    assert refusal.value.code == code


def test_date_of_two_digits_is_this_century() -> None:
    assert values.read_date("1/2/26") == date(2026, 2, 1)


@given(st.integers(min_value=-(10**11), max_value=10**11))
def test_amount_reads_what_we_write(minor: int) -> None:
    written = [
        format_coins(minor, language="nl"),
        format_euro(minor, language="nl"),
        format_coins(minor, language="en"),
    ]
    if minor < 0:
        written += [f"({format_coins(-minor)})", f"{format_coins(-minor)}-", f"\u2212{format_coins(-minor)}"]

    assert {values.read_amount(text) for text in written} == {minor}


@given(st.integers(min_value=-(10**9), max_value=10**9))
def test_amount_reads_excel_numbers(minor: int) -> None:
    assert values.read_amount(minor / 100) == minor


@given(st.text(max_size=20))
def test_amount_never_fails_otherwise(text: str) -> None:
    with suppress(Unreadable):
        assert isinstance(values.read_amount(text), int)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("twee", "not_an_amount"),
        ("1,234,5,6", "not_an_amount"),
        ("2,005", "not_an_amount"),
        (2.005, "too_fine"),
        (float("nan"), "not_an_amount"),
        (True, "not_an_amount"),
        (date(2026, 1, 1), "not_an_amount"),
    ],
)
def test_amount_says_what_is_wrong(cell: object, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        values.read_amount(cell)

    assert refusal.value.code == code


def test_amount_forgives_what_excel_adds() -> None:
    assert values.read_amount(0.1 + 0.2) == 30


@pytest.mark.parametrize(
    "cell", ["0403.170.701", "BE 0403.170.701", "BE0403170701", 403170701, "403170701", "KBO 0403 170 701"]
)
def test_enterprise_number_in_any_dress(cell: object) -> None:
    assert values.read_enterprise_number(cell) == "0403170701"


def test_numbers_with_a_wrong_check_are_refused() -> None:
    for read, cell, code in [
        (values.read_enterprise_number, "0403.170.702", "not_an_enterprise_number"),
        (values.read_iban, "BE68 5390 0754 7035", "not_an_iban"),
        (values.read_vat_number, "BE 0403.170.702", "not_a_vat_number"),
    ]:
        with pytest.raises(Unreadable) as refusal:
            read(cell)

        assert refusal.value.code == code


def test_phone_gets_its_zero_back() -> None:
    assert values.read_phone(470123456) == "0470123456"
    assert values.read_phone(32470123456) == "+32470123456"


def test_text_folds_space_and_keeps_lines() -> None:
    assert values.read_text("  een\u00a0 twee \n drie ") == "een twee\ndrie"
    assert values.read_text(9000.0) == "9000"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("ja", True), ("X", True), ("Oui", True), ("-", False), ("neen", False), (True, True), (0, False)],
)
def test_yes_and_no(cell: object, expected: bool) -> None:
    assert values.read_yes_no(cell) is expected
