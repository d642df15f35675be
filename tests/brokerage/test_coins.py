"""What sessions move: laws of splitting, legs, bases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisruil.brokerage.rules.coins import Share, base_cents, bases_of, check_shares, moves_of, split, weighed_shares
from kennisruil.brokerage.rules.refusals import SamePerson, SharesWrong
from kennisruil.shared.ids import new_id


@given(st.integers(0, 10**6), st.lists(st.integers(0, 1000), min_size=1, max_size=8))
def test_parts_add_up_and_stay_within_one_of_fair(total: int, weights: list[int]) -> None:
    parts = split(total=total, weights=weights)

    assert sum(parts) == total
    if sum(weights):
        assert all(
            abs(part * sum(weights) - total * weight) < sum(weights)
            for part, weight in zip(parts, weights, strict=True)
        )


def test_two_coins_over_three_owners() -> None:
    assert [share.coins for share in weighed_shares(price=200, parts={new_id(): 1, new_id(): 1, new_id(): 1})] == [
        67,
        67,
        66,
    ]


@given(st.lists(st.integers(1, 500), min_size=1, max_size=5), st.integers(1, 2000))
def test_every_account_changes_by_its_price(prices: list[int], provider_coins: int) -> None:
    payers = [(new_id(), price) for price in prices]
    provider, operator = new_id(), new_id()
    change = dict.fromkeys([provider, operator, *(account for account, _price in payers)], 0)

    for moves in moves_of(
        payers=payers, provider_account_id=provider, operator_account_id=operator, provider_coins=provider_coins
    ):
        for move in moves:
            change[move.from_id] -= move.amount
            change[move.to_id] += move.amount

    assert change == {
        provider: provider_coins,
        operator: sum(prices) - provider_coins,
        **{account: -price for account, price in payers},
    }


def test_equal_prices_are_one_transfer() -> None:
    lists = moves_of(
        payers=[(new_id(), 200)], provider_account_id=new_id(), operator_account_id=new_id(), provider_coins=200
    )

    assert [len(moves) for moves in lists] == [1]


@given(st.lists(st.integers(1, 500), min_size=1, max_size=5), st.integers(1, 20_000))
def test_bases_add_up_to_the_base_of_the_price(prices: list[int], counter_value: int) -> None:
    shares = [Share(party_id=new_id(), coins=price) for price in prices]

    whole = base_cents(coins=sum(prices), counter_value_cents=counter_value)

    assert sum(bases_of(shares, whole_cents=whole)) == whole


def test_two_coins_are_a_hundred_euro() -> None:
    assert base_cents(coins=200, counter_value_cents=5000) == 10_000


def test_wrong_shares_are_refused() -> None:
    party, provider = new_id(), new_id()

    for shares in ([Share(party_id=party, coins=199)], [Share(party_id=party, coins=100)] * 2, []):
        with pytest.raises(SharesWrong):
            check_shares(shares, price=200, provider_party_id=provider)
    with pytest.raises(SamePerson):
        check_shares([Share(party_id=provider, coins=200)], price=200, provider_party_id=provider)
