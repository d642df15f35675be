"""The pages of the bank and of paying out: bringing in, accepting, undoing, preparing, approving; and who may not."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kennisruil.billing import bank
from kennisruil.billing.models import BankFile, BankLine, BankPart, PayBatch, Payment
from kennisruil.billing.web.bank_words import APART, REASONS
from kennisruil.network.models import Member
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from kennisruil.shared.todo import OFFICE, todo_lines
from tests.billing.bank_files import Told, coda
from tests.billing.bank_world import message_of
from tests.billing.web_bank_world import bring_in, office, the_line
from tests.billing.web_world import a_world
from tests.factories import a_network, an_office_member, sign_in

pytestmark = pytest.mark.django_db


def test_file_goes_to_its_parts_and_every_part_has_a_state(client: Client) -> None:
    world = office(client)
    booked, left = Told(cents=2100, structured=message_of(world.invoice)), Told(cents=5, message="x", name="N", iban="")

    url = bring_in(client, coda([booked, left]) + coda([left], number=33)[:300])
    again = bring_in(client, coda([booked, left]) + b"\n", name="opnieuw.cod")

    first, second = client.get(url).context["parts"], client.get(again).context["parts"]
    assert [str(row["look"].icon) for row in first] == ["check", "clock", "warning"]
    assert [row.get("is_known", False) for row in second] == [True, True]
    assert client.get(url).context["waiting"] == 1
    # Every page of it opens, and the bytes come back as they were.
    assert client.get(reverse("billing:bank_files")).status_code == 200
    assert client.get(url + "as-it-came/").content.endswith(coda([left], number=33)[:300][-20:])


def test_file_that_is_too_large_stays_on_the_form(client: Client) -> None:
    world = office(client, closed=False)

    answer = client.post(reverse("billing:bank_new"), {"file": SimpleUploadedFile("x", b"0" * (20 * 1024 * 1024 + 1))})

    with network_scope(world.network.pk):
        assert (answer.status_code, list(answer.context["form"].errors), BankFile.objects.exists()) == (
            200,
            ["file"],
            False,
        )


def test_proposal_shows_what_moves_and_is_booked_with_the_button(client: Client) -> None:
    world = office(client)
    bring_in(client, coda([Told(cents=6050, message="x", name="Velo Vooruit")]))
    line = the_line(world)

    seen = client.get(reverse("billing:bank_line", args=[line.pk])).context
    with network_scope(world.network.pk):
        before = Payment.objects.count()
    client.post(reverse("billing:bank_accept", args=[line.pk]), {"party": str(world.receiving.pk), "document": ""})

    amounts = [row["cents"] for row in seen["consequence"]["rows"]]
    assert (before, amounts, the_line(world).state) == (0, [2100, 3950, 6050], "booked")


def test_somebody_else_is_looked_up_and_chosen(client: Client) -> None:
    world = office(client)
    bring_in(client, coda([Told(cents=500, message="x", name="Wie?", iban="")]))
    url = reverse("billing:bank_line", args=[the_line(world).pk])

    found = client.get(url, {"q": "maaklab"}).context["looked_up"]
    chosen = client.get(url, {"party": str(found[0].pk)}).context

    assert (chosen["chosen"].pk, "consequence" in chosen) == (world.giving.pk, True)
    assert client.get(url, {"party": "nobody"}).status_code == 404


def test_more_than_is_owed_is_said_instead_of_booked(client: Client) -> None:
    world = office(client)
    bring_in(client, coda([Told(cents=-9_999, message="x", name="Wie?", iban="")]))
    line = the_line(world)

    page = client.get(reverse("billing:bank_line", args=[line.pk]), {"party": str(world.giving.pk)}).context
    client.post(reverse("billing:bank_accept", args=[line.pk]), {"party": str(world.giving.pk)})

    assert ("21,00" in page["refused"], the_line(world).state) == (True, "left")


def test_line_is_set_aside_taken_up_accepted_and_undone(client: Client) -> None:
    world = office(client)
    bring_in(client, coda([Told(cents=2100, message="x", name="Velo Vooruit")]))
    line, states = the_line(world), []

    for name, given in (
        ("bank_aside", {}),
        ("bank_take_up", {}),
        ("bank_accept", {"party": str(world.receiving.pk)}),
        ("bank_undo", {"reason": "Voor iemand anders"}),
    ):
        client.post(reverse(f"billing:{name}", args=[line.pk]), given)
        states.append(the_line(world).state)
        assert client.get(reverse("billing:bank_line", args=[line.pk])).status_code == 200

    assert states == ["aside", "left", "booked", "left"]


def test_repetition_is_counted_apart_with_its_button(client: Client) -> None:
    world = office(client, closed=False)
    told = [Told(cents=500, message="x", name="N", iban="")]
    bring_in(client, coda(told))
    url = bring_in(client, coda(told) + b"\n")
    with network_scope(world.network.pk):
        part = BankPart.objects.get(was_known=True)

    client.post(reverse("billing:bank_apart", args=[part.pk]))

    assert len(client.get(url).context["parts"]) == 2
    with network_scope(world.network.pk):
        assert BankLine.objects.count() == 2


def test_lines_that_wait_stand_on_the_to_do_page(client: Client) -> None:
    world = office(client)
    bring_in(client, coda([Told(cents=500, message="x", name="Wie?", iban=""), Told(cents=2100, message="y")]))

    with network_scope(world.network.pk):
        every = todo_lines(network_id=world.network.pk, waits_for=OFFICE, today=date(2026, 2, 20))

    assert [(line.key, line.url) for line in every if line.kind == "bank"] == [("lines", reverse("billing:bank"))]


def test_pages_are_for_who_keeps_the_books(client: Client) -> None:
    world = a_world(closed=False)
    sign_in(client, world.receiver)

    names = ("bank", "bank_new", "bank_files", "paying", "pay_prepare", "channel")
    assert {client.get(reverse(f"billing:{name}")).status_code for name in names} == {403}


def test_lines_and_batches_of_another_network_do_not_exist(client: Client) -> None:
    world = office(client)
    bring_in(client, coda([Told(cents=500, message="x", name="Wie?", iban="")]))
    client.post(reverse("billing:pay_prepare"), {"id": str(new_id()), "pay_on": "2026-03-02", "sure": "1"})
    with network_scope(world.network.pk):
        line, file, batch = BankLine.objects.get(), BankFile.objects.get(), PayBatch.objects.get()
    stranger: Member = an_office_member(a_network())
    sign_in(client, stranger)

    answers = [
        client.get(reverse("billing:bank_line", args=[line.pk])),
        client.get(reverse("billing:bank_file", args=[file.pk])),
        client.get(reverse("billing:bank_file_bytes", args=[file.pk])),
        client.get(reverse("billing:pay_batch", args=[batch.pk])),
        client.get(reverse("billing:pay_batch_file", args=[batch.pk])),
        client.post(reverse("billing:bank_accept", args=[line.pk]), {"party": str(world.receiving.pk)}),
        client.post(reverse("billing:pay_approve", args=[batch.pk])),
    ]

    assert [answer.status_code for answer in answers] == [404] * 7


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_lines_asks_the_database_as_often_for_one_as_for_many(
    client: Client, rows: int, django_assert_max_num_queries: object
) -> None:
    office(client, closed=False)
    bring_in(
        client, coda([Told(cents=n + 1, message="x", name="Wie?", iban="", reference=f"R{n}") for n in range(rows)])
    )

    with django_assert_max_num_queries(18):  # type: ignore[operator]  # a fixture of pytest-django
        client.get(reverse("billing:bank"))


def test_every_reason_that_reading_or_settling_gives_has_words() -> None:
    folder = Path(bank.__file__).parent
    given = {
        reason
        for path in (*folder.glob("*.py"), folder.parent / "actions" / "bank_booking.py")
        for reason in re.findall(
            r'(?:reason=|_leave\(line, |_kept_apart\(\w+, |_whole\(text, |_hold\(line, )"(\w+)"', path.read_text()
        )
    }

    assert given - REASONS.keys() - APART.keys() == set()
