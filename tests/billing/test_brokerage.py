"""Sharing a brokered supply out: all coins add up, and both sides of a piece are worth the same."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from kennisruil.billing.rules.brokerage import Amount, Piece, share_out
from kennisruil.billing.rules.postings import ReadyClosing, between, closed
from kennisruil.bookkeeping.rules.entries import EntryLine

A, B, C, D = (UUID(int=number) for number in range(1, 5))
OPERATOR = UUID(int=9)
amounts = st.builds(Amount, coins=st.integers(1, 2000), cents=st.integers(0, 100_000))


def test_fee_is_what_is_paid_above_what_is_earned() -> None:
    shared = share_out(payers={A: Amount(coins=200, cents=100_00)}, providers={B: Amount(coins=150, cents=75_00)})

    assert shared.pieces == (Piece(payer_id=A, provider_id=B, amount=Amount(coins=150, cents=75_00)),)
    assert (shared.fees, shared.bought) == ({A: Amount(coins=50, cents=25_00)}, {})


def test_operator_buys_what_is_earned_above_what_is_paid() -> None:
    shared = share_out(payers={A: Amount(coins=50, cents=25_00)}, providers={B: Amount(coins=400, cents=200_00)})

    assert shared.pieces == (Piece(payer_id=A, provider_id=B, amount=Amount(coins=50, cents=25_00)),)
    assert (shared.fees, shared.bought) == ({}, {B: Amount(coins=350, cents=175_00)})


def test_side_that_stands_alone_is_the_operators() -> None:
    shared = share_out(payers={A: Amount(coins=50, cents=25_00)}, providers={})

    assert (shared.pieces, shared.fees) == ((), {A: Amount(coins=50, cents=25_00)})


@given(
    payers=st.dictionaries(st.sampled_from([A, B]), amounts, min_size=1),
    providers=st.dictionaries(st.sampled_from([C, D]), amounts, min_size=1),
)
def test_all_coins_and_the_providers_cents_add_up(payers: dict[UUID, Amount], providers: dict[UUID, Amount]) -> None:
    shared = share_out(payers=payers, providers=providers)

    def coins(key: UUID) -> int:
        ends = [piece.amount.coins for piece in shared.pieces if key in (piece.payer_id, piece.provider_id)]
        rest = shared.fees.get(key) or shared.bought.get(key)
        return sum(ends) + (rest.coins if rest else 0)

    assert {key: coins(key) for key in (*payers, *providers)} == {
        key: each.coins for key, each in (*payers.items(), *providers.items())
    }
    assert not (shared.fees and shared.bought)
    pairs = [(piece.payer_id, piece.provider_id) for piece in shared.pieces]
    assert len(pairs) == len(set(pairs))
    given_cents = sum(piece.amount.cents for piece in shared.pieces) + sum(
        each.cents for each in shared.bought.values()
    )
    assert given_cents == sum(each.cents for each in providers.values())


def test_document_of_both_sides_is_48x_alone_and_a_note_has_the_operator_across() -> None:
    both = between(given={B: 100_00, A: -100_00}, operator_id=OPERATOR)
    note = between(given={A: -100_00}, operator_id=OPERATOR)

    assert both == (
        EntryLine(role="coin_liability", cents=-100_00, party_id=B),
        EntryLine(role="coin_liability", cents=100_00, party_id=A),
    )
    assert note == (
        EntryLine(role="coin_liability", cents=100_00, party_id=A),
        EntryLine(role="coin_liability", cents=-100_00, party_id=OPERATOR),
    )


def test_return_of_what_was_brokered_books_only_a_changed_counter_value() -> None:
    same = ReadyClosing(credit_cents=100_00, open_cents=100_00, open_account="coin_liability")
    dearer = ReadyClosing(credit_cents=120_00, open_cents=100_00, open_account="coin_liability")

    assert closed(party_id=A, closings=[same]) == ()
    assert closed(party_id=A, closings=[dearer]) == (
        EntryLine(role="coin_liability", cents=20_00, party_id=A),
        EntryLine(role="revaluation_gain", cents=-20_00, party_id=None),
    )
