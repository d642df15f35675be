"""Writes of the pathway room."""

from datetime import date, timedelta

import pytest

from kennisruil.pathway import actions, queries
from kennisruil.pathway.models import Concept
from kennisruil.pathway.rules import Share, SharesRefused
from tests.factories import AT, BY, ON, a_member, a_party, in_a_network
from tests.pathway.factories import a_concept

pytestmark = pytest.mark.django_db
LATER = date(2026, 6, 1)


def test_open_concept_has_owners_people_and_a_stage() -> None:
    with in_a_network() as network:
        member, party = a_member(network), a_party(network)

        concept = a_concept(network, owners=[Share(party.pk, 3)], member_ids=[member.pk])

        where = {"network_id": network.pk, "concept_id": concept.pk}
        assert queries.shares_of(**where, on=ON) == [Share(party.pk, 3)]
        assert [row.member for row in queries.members_of(**where, on=ON)] == [member]
        assert [row.stage for row in queries.stages_of(**where)] == ["idea"]
        assert queries.concepts_of(network_id=network.pk, member_id=member.pk, on=ON) == [concept]


def test_open_concept_twice_gives_the_first() -> None:
    with in_a_network() as network:
        concept = a_concept(network)

        again = actions.open_concept(network_id=network.pk, id=concept.pk, name="Other", started_on=LATER, by=BY, at=AT)

        assert again.name == "Zorgmaat"


def test_open_concept_with_wrong_shares_makes_nothing() -> None:
    with in_a_network() as network:
        party = a_party(network)

        with pytest.raises(SharesRefused):
            a_concept(network, owners=[Share(party.pk), Share(party.pk)])

        assert Concept.objects.count() == 0


def test_share_concept_holds_from_its_day() -> None:
    with in_a_network() as network:
        first, second = a_party(network), a_party(network)
        concept = a_concept(network, owners=[Share(first.pk)])
        where = {"network_id": network.pk, "concept_id": concept.pk}

        for _press in range(2):
            actions.share_concept(
                **where, owners=[Share(first.pk, 2), Share(second.pk, 1)], from_on=LATER, by=BY, at=AT
            )

        assert queries.shares_of(**where, on=LATER - timedelta(1)) == [Share(first.pk)]
        assert queries.shares_of(**where, on=LATER) == [Share(first.pk, 2), Share(second.pk, 1)]


def test_latest_day_decides_the_stage() -> None:
    with in_a_network() as network:
        concept = a_concept(network)
        where = {"network_id": network.pk, "concept_id": concept.pk, "by": BY, "at": AT}

        actions.enter_stage(**where, stage="pilot", on=LATER)
        now = actions.enter_stage(**where, stage="prototype", on=LATER - timedelta(30))

        assert now.stage == "pilot"


def test_person_leaves_and_joins_a_concept() -> None:
    with in_a_network() as network:
        member = a_member(network)
        concept = a_concept(network, member_ids=[member.pk])
        where = {"network_id": network.pk, "concept_id": concept.pk, "member_id": member.pk, "by": BY, "at": AT}

        actions.leave_concept(**where, until_on=LATER)
        after = queries.concepts_of(network_id=network.pk, member_id=member.pk, on=LATER)
        actions.join_concept(**where, from_on=LATER)

        assert after == []
        assert queries.concepts_of(network_id=network.pk, member_id=member.pk, on=LATER) == [concept]


def test_find_concepts_by_any_word() -> None:
    with in_a_network() as network:
        a_concept(network, name="Zorgmaat", summary="Een app voor mantelzorgers", stage="pilot")
        a_concept(network, name="Blauwdruk")

        texts = ["zorg", "mantel app", "druk", "x"]
        found = [[one.name for one in queries.find_concepts(network_id=network.pk, text=text)] for text in texts]

        assert found == [["Zorgmaat"], ["Zorgmaat"], ["Blauwdruk"], []]
        assert [one.name for one in queries.find_concepts(network_id=network.pk, stage="pilot")] == ["Zorgmaat"]
