"""What a statement says in sentences."""

from datetime import date

import pytest
from django.utils import translation

from kennisruil.billing.queries.statement_words import story_of
from kennisruil.billing.rules.postings import MoveKind
from kennisruil.billing.rules.views import StatementLine


def _line(kind: MoveKind, coins: int) -> StatementLine:
    return StatementLine(on=date(2026, 10, 5), text="", counterparty="", amount_coins=coins, balance_coins=0, kind=kind)


@pytest.mark.parametrize(
    ("lines", "story"),
    [
        ([], ("Nothing moved this month.",)),
        (
            [(MoveKind.SUPPLY, 400), (MoveKind.SUPPLY, -200), (MoveKind.SUPPLY, -100)],
            ("You gave for 4.00 SIF.", "You received for 3.00 SIF."),
        ),
        # Who pays in euro gave nothing.
        (
            [(MoveKind.SUPPLY, -200), (MoveKind.PAYMENT, 81), (MoveKind.SET_OFF, 19)],
            ("You received for 2.00 SIF.", "You settled 1.00 SIF in euro."),
        ),
        ([(MoveKind.PAY_OUT, -300)], ("You were paid 3.00 SIF in euro.",)),
        # What is taken back was not given either.
        ([(MoveKind.REVERSAL, 200), (MoveKind.GIFT, -50)], ("Corrections and gifts: +1.50 SIF.",)),
        ([(MoveKind.REDUCTION, -50)], ("Corrections and gifts: −0.50 SIF.",)),
        ([(MoveKind.OPENING, 200)], ()),
    ],
)
def test_each_movement_is_told_as_what_it_was(lines: list[tuple[MoveKind, int]], story: tuple[str, ...]) -> None:
    moved = [_line(kind, coins) for kind, coins in lines]
    with translation.override("en"):
        assert story_of(moved, closing=0, coin="SIF", scale=2, language="en") == story
        assert story_of([_line(MoveKind.SUPPLY, -200)], closing=-200, coin="SIF", scale=2, language="en")[-1] == (
            "You can still give back 2.00 SIF."
        )
