"""Feedback: kept once a person and thing, within range, feeding the ranking."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from kennisruil.quality import actions, queries
from kennisruil.quality.models import Feedback
from kennisruil.quality.rules import QUESTIONS, Answers, FeedbackRefused, check_answers
from kennisruil.shared.ids import new_id
from tests.factories import AT, BY, a_member, in_a_network


def test_there_are_at_most_five_questions() -> None:
    assert len(QUESTIONS) <= 5


@given(st.one_of(st.none(), st.integers(-3, 9)), st.one_of(st.none(), st.integers(-3, 9)))
def test_marks_are_one_to_five_and_something_is_said(helpfulness: int | None, clarity: int | None) -> None:
    marks = [mark for mark in (helpfulness, clarity) if mark is not None]
    answers = Answers(helpfulness=helpfulness, clarity=clarity)

    if marks and all(1 <= mark <= 5 for mark in marks):
        check_answers(answers)
    else:
        with pytest.raises(FeedbackRefused):
            check_answers(answers)


@pytest.mark.django_db
def test_second_answers_replace_the_first_and_average_per_person() -> None:
    with in_a_network() as network:
        giver, session = a_member(network), new_id()
        people = [a_member(network) for _ in range(2)]
        common = {"network_id": network.pk, "about": ("session", session), "concerns_id": giver.pk, "by": BY, "at": AT}
        for member, mark in ((people[0], 1), (people[0], 5), (people[1], 4)):
            actions.give_feedback(member_id=member.pk, answers=Answers(helpfulness=mark), **common)

        marks = queries.helpfulness_of(network_id=network.pk, member_ids=[giver.pk])
        given_rows = queries.feedback_about(network_id=network.pk, kind="session", id=session)
        assert (marks, len(given_rows)) == ({giver.pk: 4.5}, 2)
        assert queries.given_about(network_id=network.pk, kind="session", ids=[session]) == {
            (session, member.pk) for member in people
        }


@pytest.mark.django_db
def test_refused_answers_leave_the_first() -> None:
    with in_a_network() as network:
        member, session = a_member(network), new_id()
        common = {"network_id": network.pk, "about": ("session", session), "member_id": member.pk, "by": BY, "at": AT}
        actions.give_feedback(answers=Answers(helpfulness=3), **common)

        with pytest.raises(FeedbackRefused):
            actions.give_feedback(answers=Answers(helpfulness=6), **common)
        kept = queries.feedback_of(network_id=network.pk, kind="session", id=session, member_id=member.pk)
        assert kept is not None and kept.helpfulness == 3
        with pytest.raises(IntegrityError), transaction.atomic():
            Feedback.objects.filter(pk=kept.pk).update(helpfulness=9)
