"""Sharing an amount over owners."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisruil.pathway.rules import Share, SharesRefused, check_shares, split_by_parts
from kennisruil.shared.ids import derived_id

PARTS = st.lists(st.integers(min_value=1, max_value=99), min_size=1, max_size=8)


def _shares(parts: list[int]) -> list[Share]:
    return [Share(derived_id("owner", index), part) for index, part in enumerate(parts)]


@given(amount=st.integers(min_value=0, max_value=10**9), parts=PARTS)
def test_split_adds_up_and_is_within_one_unit(amount: int, parts: list[int]) -> None:
    shares = _shares(parts)

    split = split_by_parts(amount, shares)

    assert sum(split.values()) == amount
    for share in shares:
        assert abs(split[share.party_id] * sum(parts) - amount * share.parts) < sum(parts)


def test_split_gives_the_odd_unit_to_the_largest_rest_then_the_first() -> None:
    shares = _shares([1, 1, 1])

    assert list(split_by_parts(200, shares).values()) == [67, 67, 66]


@pytest.mark.parametrize("parts", [0, -1])
def test_parts_below_one_are_refused(parts: int) -> None:
    with pytest.raises(SharesRefused):
        check_shares([Share(derived_id("a"), parts)], concept_id=derived_id("c"))


def test_owner_twice_is_refused() -> None:
    with pytest.raises(SharesRefused):
        check_shares([Share(derived_id("a")), Share(derived_id("a"))], concept_id=derived_id("c"))
