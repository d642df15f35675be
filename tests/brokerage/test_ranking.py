"""The order in which the broker sees people."""

from kennisruil.brokerage.rules.ranking import Ranked, Standing, rank, with_fresh_eyes
from kennisruil.matching.rules import Candidate
from kennisruil.shared.ids import new_id

A, B, C, D = (new_id() for _ in range(4))


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

    assert [person.member_id for person in rank(candidates(a=9.0, b=8.5, c=8.8), standings)] == [B, C, A]


def test_scores_below_nothing_are_ordered_too() -> None:
    ranked = rank(candidates(a=-0.5, b=-0.4, c=0.0), {})

    assert [person.member_id for person in ranked] == [C, B, A]


def test_feedback_moves_a_fit_a_little() -> None:
    standings = {A: Standing(helpfulness=1.0), B: Standing(helpfulness=5.0)}

    assert [person.member_id for person in rank(candidates(a=10.0, b=10.0), standings)] == [B, A]


def test_outsiders_are_always_among_them() -> None:
    insiders = [Ranked(member_id=new_id(), reasons=(), standing=Standing()) for _ in range(12)]
    fresh = [Ranked(member_id=D, reasons=(), standing=Standing(is_outsider=True), is_fresh_eyes=True)]

    found = with_fresh_eyes(insiders, fresh, limit=10)

    assert (len(found), found[-1].member_id) == (11, D)
