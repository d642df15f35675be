"""The import wizard in a browser's place."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kennisruil.network.models import Network, Party
from kennisruil.porting.models import ImportBatch
from kennisruil.porting.rules.kinds import KINDS
from kennisruil.porting.rules.mapping import guess_kind
from kennisruil.porting.rules.reading import read_table
from kennisruil.shared.scope import network_scope
from tests.factories import a_member, a_network, an_office_member, sign_in
from tests.porting.factories import a_preview
from tests.porting.sheets import csv_of

pytestmark = pytest.mark.django_db
LINES = ("Naam;KBO-nummer;Gemeente", "De Zonnepit vzw;;Gent", "Fout bv;0403.170.702;Aalst")


@pytest.fixture
def network() -> Network:
    return a_network()


@pytest.fixture
def office(client: Client, network: Network) -> Client:
    with network_scope(network.pk):
        member = an_office_member(network)
    return sign_in(client, member)


def _file(*lines: str, content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile("organisaties.csv", content or csv_of(*lines))


def test_a_file_goes_from_upload_to_undo(office: Client, network: Network) -> None:
    answer = office.post(reverse("porting:imports"), {"file": _file(*LINES)}, follow=True)
    assert answer.status_code == 200
    with network_scope(network.pk):
        batch = ImportBatch.objects.get()
    chosen = {
        "kind": "organisations",
        "sheet": "",
        "name": "Naam",
        "enterprise_number": "KBO-nummer",
        "city": "Gemeente",
    }

    preview = office.post(reverse("porting:columns", args=[batch.pk]), chosen, follow=True).content.decode()
    held = office.post(reverse("porting:commit", args=[batch.pk]), follow=True).content.decode()
    done = office.post(
        reverse("porting:commit", args=[batch.pk]), {"skip_refused": "yes"}, follow=True
    ).content.decode()
    with network_scope(network.pk):
        names = list(Party.objects.filter(is_operator=False).values_list("name", flat=True))
    undone = office.post(reverse("porting:undo", args=[batch.pk]), follow=True).content.decode()

    assert "0403.170.702" in preview
    assert 'class="toast' in held
    assert names == ["De Zonnepit vzw"]
    assert reverse("porting:undo", args=[batch.pk]) in done
    assert reverse("porting:undo", args=[batch.pk]) not in undone
    with network_scope(network.pk):
        assert not Party.objects.filter(is_operator=False).exists()


@pytest.mark.parametrize("content", [b"", b"%PDF", b"Naam;Stad\r\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_bad_file_is_explained_beside_the_field(office: Client, content: bytes) -> None:
    answer = office.post(reverse("porting:imports"), {"file": SimpleUploadedFile("x.csv", content)})

    assert answer.status_code == 422
    assert 'class="errors"' in answer.content.decode()


def test_a_column_chosen_twice_or_missing_is_explained(office: Client, network: Network) -> None:
    office.post(reverse("porting:imports"), {"file": _file(*LINES)})
    with network_scope(network.pk):
        page = reverse("porting:columns", args=[ImportBatch.objects.get().pk])

    twice = office.post(page, {"kind": "organisations", "name": "Naam", "city": "Naam"})
    missing = office.post(page, {"kind": "organisations", "city": "Naam"})
    unknown = office.post(page, {"kind": "organisations", "name": "Weg"})

    assert [twice.status_code, missing.status_code, unknown.status_code] == [422, 422, 422]


def test_another_kind_shows_other_fields(office: Client, network: Network) -> None:
    office.post(reverse("porting:imports"), {"file": _file(*LINES)})
    with network_scope(network.pk):
        page = reverse("porting:columns", args=[ImportBatch.objects.get().pk])

    answer = office.get(page, {"kind": "people"}).content.decode()

    assert 'name="family_name"' in answer


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_templates_are_read_back_as_their_kind(office: Client, kind: str, language: str) -> None:
    answer = office.get(reverse("porting:template", args=[kind]), headers={"accept-language": language})

    table = read_table(content=answer.content)

    assert guess_kind(table=table).kind == kind
    assert guess_kind(table=table).left_over == ()
    assert len(table.rows) == 2
    assert len(openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets) == 2


def test_pages_are_for_the_office_of_this_network(client: Client, network: Network) -> None:
    with network_scope(network.pk):
        batch = a_preview(network, *LINES)
        member = a_member(network)
    pages = [
        reverse("porting:imports"),
        reverse("porting:template", args=["people"]),
        *(reverse(f"porting:{name}", args=[batch.pk]) for name in ("columns", "preview")),
    ]

    assert {client.get(page).status_code for page in pages} == {302}
    sign_in(client, member)
    assert {client.get(page).status_code for page in pages} == {403}
    assert client.post(reverse("porting:commit", args=[batch.pk])).status_code == 403
    other = a_network()
    with network_scope(other.pk):
        stranger = an_office_member(other)
    sign_in(client, stranger)
    assert {client.get(page).status_code for page in pages[2:]} == {404}
    assert client.post(reverse("porting:undo", args=[batch.pk])).status_code == 404


def test_the_list_asks_the_database_as_often_for_one_as_for_three(office: Client, network: Network) -> None:
    asked = []
    for more in (1, 2):
        with network_scope(network.pk):
            for _each in range(more):
                a_preview(network, *LINES)
        with CaptureQueriesContext(connection) as queries:
            office.get(reverse("porting:imports"))
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_a_row_is_left_out_and_taken_in_again(office: Client, network: Network) -> None:
    with network_scope(network.pk):
        batch = a_preview(network, *LINES)
    page = reverse("porting:leave_out", args=[batch.pk, 2])

    out = office.post(page, follow=True).content.decode()
    with network_scope(network.pk):
        left_out = ImportBatch.objects.get().left_out
    office.post(page)

    assert left_out == [2]
    assert out.count(page) == 1
    with network_scope(network.pk):
        assert ImportBatch.objects.get().left_out == []
