"""Statements, their parts, themes and measures: no database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisruil.matching.rules import StatementRefused, check_statement, themes
from kennisruil.matching.rules.measures import figures_of, judged_from, mean, paired_bootstrap, per_need, run_lines
from kennisruil.matching.rules.statements import parts_of
from kennisruil.matching.rules.stems import less_one, likeness

GRADES = {"a": 3, "b": 2, "c": 1}


def test_a_statement_that_lists_things_has_its_parts_and_the_whole() -> None:
    assert parts_of("Statuten van vzw's, keuze van rechtsvorm.  Schenkingen") == [
        "Statuten van vzw's, keuze van rechtsvorm. Schenkingen",
        "Statuten van vzw's",
        "keuze van rechtsvorm",
        "Schenkingen",
    ]
    assert parts_of("Zeilen.") == ["Zeilen."]


@pytest.mark.parametrize(
    ("change", "problem"), [({"text": " "}, "empty"), ({"kind": "x"}, "kind"), ({"readers": "all"}, "readers")]
)
def test_a_statement_that_cannot_be_kept_says_why(change: dict[str, str], problem: str) -> None:
    with pytest.raises(StatementRefused) as refused:
        check_statement(**({"text": "Zeilen", "kind": "skill", "language": "nl", "already": 0} | change))  # type: ignore[arg-type]  # values of the test

    assert refused.value.problem == problem


def test_every_theme_is_named_and_said_in_three_languages() -> None:
    assert len({theme.names["nl"] for theme in themes.themes()}) == len(themes.themes()) > 300
    assert all(
        theme.able and all(theme.phrases(one) and theme.troubles(one) for one in ("nl", "fr", "en"))
        for theme in themes.themes()
    )


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("boek", "boek", 1.0),
        ("subsidie", "subsidiedossier", 0.32),
        ("bad", "badkamer", 0.0),
        # Four letters need as much beside them.
        ("tuin", "moestuin", 0.3),
        ("hond", "honderd", 0.0),
    ],
)
def test_likeness_knows_the_parts_of_a_compound(a: str, b: str, expected: float) -> None:
    assert round(likeness(a, b), 2) == expected


def test_words_of_a_need_lead_to_its_theme() -> None:
    met = themes.words_met("Een virus op de computer: waar zijn de reservekopieën en het wachtwoord?", "nl")

    best = max(range(len(met)), key=met.__getitem__)
    assert themes.themes()[best].names["nl"] == "digitale veiligheid"


@pytest.mark.parametrize(
    ("said", "meant", "language"),
    [
        # A slip of one letter: one too many, too few, another, two swapped.
        ("onze penningmeestter", "penningmeester", "nl"),
        ("onze boekhoding", "boekhouding", "nl"),
        ("onze subsudies", "subsidies", "nl"),
        ("het dronne filmt", "drone", "nl"),
        # A word of another language in a Dutch text.
        ("iemand voor bookkeeping", "bookkeeping", "en"),
        ("een soort brocante", "brocante", "fr"),
    ],
)
def test_a_slip_and_a_word_of_another_language_meet_the_theme_meant(said: str, meant: str, language: str) -> None:
    met, right = themes.words_met(said, "nl"), themes.words_met(meant, language)

    best = max(range(len(met)), key=met.__getitem__)
    assert (met[best] > 0, right[best]) == (True, max(right))


def test_words_that_every_text_has_meet_nothing_and_a_slip_loses_one_letter() -> None:
    assert not any(themes.words_met("wij hebben dat niet", "nl"))
    assert sorted(less_one("abc")) == ["ab", "ac", "bc"]


@given(st.lists(st.integers(-30, 30), min_size=3, max_size=40), st.integers(0, 2))
def test_themes_left_out_are_the_heaviest(scores: list[int], past: int) -> None:
    left = themes.weights_from([score / 10 for score in scores], past=past)

    order = sorted(range(len(scores)), key=lambda nr: (-scores[nr], nr))
    assert list(left) == order[past : past + 16]


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=30))
def test_weights_of_themes_add_up_to_one(scores: list[int]) -> None:
    weights = themes.weights_from([score / 10 for score in scores])

    assert (round(sum(weights.values()), 6), len(weights)) == (1.0, min(16, len(scores)))


def test_a_perfect_ranking_measures_one() -> None:
    found = figures_of(["a", "b", "c", "d"], GRADES)

    assert (found.ndcg, found.best_in_3, found.best_first, found.recall, found.reciprocal) == (1.0, 1.0, 1.0, 1.0, 1.0)


@given(st.permutations(["a", "b", "c", "d", "e"]))
def test_no_ranking_is_better_than_the_perfect_one(ranking: list[str]) -> None:
    assert figures_of(ranking, GRADES).ndcg <= 1.0 + 1e-12


def test_a_need_without_a_ranking_counts_as_nothing() -> None:
    assert mean(per_need({"n1": ["a"]}, {"n1": {"a": 3}, "n2": {"b": 3}})).ndcg == 0.5


def test_bootstrap_gives_the_same_answer_each_time_and_sees_no_difference_in_none() -> None:
    figures = per_need({"n1": ["a"], "n2": ["x", "b"]}, {"n1": {"a": 3}, "n2": {"b": 3}})

    once, again = (paired_bootstrap(figures, figures, times=200) for _time in range(2))

    assert (once, once.mean, once.low, once.high, once.chance) == (again, 0.0, 0.0, 0.0, 1.0)


def test_a_run_is_written_as_the_measuring_tool_reads_it() -> None:
    assert run_lines({"n1": [("p1", 2.5), ("p2", 1.0)]}, tag="ours") == [
        "n1 Q0 p1 1 2.500000 ours",
        "n1 Q0 p2 2 1.000000 ours",
    ]
    assert judged_from(["n1 0 p1 3", "", "n1 0 p2 1"]) == {"n1": {"p1": 3, "p2": 1}}
