"""Imports against a real network: preview, all or nothing, undo."""

from collections.abc import Iterator
from typing import Any

import pytest

from kennisruil.billing.queries import invariants
from kennisruil.brokerage import queries as brokerage
from kennisruil.ledger.models import Account
from kennisruil.ledger.queries.invariants import ledger_invariants
from kennisruil.matching.models import KnowHow
from kennisruil.network import actions as network_actions
from kennisruil.network.models import Acting, Member, Network, Party, PartyFacts
from kennisruil.porting import actions
from kennisruil.porting.models import ImportBatch, ImportRow
from kennisruil.porting.rules.problems import FileRefused, MappingRefused
from tests.factories import AT, BY, ON, a_member, in_a_network
from tests.porting.factories import LATER, a_preview, an_import, an_upload

pytestmark = pytest.mark.django_db

ORGANISATIONS = (
    "Naam;KBO-nummer;Btw-statuut;Gemeente;IBAN",
    "De Zonnepit vzw;;vzw;Gent;BE68 5390 0754 7034",
    "Broodje Lokaal;0403.170.701;btw-plichtig;Leuven;",
)
PEOPLE = (
    "Voornaam;Familienaam;E-mail;Organisatie;Eigen rekening",
    "Ann;Pi;ann@mail.example;De Zonnepit;nee",
    "Bo;De Wit;bo@mail.example;;ja",
)


@pytest.fixture
def network() -> Iterator[Network]:
    with in_a_network() as founded:
        yield founded


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


BALANCES = (
    "Partij;Saldo;Euro;Documentnummer;Documentdatum",
    "De Zonnepit;-2,00;-100,00;OUD-1;1/12/2025",
    "Broodje Lokaal;1,5;75;OUD-2;15/12/2025",
)


def _coins() -> dict[str, int]:
    accounts = {account: name for name, account in Party.objects.values_list("name", "account_id")}
    return {accounts[row.pk]: row.balance for row in Account.objects.all() if row.pk in accounts}


def test_opening_balances_are_booked_and_can_be_taken_back(network: Network) -> None:
    an_import(network, *ORGANISATIONS)
    before = _coins()

    batch = an_import(network, *BALANCES)

    assert _coins() == {"Learning Hub vzw": 50, "De Zonnepit vzw": -200, "Broodje Lokaal": 150}
    assert all(law.holds for law in [*invariants(network_id=network.pk), *ledger_invariants(network_id=network.pk)])
    assert a_preview(network, *BALANCES).counts["unchanged"] == 2
    actions.undo_import(network_id=network.pk, batch_id=batch.pk, by=BY, at=LATER)
    assert _coins() == before
    assert all(law.holds for law in [*invariants(network_id=network.pk), *ledger_invariants(network_id=network.pk)])


def test_opening_balances_stay_once_the_account_moved(network: Network) -> None:
    an_import(network, *ORGANISATIONS)
    batch = an_import(network, *BALANCES)
    again = an_import(network, BALANCES[0], "De Zonnepit;-1;-50;OUD-9;1/12/2025")

    with pytest.raises(actions.UndoRefused) as refusal:
        actions.undo_import(network_id=network.pk, batch_id=batch.pk, by=BY, at=LATER)

    assert [(one.number, one.name, one.code) for one in refusal.value.blockers] == [
        (2, "De Zonnepit vzw", "documented")
    ]
    assert again.state == ImportBatch.State.COMMITTED


def test_past_sessions_are_kept_as_history(network: Network) -> None:
    an_import(network, *ORGANISATIONS)
    lines = ("Datum;Wie gaf;Wie kreeg;Onderwerp", "1/12/2025;Broodje Lokaal;De Zonnepit;Kostprijs")

    batch = an_import(network, *lines)

    noted = brokerage.past_sessions(network_id=network.pk)
    assert [(one.provider_party.name, one.recipient_party.name, one.text, one.coins) for one in noted] == [
        ("Broodje Lokaal", "De Zonnepit vzw", "Kostprijs", 0)
    ]
    assert a_preview(network, *lines).counts["unchanged"] == 1
    actions.undo_import(network_id=network.pk, batch_id=batch.pk, by=BY, at=LATER)
    assert brokerage.past_sessions(network_id=network.pk) == []
