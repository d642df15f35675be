"""Amounts as people write and read them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisruil.shared.amounts import UnreadableAmount, format_coins, format_euro, parse_coins, parse_euro

AMOUNTS = st.integers(min_value=-(10**12), max_value=10**12)
LANGUAGES = st.sampled_from(["nl", "fr"])


@given(cents=AMOUNTS, language=LANGUAGES)
def test_euro_reads_what_it_writes(cents: int, language: str) -> None:
    assert parse_euro(format_euro(cents, language=language)) == cents


@given(minor=AMOUNTS, language=LANGUAGES, scale=st.integers(min_value=0, max_value=4))
def test_coins_read_what_they_write(minor: int, language: str, scale: int) -> None:
    assert parse_coins(format_coins(minor, scale=scale, language=language), scale=scale) == minor


def test_euro_is_written_the_belgian_way() -> None:
    assert format_euro(123456, language="nl") == "€\u00a01.234,56"


def test_coins_keep_their_decimals() -> None:
    assert (format_coins(200), format_coins(-50), format_coins(5, scale=0)) == ("2,00", "\u22120,50", "5")


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1.234,56", 123456),
        ("1234.56", 123456),
        ("1,234.56", 123456),
        ("1 234,56", 123456),
        ("€ 12", 1200),
        ("12 EUR", 1200),
        ("-2,5", -250),
        ("\u22122,50", -250),
        ("1.234", 123400),
        ("0,05", 5),
    ],
)
def test_parse_euro_reads_what_people_write(text: str, cents: int) -> None:
    assert parse_euro(text) == cents


@pytest.mark.parametrize("text", ["", "twelve", "1,2,3", "1,005", "--1", "1e5", "9" * 20, "NaN", "0x10", "12-"])
def test_parse_euro_refuses_what_is_no_amount(text: str) -> None:
    with pytest.raises(UnreadableAmount):
        parse_euro(text)


@given(text=st.text(max_size=20))
def test_parse_euro_answers_or_refuses(text: str) -> None:
    with suppress(UnreadableAmount):
        assert isinstance(parse_euro(text), int)
