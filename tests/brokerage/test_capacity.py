"""How much people want to give, who waits for them, and how several share a price: pure decisions."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kennisruil.brokerage.rules.capacity import PERIODS, Room, period_of
from kennisruil.brokerage.rules.joint import EACH, SPLIT, Amounts, parts_of
from kennisruil.brokerage.rules.places import OFFERED, WAITING, Place, is_passed, next_to_offer
from kennisruil.brokerage.rules.refusals import TooManyRecipients
from kennisruil.shared.ids import new_id

ON = date(2026, 3, 9)
WHOLE = Amounts(recipient_coins=200, provider_coins=200, recipient_base_cents=100_00, provider_base_cents=100_00)


@pytest.mark.parametrize(
    ("on", "per", "begins", "ends"),
    [
        (date(2026, 3, 31), "quarter", date(2026, 1, 1), date(2026, 4, 1)),
        (date(2026, 12, 1), "quarter", date(2026, 10, 1), date(2027, 1, 1)),
        (date(2026, 12, 31), "month", date(2026, 12, 1), date(2027, 1, 1)),
        (date(2026, 2, 1), "month", date(2026, 2, 1), date(2026, 3, 1)),
    ],
)
def test_periods_begin_and_end_on_the_first(on: date, per: str, begins: date, ends: date) -> None:
    assert period_of(on, per=per) == (begins, ends)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(PERIODS))
def test_a_day_lies_in_its_period_and_the_next_begins_after(on: date, per: str) -> None:
    begins, ends = period_of(on, per=per)

    assert begins <= on < ends
    assert period_of(ends, per=per)[0] == ends


def test_room_is_what_is_left() -> None:
    rooms = [Room(), Room(most=2, used=1), Room(most=2, used=2), Room(most=2, used=3)]

    assert [(room.left, room.is_full) for room in rooms] == [(None, False), (1, False), (0, True), (0, True)]


def a_place(position: int, *, state: str = WAITING, since_on: date = ON, is_open: bool = True) -> Place:
    return Place(id=new_id(), position=position, state=state, since_on=since_on, is_open=is_open)


def test_the_first_that_can_be_helped_has_the_turn() -> None:
    asleep, second, third = a_place(1, is_open=False), a_place(2), a_place(3)

    assert next_to_offer([third, second, asleep], has_room=True) == second
    assert next_to_offer([second], has_room=False) is None
    assert next_to_offer([a_place(1, state=OFFERED), second], has_room=True) is None
    assert next_to_offer([], has_room=True) is None


def test_a_turn_passes_after_some_days_of_silence() -> None:
    offered = a_place(1, state=OFFERED)

    assert [is_passed(offered, today=ON + timedelta(days=days), after_days=4) for days in (3, 4)] == [False, True]
    assert not is_passed(a_place(1), today=ON + timedelta(days=9), after_days=4)


def test_three_split_two_coins_to_the_unit_and_the_cent() -> None:
    assert parts_of(WHOLE, rule=SPLIT, recipients=3) == [
        Amounts(recipient_coins=67, provider_coins=67, recipient_base_cents=33_50, provider_base_cents=33_50),
        Amounts(recipient_coins=67, provider_coins=67, recipient_base_cents=33_50, provider_base_cents=33_50),
        Amounts(recipient_coins=66, provider_coins=66, recipient_base_cents=33_00, provider_base_cents=33_00),
    ]
    assert parts_of(WHOLE, rule=EACH, recipients=3) == [WHOLE] * 3


@given(
    st.builds(
        Amounts,
        recipient_coins=st.integers(1, 5000),
        provider_coins=st.integers(1, 5000),
        recipient_base_cents=st.integers(0, 10**7),
        provider_base_cents=st.integers(0, 10**7),
    ),
    st.integers(1, 60),
)
def test_a_split_loses_and_adds_nothing(whole: Amounts, recipients: int) -> None:
    assume(min(whole.recipient_coins, whole.provider_coins) >= recipients)

    parts = parts_of(whole, rule=SPLIT, recipients=recipients)

    fields = ("recipient_coins", "provider_coins", "recipient_base_cents", "provider_base_cents")
    assert {name: sum(getattr(part, name) for part in parts) for name in fields} == {
        name: getattr(whole, name) for name in fields
    }
    paid = [part.recipient_coins for part in parts]
    assert min(paid) >= 1 and max(paid) - min(paid) <= 1


def test_a_price_is_not_split_into_nothing() -> None:
    small = Amounts(recipient_coins=2, provider_coins=2, recipient_base_cents=1_00, provider_base_cents=1_00)

    with pytest.raises(TooManyRecipients) as refused:
        parts_of(small, rule=SPLIT, recipients=3)

    assert refused.value.recipients == 3
