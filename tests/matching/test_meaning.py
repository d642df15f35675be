"""Finding people by what they mean: across languages, outside the job, with and without a model."""

import pytest

from kennisruil.matching import actions, queries
from kennisruil.matching.models import StatementVector
from kennisruil.matching.queries.search import Reach
from kennisruil.matching.rules import model
from kennisruil.network.models import Network
from tests.factories import a_member, in_a_network
from tests.matching.factories import knows, some_people

pytestmark = pytest.mark.django_db
FRENCH_NEED = "Notre trésorière s'en va et personne ne sait clôturer les comptes de l'association."


def first_for(network: Network, text: str, language: str = "nl", **other: object) -> "queries.Candidate":
    return queries.candidates_for(network_id=network.pk, text=text, language=language, **other)[0]  # type: ignore[arg-type]  # values of the test


def test_need_in_french_finds_the_dutch_statement_outside_the_job() -> None:
    with in_a_network() as network:
        people = some_people(network)

        found = first_for(network, FRENCH_NEED, "fr")

        assert (found.member_id, found.is_outside_job, found.reasons[0].quote) == (
            people["Lieve"].pk,
            True,
            "Al twaalf jaar penningmeester van onze voetbalploeg.",
        )


def test_need_whose_answer_lies_outside_the_job_finds_it_without_a_shared_word() -> None:
    with in_a_network() as network:
        people = some_people(network)

        found = first_for(
            network, "We hebben uren beelden op onze gsm en willen er iets kleins van maken dat blijft hangen."
        )

        assert (found.member_id, found.reasons[0].is_outside_job, found.reasons[0].words) == (
            people["Wim"].pk,
            True,
            (),
        )


def test_what_is_sought_leads_where_what_is_going_on_says_little() -> None:
    with in_a_network() as network:
        people = some_people(network)

        found = first_for(network, "Het loopt niet goed bij ons.", sought="Iemand die bier kan brouwen")

        assert found.member_id == people["Koen"].pk


def test_without_a_model_words_and_the_words_of_themes_still_find(monkeypatch: pytest.MonkeyPatch) -> None:
    with in_a_network() as network:
        people = some_people(network)
        monkeypatch.setenv("KENNISRUIL_MODEL", "none")
        model.installed.cache_clear()
        queries.asked_for.cache_clear()
        try:
            found = first_for(network, "Onze naam wordt nagemaakt: wie kent merken?")
            state = queries.search_state(network_id=network.pk)
        finally:
            monkeypatch.undo()
            model.installed.cache_clear()
            queries.asked_for.cache_clear()

        assert (found.member_id, state.model, state.is_by_words_alone) == (people["Pieter"].pk, None, True)


def test_a_wish_is_never_matched_as_know_how() -> None:
    with in_a_network() as network:
        wisher = a_member(network)
        knows(wisher, "Boekhouding van een vereniging leren.", kind="wish")
        some_people(network)
        actions.make_vectors(network_id=network.pk, member_ids=[wisher.pk])

        found = queries.candidates_for(network_id=network.pk, text=FRENCH_NEED, language="fr")

        assert wisher.pk not in {one.member_id for one in found}
        assert not StatementVector.objects.filter(member_id=wisher.pk).exists()


def test_ties_are_broken_by_name_and_not_by_chance() -> None:
    with in_a_network() as network:
        people = [a_member(network, given_name="An", family_name=name) for name in ("Zeven", "Acht", "Mol")]
        for person in people:
            knows(person, "Bier brouwen.")
        actions.make_vectors(network_id=network.pk, member_ids=[person.pk for person in people])

        found = queries.candidates_for(network_id=network.pk, text="Wie kan bier brouwen?", language="nl")

        assert [one.member_id for one in found] == [people[1].pk, people[2].pk, people[0].pk]


@pytest.mark.parametrize("has_cells", [True, False])
def test_short_way_of_the_first_stage_leaves_out_nobody_of_a_small_network(has_cells: bool) -> None:
    asked = {"text": FRENCH_NEED, "language": "fr"}
    with in_a_network() as network:
        some_people(network)
        if not has_cells:
            StatementVector.objects.filter(network_id=network.pk).update(cell=None)

        usual, exact = (
            queries.candidates_for(network_id=network.pk, **asked, reach=Reach(is_exact=is_exact))
            for is_exact in (False, True)
        )

        assert [(one.member_id, one.score) for one in usual] == [(one.member_id, one.score) for one in exact]
        assert len(usual) == 5


def test_first_stage_keeps_those_whose_words_meet_though_their_whole_is_far() -> None:
    with in_a_network() as network:
        people = some_people(network)

        found = first_for(network, "Improvisatietheater", reach=Reach(first=1))

        assert found.member_id == people["Leen"].pk


def test_statement_for_the_office_alone_is_found_for_the_broker_and_hidden_from_others() -> None:
    with in_a_network() as network:
        person = a_member(network)
        knows(person, "Zelf een faillissement meegemaakt.", readers="office")
        actions.make_vectors(network_id=network.pk, member_ids=[person.pk])

        found = first_for(network, "Onze zaak gaat failliet.")
        shown = queries.know_how_of(network_id=network.pk, member_id=person.pk, for_office=False)

        assert (found.member_id, found.reasons[0].is_for_office, shown) == (person.pk, True, [])
