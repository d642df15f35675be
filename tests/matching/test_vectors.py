"""Vectors of what people can do: made once, made again where something changed, each in a cell."""

import pytest
from django.db.models.expressions import RawSQL
from procrastinate.contrib.django.models import ProcrastinateJob

from kennisruil.matching import actions, queries
from kennisruil.matching.models import PersonVector, StatementVector
from kennisruil.matching.rules import model
from kennisruil.matching.tasks import make_vectors
from kennisruil.network.actions import change_member
from kennisruil.network.models import Member
from kennisruil.shared.models import Action
from tests.factories import AT, BY, a_member, in_a_network
from tests.matching.factories import knows, some_people

pytestmark = pytest.mark.django_db


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
