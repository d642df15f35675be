"""Finding people by what they mean: across languages, outside the job, with and without a model."""

import pytest
from django.db.models.expressions import RawSQL
from procrastinate.contrib.django.models import ProcrastinateJob

from kennisruil.matching import actions, queries
from kennisruil.matching.models import PersonVector, StatementVector
from kennisruil.matching.queries.search import Reach
from kennisruil.matching.rules import model
from kennisruil.matching.tasks import make_vectors
from kennisruil.network.actions import change_member
from kennisruil.network.models import Member, Network
from kennisruil.shared.models import Action
from tests.factories import AT, BY, a_member, in_a_network
from tests.matching.factories import knows

pytestmark = pytest.mark.django_db
FRENCH_NEED = "Notre trésorière s'en va et personne ne sait clôturer les comptes de l'association."


def some_people(network: Network) -> dict[str, Member]:
    said = {
        "Lieve": ("Ik beheer de voorraad in een ziekenhuis.", "Al twaalf jaar penningmeester van onze voetbalploeg."),
        "Wim": ("Ritten van vrachtwagens plannen.", "Ik film en monteer trouwvideo's."),
        "Pieter": ("Merken registreren, auteursrecht en licenties.", "Bas spelen in een groep."),
        "Leen": ("Burn-out op het werk herkennen.", "Improvisatietheater."),
        "Koen": ("Wachttijden korter maken in een fabriek.", "Bier brouwen."),
    }
    people = {}
    for name, (inside, outside) in said.items():
        people[name] = a_member(network, given_name=name)
        knows(people[name], inside)
        knows(people[name], outside, is_in_job=False)
    actions.make_vectors(network_id=network.pk, member_ids=[member.pk for member in people.values()])
    return people


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


def test_vectors_are_made_once_follow_what_is_said_and_are_the_same_each_time() -> None:
    with in_a_network() as network:
        person = a_member(network)
        told = knows(person, "Bier brouwen. Kaas maken.")
        ask = {"network_id": network.pk, "member_ids": [person.pk]}
        first = actions.make_vectors(**ask)
        before = _vectors(person)
        again, anew = actions.make_vectors(**ask), actions.make_vectors(**ask, anew=True)
        same = _vectors(person) == before
        knows(person, "Vissen.")
        more = actions.make_vectors(**ask)
        actions.withdraw_know_how(network_id=network.pk, know_how_id=told.pk, by=BY, at=AT)
        actions.make_vectors(**ask)

        left = list(StatementVector.objects.filter(member=person).order_by("pk").values_list("text", flat=True))
        assert (first, again, anew, more, same, left) == (1, 0, 1, 1, True, ["Vissen."])


def _vectors(person: Member) -> list[tuple[str, str]]:
    rows = StatementVector.objects.filter(member=person).extra(select={"numbers": "vector::text"}).order_by("text")
    return list(rows.values_list("text", "numbers"))


def test_rebuild_makes_everybodys_and_drops_another_version() -> None:
    with in_a_network() as network:
        people = some_people(network)
        for kept in (PersonVector, StatementVector):
            kept.objects.filter(network_id=network.pk).update(model="use 0.0.1", id=RawSQL("gen_random_uuid()", []))
        waiting = queries.search_state(network_id=network.pk).waiting
        told: list[tuple[int, int]] = []

        actions.rebuild_vectors(network_id=network.pk, on_progress=lambda done, of: told.append((done, of)))

        models = set(PersonVector.objects.filter(network_id=network.pk).values_list("model", flat=True))
        assert (waiting, models, told) == (len(people), {model.active_name()}, [(5, 5)])


def test_missing_vectors_are_made_by_what_each_day_asks() -> None:
    with in_a_network() as network:
        people = some_people(network)
        PersonVector.objects.filter(member=people["Wim"]).delete()

        made = [actions.make_missing_vectors(network_id=network.pk) for _time in range(2)]

        assert (made, queries.search_state(network_id=network.pk).waiting) == ([1, 0], 0)


def test_every_vector_lies_in_a_cell_that_of_its_theme_where_it_has_one() -> None:
    with in_a_network() as network:
        people = some_people(network)
        knows(people["Wim"], "Zzz qqq.")
        actions.make_vectors(network_id=network.pk, member_ids=[people["Wim"].pk])

        lie = list(StatementVector.objects.filter(network_id=network.pk).order_by("pk").values_list("theme", "cell"))

        assert all(cell is not None and theme in (None, cell) for theme, cell in lie)
        assert {theme is None for theme, _cell in lie} == {True, False}


def test_vectors_of_before_there_were_cells_are_made_anew_by_the_day() -> None:
    with in_a_network() as network:
        some_people(network)
        statements = StatementVector.objects.filter(network_id=network.pk)
        of_two = list(statements.order_by("member_id").values_list("member_id", flat=True).distinct()[:2])
        statements.filter(member_id__in=of_two).update(cell=None)

        made = [actions.make_missing_vectors(network_id=network.pk) for _time in range(2)]

        assert (made, statements.filter(cell=None).count()) == ([2, 0], 0)


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


def test_telling_puts_the_job_in_the_queue_and_no_action_is_needed_for_vectors() -> None:
    with in_a_network() as network:
        person = a_member(network)
        knows(person, "Bier brouwen.")
        acts = Action.objects.filter(network_id=network.pk).count()

        actions.make_vectors(network_id=network.pk, member_ids=[person.pk])

        assert Action.objects.filter(network_id=network.pk).count() == acts


def test_another_job_title_renews_the_vector_at_once_and_another_phone_number_does_not() -> None:
    with in_a_network() as network:
        person = a_member(network)
        knows(person, "Mensen ontvangen.")
        actions.make_vectors(network_id=network.pk, member_ids=[person.pk])
        before, queued = _vectors_of_the_whole(person), _jobs()
        ask = {"network_id": network.pk, "member_id": person.pk, "by": BY, "at": AT}

        change_member(**ask, phone="015 12 34 56")
        unmoved = _jobs() == queued
        change_member(**ask, job_title="gids in een kasteel")
        asked = _jobs() - queued
        make_vectors(network_id=network.pk, member_id=str(person.pk))

        assert (unmoved, asked, _vectors_of_the_whole(person) == before) == (True, 1, False)


def _jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name="matching.make_vectors").count()


def _vectors_of_the_whole(person: Member) -> list[str]:
    rows = PersonVector.objects.filter(member=person).extra(select={"numbers": "vector::text"})
    return list(rows.order_by("pk").values_list("numbers", flat=True))
