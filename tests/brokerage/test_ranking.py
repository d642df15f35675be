"""The order in which the broker sees people."""

from datetime import date

import pytest

from kennisruil.brokerage.rules.ranking import Ranked, Standing, rank, with_fresh_eyes
from kennisruil.matching.rules import Candidate
from kennisruil.shared.ids import new_id

A, B, C = (new_id() for _ in range(3))


def candidates(**scores: float) -> list[Candidate]:
    ids = {"a": A, "b": B, "c": C}
    return [Candidate(member_id=ids[name], score=score, reasons=()) for name, score in scores.items()]


def test_best_fit_comes_first_whatever_the_balance() -> None:
    ranked = rank(candidates(a=9.0, b=5.0), {B: Standing(received=200, balance=-200)})

    assert [person.member_id for person in ranked] == [A, B]


def test_among_equals_who_received_and_has_not_given_comes_first() -> None:
    standings = {
        A: Standing(given=400, balance=400),
        B: Standing(received=200, balance=-200),
        C: Standing(balance=-100),
    }

    assert [person.member_id for person in rank(candidates(a=9.0, b=8.8, c=8.8), standings)] == [B, C, A]


def test_all_that_speaks_against_somebody_never_outweighs_a_clearly_better_fit() -> None:
    tired = Standing(this_quarter=9, answers_in_days=12, declined_on=date(2026, 3, 1), helpfulness=1.0)

    ranked = rank(candidates(a=9.0, b=7.9), {A: tired, B: Standing()})

    assert [person.member_id for person in ranked] == [A, B]


def test_load_slow_answers_and_a_recent_no_are_the_reasons_why_not_higher() -> None:
    tired = Standing(this_quarter=3, answers_in_days=6.0, declined_on=date(2026, 3, 1))

    ranked = rank(candidates(a=9.0, b=8.9, c=7.0), {A: tired})

    assert [(person.member_id, person.why_not_higher) for person in ranked] == [
        (B, ()),
        (A, ("load", "declined", "slow")),
        (C, ("fit",)),
    ]


def test_equal_people_stay_in_the_order_given_which_is_by_name() -> None:
    assert [person.member_id for person in rank(candidates(c=3.0, a=3.0, b=3.0), {})] == [C, A, B]


def test_ranked_people_carry_no_percentage() -> None:
    assert not [name for name in Ranked.__slots__ if "percent" in name or "share" in name]


def test_feedback_moves_a_fit_a_little() -> None:
    standings = {A: Standing(helpfulness=1.0), B: Standing(helpfulness=5.0)}

    assert [person.member_id for person in rank(candidates(a=10.0, b=10.0), standings)] == [B, A]


def test_three_people_with_fresh_eyes_stand_below_the_list() -> None:
    insiders = [Ranked(member_id=new_id(), reasons=(), standing=Standing()) for _ in range(12)]
    fresh = [Ranked(member_id=new_id(), reasons=(), standing=Standing(), is_fresh_eyes=True) for _ in range(5)]

    found = with_fresh_eyes(
        insiders, [Ranked(member_id=insiders[0].member_id, reasons=(), standing=Standing()), *fresh], limit=10
    )

    assert [person.member_id for person in found] == [person.member_id for person in [*insiders[:10], *fresh[:3]]]


@pytest.mark.parametrize(
    ("score", "parts", "is_likely"),
    [
        (6.0, (3.0, 2.5, 0.0, 0.5), True),
        (5.9, (3.0, 2.5, 0.0, 0.4), False),
        # Without vectors who shares a word is likely, whatever the score.
        (0.4, (0.0, 0.0, 0.3, 0.1), True),
    ],
)
def test_a_plan_counts_on_who_fits_well_enough(score: float, parts: tuple[float, ...], is_likely: bool) -> None:
    [found] = rank([Candidate(member_id=A, score=score, reasons=(), parts=parts)], {})

    assert found.is_likely is is_likely
