"""Which theme is suggested for what somebody can do: one that is surely right, or none."""

from collections import Counter
from uuid import UUID

import numpy as np
import pytest

from kennisruil.config.bench.finding import SETS
from kennisruil.matching import actions, queries
from kennisruil.matching.actions.theming import suggest
from kennisruil.matching.rules import model, theming
from kennisruil.matching.rules.asked import statement_vectors, statement_weights
from kennisruil.matching.rules.statements import parts_of
from kennisruil.matching.rules.themes import themes, themes_by_key
from kennisruil.porting.demo import content
from tests.factories import AT, BY, a_member, in_a_network
from tests.matching.factories import knows

NO_VECTORS = np.zeros((0, model.WIDTH), dtype=np.float32)
# What the nearest theme made of it with the extra model: product management, as for sixteen others of the demo.
UNSURE = "Sociaal-artistieke projecten met bewoners, van eerste koffie tot première."


def labelled(which: str) -> list[tuple[str, list[str], str]]:
    """Read what a reader called right: language, keys of themes, text."""
    lines = (SETS / "themed.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(language, keys.split(), text) for name, language, keys, text in rows if name == which]


def suggested(text: str, language: str, *, using: model.Model | None) -> list[str]:
    """Give what the rule suggests for a statement, its vectors made as they are kept."""
    vectors = statement_vectors(parts_of(text), model=using) if using else NO_VECTORS
    weights = statement_weights(vectors, text=text, language=language, model=using)
    return theming.theme_of_statement(weights, by_words_alone=using is None)


def shares(rows: list[tuple[str, list[str], str]], *, using: model.Model | None) -> tuple[float, float, int]:
    """Measure the share that is suggested a theme, the share of those that is right, how many the largest theme has."""
    found = [(suggested(text, language, using=using), right) for language, right, text in rows]
    told = [(one[0], right) for one, right in found if one]
    most = Counter(theme for theme, _right in told).most_common(1)[0][1]
    return len(told) / len(rows), sum(theme in right for theme, right in told) / len(told), most


@pytest.mark.parametrize(
    ("weights", "by_words_alone", "expected"),
    [
        ({0: 0.9, 1: 0.1}, False, [0]),
        # A second theme is not suggested: it is mostly wrong.
        ({2: 0.5, 1: 0.5}, False, [1]),
        ({0: 0.44, 1: 0.3}, False, []),
        ({0: 0.79}, True, []),
        ({0: 0.81}, True, [0]),
        ({}, False, []),
    ],
)
def test_statement_is_put_under_the_one_theme_that_it_is_surely_about(
    weights: dict[int, float], by_words_alone: bool, expected: list[int]
) -> None:
    found = theming.theme_of_statement(weights, by_words_alone=by_words_alone)

    assert found == [themes()[nr].key for nr in expected]


def test_statement_is_put_under_a_theme_by_its_words_alone_or_under_none() -> None:
    assert suggested("Subsidiedossiers schrijven voor projectoproepen", "nl", using=None) == ["subsidies"]
    assert suggested("Dat wil ik wel", "nl", using=None) == []


def test_themes_called_right_are_of_the_statements_of_the_demo() -> None:
    rows = labelled("demo")

    assert [(language, text) for language, _keys, text in rows] == [
        (said.language, said.text) for said in content.know_how()
    ]
    assert {key for _language, keys, _text in rows for key in keys} - set(themes_by_key()) == {"-"}


def test_themes_suggested_by_words_alone_are_mostly_right_and_none_where_unsure() -> None:
    some, right, most = shares(labelled("demo"), using=None)

    assert (some >= 0.3, right >= 0.82, most <= 4) == (True, True, True)


def test_themes_suggested_by_meaning_are_mostly_right_and_none_where_unsure() -> None:
    """Every fourth statement of the demo; the slow test takes them all."""
    some, right, _most = shares(labelled("demo")[::4], using=model.load("use"))

    assert (some >= 0.36, right >= 0.8) == (True, True)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("key", "which", "floors"),
    [
        ("use", "demo", (0.47, 0.85)),
        ("e5", "demo", (0.45, 0.86)),
        ("use", "second", (0.62, 0.82)),
        ("e5", "second", (0.57, 0.77)),
    ],
)
def test_each_model_suggests_for_about_half_mostly_right_and_is_drawn_to_no_theme(
    key: str, which: str, floors: tuple[float, float]
) -> None:
    some, right, most = shares(labelled(which), using=model.load(key))

    assert (some >= floors[0], right >= floors[1], most <= 4) == (True, True, True)


@pytest.mark.django_db
def test_rebuild_takes_back_what_was_suggested_unsurely_and_leaves_what_was_said() -> None:
    with in_a_network() as network:
        member = a_member(network)
        unsure, said = (knows(member, text) for text in (UNSURE, f"{UNSURE} En meer."))
        sure = knows(member, "Ik ben imker en zet bijenkasten op daken, voor honing.")
        actions.make_vectors(network_id=network.pk, member_ids=[member.pk])
        for row in (unsure, said, sure):
            suggest(
                network_id=network.pk, about=("know_how", row.pk), themes=["productkeuzes-en-prioriteiten", "dementie"]
            )
        actions.say_themes(
            network_id=network.pk, about=("know_how", said.pk), themes=["toneel-en-podium"], by=BY, at=AT
        )

        actions.rebuild_vectors(network_id=network.pk, anew=False)

        assert [_themes(network.pk, row.pk) for row in (unsure, said, sure)] == [[], ["toneel-en-podium"], ["bijen"]]


@pytest.mark.django_db
def test_without_vectors_words_alone_suggest() -> None:
    with in_a_network() as network:
        member = a_member(network)
        row, silent = knows(member, "Subsidiedossiers schrijven voor projectoproepen"), knows(member, "Dat wil ik wel")

        actions.suggest_for_members(network_id=network.pk, member_ids=[member.pk])

        assert [_themes(network.pk, one.pk) for one in (row, silent)] == [["subsidies"], []]


def _themes(network_id: UUID, row_id: UUID) -> list[str]:
    return queries.themes_of(network_id=network_id, kind="know_how", ids=[row_id]).get(row_id, [])
