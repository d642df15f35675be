"""Which questions fit a person: the sum, the threshold, and by words where there are no vectors."""

from dataclasses import replace
from uuid import UUID

import pytest

from kennisruil.matching import actions, queries
from kennisruil.matching.rules import Question, Reason
from kennisruil.matching.rules.fitting import MEANT_FROM, Near, best_fits, fits_by_meaning, score_of, theme_met
from kennisruil.shared.ids import new_id
from tests.factories import a_member, in_a_network
from tests.matching.factories import knows

QUESTION, STATEMENT = UUID(int=1), UUID(int=2)
NEAR = Near(
    question_id=QUESTION,
    know_how_id=STATEMENT,
    best=0.4,
    whole=0.2,
    best_spread=0.1,
    whole_spread=0.1,
    theme=3,
    part="Dossiers",
)
REASON = Reason(know_how_id=STATEMENT, quote="Dossiers", language="nl", is_outside_job=False, is_offer=False, words=())


def test_a_score_is_the_best_statement_the_whole_and_a_theme_in_common() -> None:
    further = replace(NEAR, best=0.1, theme=None)

    assert score_of([NEAR, further], themes={3: 0.5, 4: 0.25}) == pytest.approx(4 + 2 + 1.5)
    assert score_of([NEAR, further], themes={4: 0.5, 3: 0.25}) == pytest.approx(4 + 2 + 0.75)
    assert score_of([NEAR], themes={}) == pytest.approx(6)
    assert theme_met([None, 9], {3: 0.5}) == 0


def test_only_what_comes_near_enough_fits_and_the_nearest_stands_first() -> None:
    far = replace(NEAR, question_id=UUID(int=3), best=0.3)
    nearer = replace(NEAR, question_id=UUID(int=4), best=0.6)
    reasons = {(STATEMENT, "Dossiers"): REASON}

    found = best_fits(fits_by_meaning([NEAR, far, nearer], themes={}, reasons=reasons), limit=10)

    assert [(fit.question_id, round(fit.score * MEANT_FROM, 6)) for fit in found] == [(UUID(int=4), 8), (QUESTION, 6)]
    assert found[0].reasons == (REASON,)


@pytest.mark.django_db
def test_a_need_fits_by_meaning_without_a_shared_word_and_an_adjacent_word_is_no_fit() -> None:
    with in_a_network() as network:
        keeper, other = a_member(network), a_member(network)
        said = knows(keeper, "Je réécris des courriers compliqués en langage clair.", is_in_job=False, language="fr")
        knows(other, "Brieven van vroeger bewaren en tentoonstellen.")
        actions.make_vectors(network_id=network.pk, member_ids=[keeper.pk, other.pk])
        text = "Onze brieven zijn te moeilijk. Wie herschrijft er drie samen met ons naar klare taal?"
        asked = Question(id=new_id(), text=text, language="nl")
        about = ("need", asked.id)
        by_words = queries.needs_fitting(network_id=network.pk, member_id=keeper.pk, questions=[asked])
        actions.read_question(network_id=network.pk, about=about, text=text, language="nl")

        fits = queries.needs_fitting_people(network_id=network.pk, member_ids=[keeper.pk, other.pk], questions=[asked])

        assert (by_words, fits[other.pk]) == ([], [])
        (fit,) = fits[keeper.pk]
        assert (fit.question_id, fit.reasons[0].know_how_id, fit.reasons[0].is_outside_job) == (
            asked.id,
            said.pk,
            True,
        )
