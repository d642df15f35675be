"""Themes on screen: which are suggested, and that what people say of them stays."""

from uuid import UUID

import pytest

from kennisruil.config.bench.finding import SETS
from kennisruil.matching import actions, queries
from kennisruil.matching.models import QuestionVector
from kennisruil.matching.rules import model, theming
from kennisruil.matching.rules.asked import asked
from kennisruil.matching.rules.themes import themes, themes_by_key
from kennisruil.porting.demo import content
from kennisruil.shared.ids import new_id
from tests.factories import AT, BY, a_member, in_a_network
from tests.matching.factories import knows


def test_every_theme_has_a_key_of_its_own_and_stands_in_one_field() -> None:
    listed = [key for field in theming.fields() for key in field.themes]

    assert len(themes_by_key()) == len(themes())
    assert sorted(listed) == sorted(themes_by_key())
    assert len({field.key for field in theming.fields()}) == len(theming.fields())


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ({0: 0.9, 1: 0.1}, [0]),
        ({0: 0.5, 1: 0.4, 2: 0.1}, [0, 1]),
        ({2: 0.46, 1: 0.26, 0: 0.26}, [2, 0, 1]),
        # Nothing holds enough: the guess would often be wrong.
        ({0: 0.39, 1: 0.3}, []),
        ({}, []),
    ],
)
def test_themes_of_a_need_are_those_that_it_is_surely_about(weights: dict[int, float], expected: list[int]) -> None:
    assert theming.themes_of_need(weights) == [themes()[nr].key for nr in expected]


def test_themes_suggested_for_the_needs_of_the_demo_are_mostly_right_and_none_where_unsure() -> None:
    lines = (SETS / "demo-themes.txt").read_text(encoding="utf-8").splitlines()
    right = {int(nr): keys for nr, *keys in (line.split() for line in lines if not line.startswith("#"))}
    needs, using = content.needs(), model.load("use")

    first = {
        nr: suggested[0]
        for nr, need in enumerate(needs)
        if (suggested := theming.themes_of_need(asked(text=need.text, language=need.language, model=using).themes))
    }

    assert set(right) == set(range(len(needs)))
    assert {key for keys in right.values() for key in keys} <= set(themes_by_key())
    assert (len(first) >= 40, sum(key in right[nr] for nr, key in first.items()) >= 0.85 * len(first)) == (True, True)


@pytest.mark.django_db
def test_suggestions_come_by_meaning_and_what_somebody_said_stays() -> None:
    with in_a_network() as network:
        member = a_member(network)
        row = knows(member, "Brieven herschrijven in klare taal, met pictogrammen")
        actions.make_vectors(network_id=network.pk, member_ids=[member.pk])
        about = ("know_how", row.pk)

        actions.suggest_missing(network_id=network.pk)
        suggested = _themes(network.pk, row.pk)
        actions.say_themes(
            network_id=network.pk, about=about, themes=["lesgeven-en-uitleggen", "onbekend"], by=BY, at=AT
        )
        actions.suggest_for_members(network_id=network.pk, member_ids=[member.pk])
        said = _themes(network.pk, row.pk)
        actions.say_themes(network_id=network.pk, about=about, themes=[], by=BY, at=AT)
        actions.suggest_for_members(network_id=network.pk, member_ids=[member.pk])

        assert (suggested[:1], said, _themes(network.pk, row.pk)) == (
            ["klare-taal-en-pictogrammen"],
            ["lesgeven-en-uitleggen"],
            [],
        )


@pytest.mark.django_db
def test_a_question_is_read_once_and_again_when_its_words_change() -> None:
    with in_a_network() as network:
        need_id = new_id()
        common = {"network_id": network.pk, "about": ("need", need_id), "language": "nl"}

        actions.read_question(text="Onze brieven zijn te moeilijk. Wie herschrijft ze in klare taal?", **common)
        first = (QuestionVector.objects.get().made_of, _need_themes(network.pk, need_id))
        actions.read_question(text="Onze brieven zijn te moeilijk. Wie herschrijft ze in klare taal?", **common)
        again = QuestionVector.objects.get().made_of
        actions.read_question(text="Ruzie in onze samentuin over water en percelen", **common)

        assert (first[1], again) == (["klare-taal-en-pictogrammen"], first[0])
        assert QuestionVector.objects.get().made_of != first[0]
        assert _need_themes(network.pk, need_id) == ["volkstuinen-en-compost"]


@pytest.mark.django_db
def test_people_are_counted_by_what_all_may_read_and_for_the_office_by_everything() -> None:
    with in_a_network() as network:
        shown, hidden = a_member(network), a_member(network)
        for member, readers in ((shown, "members"), (hidden, "office")):
            row = knows(member, "Subsidiedossiers schrijven", readers=readers)
            actions.say_themes(network_id=network.pk, about=("know_how", row.pk), themes=["subsidies"], by=BY, at=AT)

        counted = [queries.people_per_theme(network_id=network.pk, for_office=office) for office in (False, True)]
        without = queries.people_per_theme(network_id=network.pk, exclude=[shown.pk])

        assert (counted, without) == ([{"subsidies": 1}, {"subsidies": 2}], {})
        under = queries.statements_under(network_id=network.pk, themes=["subsidies"])
        assert [row.member_id for row in under] == [shown.pk]


def _themes(network_id: UUID, row_id: UUID) -> list[str]:
    return queries.themes_of(network_id=network_id, kind="know_how", ids=[row_id]).get(row_id, [])


def _need_themes(network_id: UUID, need_id: UUID) -> list[str]:
    return queries.themes_of(network_id=network_id, kind="need", ids=[need_id]).get(need_id, [])


def test_french_names_are_set_as_french_is_printed() -> None:
    names = [one.names["fr"] for one in (*themes(), *theming.fields())]

    assert [name for name in names if "'" in name or "3d" in name] == []
