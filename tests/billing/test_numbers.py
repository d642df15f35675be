"""Numbers that carry their own check, and series."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennisruil.billing.rules import numbers


@pytest.mark.parametrize(
    ("drawn", "missing"),
    [([], ()), ([1, 2, 3], ()), ([3, 1], (2,)), ([2], (1,)), ([1, 1, 4], (2, 3))],
)
def test_gaps(drawn: list[int], missing: tuple[int, ...]) -> None:
    assert numbers.gaps(drawn) == missing


def test_duplicates() -> None:
    assert numbers.duplicates([1, 2, 2, 3, 1]) == (1, 2)


@settings(deadline=None)
@given(seed=st.integers(0, 10**10 - 1))
def test_structured_message_is_valid_and_keeps_its_seed(seed: int) -> None:
    message = numbers.structured_message(seed=seed)

    assert numbers.is_structured_message(message)
    assert int("".join(letter for letter in message if letter.isdigit())[:10]) == seed


def test_structured_message_of_multiple_of_97_ends_in_97() -> None:
    assert numbers.structured_message(seed=97) == "+++000/0000/09797+++"


def test_structured_message_out_of_range_is_refused() -> None:
    with pytest.raises(numbers.NotANumber):
        numbers.structured_message(seed=10**10)


@pytest.mark.parametrize("text", ["BE 0202.239.951", "0202239951", "202.239.951"])
def test_enterprise_number_is_ten_digits(text: str) -> None:
    assert numbers.normal_enterprise_number(text) == "0202239951"


@pytest.mark.parametrize("text", ["0202239952", "", "abc", "12"])
def test_wrong_enterprise_number_is_refused(text: str) -> None:
    with pytest.raises(numbers.NotANumber):
        numbers.normal_enterprise_number(text)


def test_vat_number_and_iban_lose_their_signs() -> None:
    assert numbers.normal_vat_number("be 0202.239.951") == "BE0202239951"
    assert numbers.normal_iban("be68 5390 0754 7034") == "BE68539007547034"


def test_wrong_iban_is_refused() -> None:
    with pytest.raises(numbers.NotANumber):
        numbers.normal_iban("BE68539007547035")


def test_shown_numbers() -> None:
    assert numbers.shown_enterprise_number("0202239951") == "0202.239.951"
    assert numbers.shown_iban("BE68539007547034") == "BE68 5390 0754 7034"
