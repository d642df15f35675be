"""Cross-validation: what a fold is measured by was chosen without it."""

from hypothesis import given
from hypothesis import strategies as st

from kennisruil.matching.rules.folds import Folded, Setting, cross_validate, folds_of

NEEDS = [f"n{nr}" for nr in range(11)]
KEPT: Setting = (1.0, 8.0)
VALUES = st.dictionaries(
    st.sampled_from([(1.0, 4.0), (2.0, 8.0), (1.0, 16.0)]), st.lists(st.integers(0, 9), min_size=11, max_size=11)
)


def found(values: dict[Setting, list[int]]) -> Folded:
    rows = {setting: dict(zip(NEEDS, map(float, row), strict=True)) for setting, row in values.items()}
    return cross_validate(rows, folds=folds_of([NEEDS]), counts=dict.fromkeys(NEEDS, 1.0), kept=KEPT)


def test_every_need_is_in_one_fold_each_set_evenly_and_the_same_each_time() -> None:
    folds = folds_of([NEEDS, [f"m{nr}" for nr in range(10)]])

    assert sorted(need for fold in folds for need in fold) == sorted([*NEEDS, *(f"m{nr}" for nr in range(10))])
    assert [sum(need.startswith("m") for need in fold) for fold in folds] == [2] * 5
    assert folds == folds_of([NEEDS[::-1], [f"m{nr}" for nr in range(10)]])
    assert folds != folds_of([NEEDS, [f"m{nr}" for nr in range(10)]], seed=8)


@given(VALUES, st.lists(st.integers(0, 9), min_size=11, max_size=11), st.integers(0, 4), st.integers(1, 9))
def test_what_a_need_says_itself_never_chooses_what_it_is_measured_by(
    others: dict[Setting, list[int]], kept: list[int], at: int, more: int
) -> None:
    values = {**others, KEPT: kept}
    fold = folds_of([NEEDS])[at]
    # Another setting becomes better on this fold's own needs, and on no others.
    moved = {
        setting: [value + more * (need in fold and setting != KEPT) for need, value in zip(NEEDS, row, strict=True)]
        for setting, row in values.items()
    }

    before, after = found(values), found(moved)

    assert before.folds[at].setting == after.folds[at].setting
    assert before.fitted >= max(before.kept, sum(before.held_out.values()) / len(NEEDS))
    assert set(before.held_out) == set(NEEDS)


def test_settings_that_are_as_good_leave_the_kept_one_and_one_that_is_better_is_taken() -> None:
    same, better = [5] * 11, [6] * 11

    tied, won = found({(1.0, 4.0): same, KEPT: same}), found({(1.0, 4.0): better, KEPT: same})

    assert ({fold.setting for fold in tied.folds}, tied.is_stable) == ({KEPT}, True)
    assert ({fold.setting for fold in won.folds}, won.best, won.fitted, won.kept) == (
        {(1.0, 4.0)},
        (1.0, 4.0),
        6.0,
        5.0,
    )


def test_folds_that_disagree_say_so_and_are_worth_less_than_what_was_fitted() -> None:
    # Each of two settings is best on half of the needs: what is chosen on the others is wrong for a fold.
    first = folds_of([NEEDS])[0]
    torn = [10 if need in first else 0 for need in NEEDS]
    level = [2 if need not in first else 0 for need in NEEDS]

    one = found({(1.0, 4.0): torn, KEPT: level})

    assert not one.is_stable
    assert sum(one.held_out.values()) / len(NEEDS) < one.fitted
