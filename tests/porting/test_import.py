"""Imports against a real network: preview, all or nothing, undo."""

from typing import Any

import pytest

from kennisruil.matching.models import KnowHow
from kennisruil.network import actions as network_actions
from kennisruil.network.models import Acting, Member, Network, Party, PartyFacts
from kennisruil.porting import actions
from kennisruil.porting.models import ImportBatch, ImportRow
from kennisruil.porting.rules.problems import FileRefused, MappingRefused
from tests.factories import AT, BY, ON, a_member
from tests.porting.factories import LATER, a_preview, an_import, an_upload
from tests.porting.sheets import ORGANISATIONS, PEOPLE

pytestmark = pytest.mark.django_db


def _state() -> dict[str, Any]:
    """Everything an import may touch, without the marks of time."""
    return {
        "parties": list(Party.objects.order_by("number").values_list("pk", "name", "left_on")),
        "facts": list(PartyFacts.objects.order_by("pk").values()),
        "people": list(Member.objects.order_by("pk").values()),
        "acting": list(Acting.objects.order_by("pk").values()),
        "skills": list(KnowHow.objects.filter(withdrawn_at=None).order_by("pk").values()),
    }


def test_organisations_and_people_come_in(network: Network) -> None:
    an_import(network, *ORGANISATIONS)
    batch = an_import(network, *PEOPLE)

    assert list(Party.objects.order_by("number").values_list("number", "kind", "name")) == [
        (1, "organisation", "Learning Hub vzw"),
        (2, "organisation", "De Zonnepit vzw"),
        (3, "organisation", "Broodje Lokaal"),
        (4, "person", "Bo De Wit"),
    ]
    assert PartyFacts.objects.get(party__number=3).enterprise_number == "0403170701"
    assert list(
        Acting.objects.order_by("party__number").values_list("member__given_name", "party__name", "is_own")
    ) == [
        ("Ann", "De Zonnepit vzw", False),
        ("Bo", "Bo De Wit", True),
    ]
    assert batch.counts == {"new": 2, "update": 0, "merge": 0, "unchanged": 0, "refused": 0}


@pytest.mark.parametrize("lines", [ORGANISATIONS, PEOPLE], ids=["organisations", "people"])
def test_the_same_file_again_changes_nothing(network: Network, lines: tuple[str, ...]) -> None:
    an_import(network, *lines)
    before = _state()

    again = a_preview(network, *lines)

    assert again.counts == {"new": 0, "update": 0, "merge": 0, "unchanged": 2, "refused": 0}
    with pytest.raises(actions.NothingToDo):
        actions.commit_import(network_id=network.pk, batch_id=again.pk, by=BY, at=LATER)
    assert _state() == before


def test_refused_rows_hold_everything_back_unless_left_out(network: Network) -> None:
    lines = (*ORGANISATIONS, "Fout;0403.170.702;;;")
    before = _state()

    with pytest.raises(actions.RowsRefused) as refusal:
        an_import(network, *lines)

    assert refusal.value.count == 1
    assert _state() == before
    an_import(network, *lines, skip_refused=True)
    assert Party.objects.count() == 3


def test_a_row_left_out_stays_out(network: Network) -> None:
    batch = a_preview(network, *ORGANISATIONS)

    actions.leave_out(network_id=network.pk, batch_id=batch.pk, number=2, by=BY, at=LATER)
    actions.commit_import(network_id=network.pk, batch_id=batch.pk, by=BY, at=LATER)

    assert list(Party.objects.filter(is_operator=False).values_list("name", flat=True)) == ["Broodje Lokaal"]


def test_a_network_that_changed_since_the_preview_is_looked_at_again(network: Network) -> None:
    batch = a_preview(network, *PEOPLE)
    a_member(network, given_name="Ann", family_name="Pi", email="ann@mail.example")
    before = _state()

    with pytest.raises(actions.PreviewOutdated):
        actions.commit_import(network_id=network.pk, batch_id=batch.pk, by=BY, at=LATER)

    assert _state() == before
    assert actions.look_again(network_id=network.pk, batch_id=batch.pk, by=BY, at=LATER).counts["new"] == 1


def test_nothing_is_half_imported_when_a_row_fails(network: Network) -> None:
    batch = a_preview(network, "Naam;Gemeente", "Eerst vzw;Gent", "Tweede;Aalst")
    # The plan cannot know what only the database refuses.
    ImportRow.objects.filter(batch=batch, number=3).update(values={"name": "x" * 300})
    before = _state()

    with pytest.raises(Exception, match="value too long"):
        actions.commit_import(network_id=network.pk, batch_id=batch.pk, by=BY, at=LATER)

    assert _state() == before


def test_undo_restores_what_was_there(network: Network) -> None:
    an_import(network, "Naam;KBO-nummer;Gemeente", "Broodje Lokaal;0403.170.701;Leuven")
    before = _state()
    batch = an_import(
        network,
        "Naam;KBO-nummer;Gemeente;Straat",
        "Broodje Lokaal;0403.170.701;Mechelen;Vest 1",
        "Nieuw vzw;;Gent;",
    )
    assert _state() != before

    undone = actions.undo_import(network_id=network.pk, batch_id=batch.pk, by=BY, at=LATER)

    assert undone.state == ImportBatch.State.UNDONE
    assert _state() == before
    assert actions.undo_import(network_id=network.pk, batch_id=batch.pk, by=BY, at=LATER).undone_at == LATER


def test_undo_of_people_takes_their_accounts_and_changes_along(network: Network) -> None:
    an_import(network, *ORGANISATIONS)
    a_member(network, given_name="Cis", family_name="Dil", email="cis@mail.example", phone="")
    before = _state()
    batch = an_import(network, *PEOPLE, "Cis;Dil;cis@mail.example;Broodje Lokaal;ja")

    actions.undo_import(network_id=network.pk, batch_id=batch.pk, by=BY, at=LATER)

    assert _state() == before


def test_undo_says_no_when_something_was_built_on_it(network: Network) -> None:
    batch = an_import(network, *PEOPLE)
    ann = Member.objects.get(given_name="Ann")
    network_actions.join_party(
        network_id=network.pk, id=batch.pk, kind="person", name="Ann Pi", on=ON, by=BY, at=AT, member_id=ann.pk
    )
    before = _state()

    with pytest.raises(actions.UndoRefused) as refusal:
        actions.undo_import(network_id=network.pk, batch_id=batch.pk, by=BY, at=LATER)

    assert [(one.number, one.name, one.code) for one in refusal.value.blockers] == [(2, "Ann Pi", "network.acting")]
    assert _state() == before


def test_undo_says_no_when_what_it_changed_was_changed_again(network: Network) -> None:
    member = a_member(network, given_name="Ann", family_name="Pi", email="ann@mail.example")
    batch = an_import(network, "Naam;E-mail;Functie", "Ann Pi;ann@mail.example;bakker")
    network_actions.change_member(network_id=network.pk, member_id=member.pk, job_title="kok", by=BY, at=LATER)

    with pytest.raises(actions.UndoRefused) as refusal:
        actions.undo_import(network_id=network.pk, batch_id=batch.pk, by=BY, at=LATER)

    assert [(one.number, one.code) for one in refusal.value.blockers] == [(2, "changed")]


def test_an_import_undone_or_never_in(network: Network) -> None:
    batch = a_preview(network, *PEOPLE)
    with pytest.raises(actions.NotCommitted):
        actions.undo_import(network_id=network.pk, batch_id=batch.pk, by=BY, at=LATER)
    actions.commit_import(network_id=network.pk, batch_id=batch.pk, by=BY, at=LATER)
    actions.undo_import(network_id=network.pk, batch_id=batch.pk, by=BY, at=LATER)

    with pytest.raises(actions.AlreadyCommitted):
        actions.commit_import(network_id=network.pk, batch_id=batch.pk, by=BY, at=LATER)
    with pytest.raises(MappingRefused):
        actions.look_again(network_id=network.pk, batch_id=batch.pk, by=BY, at=LATER)
    assert an_import(network, *PEOPLE).counts["new"] == 2


def test_skills_come_in_once_and_can_be_withdrawn(network: Network) -> None:
    an_import(network, *PEOPLE)
    lines = (
        "E-mail;Kan helpen met;Binnen of buiten job",
        "ann@mail.example;Zeilen herstellen;buiten",
        "bo@mail.example;Begrotingen nalezen;job",
    )
    before = _state()

    batch = an_import(network, *lines)

    assert list(KnowHow.objects.order_by("text").values_list("text", "is_in_job", "language")) == [
        ("Begrotingen nalezen", True, "nl"),
        ("Zeilen herstellen", False, "nl"),
    ]
    assert a_preview(network, *lines).counts["unchanged"] == 2
    actions.undo_import(network_id=network.pk, batch_id=batch.pk, by=BY, at=LATER)
    assert _state() == before


def test_a_bad_file_keeps_nothing(network: Network) -> None:
    with pytest.raises(FileRefused):
        an_upload(network, content=b"%PDF-1.7")

    assert ImportBatch.objects.count() == 0
