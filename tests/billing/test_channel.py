"""E-invoices through a channel: a folder, and an access point that rejects, delays, loses answers, repeats itself."""

import time
from datetime import timedelta

import pytest
from lxml import etree

from kennisruil.billing.actions.channel import hand_over
from kennisruil.billing.actions.channel_inbox import see_inbox_document
from kennisruil.billing.actions.channel_try import MOST_ATTEMPTS, try_submission
from kennisruil.billing.channel import Silent
from kennisruil.billing.channel.recommand import RecommandAdapter, Secrets
from kennisruil.billing.models import InboxDocument, Submission
from kennisruil.shared.models import File, Mail
from kennisruil.shared.scope import network_scope
from tests.billing.access_point import COMPANY, KEY
from tests.billing.channel_world import (
    AT,
    AccessPoint,
    later,
    numbers,
    on_the_network,
    states,
    with_access_point,
    work,
)
from tests.billing.factories import BY

pytestmark = pytest.mark.django_db
SELF_BILLING = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:selfbilling:3.0"


def test_access_point_gets_each_document_once(access_point: AccessPoint) -> None:
    world = with_access_point()

    work(world)
    work(world, at=later(1))

    assert (access_point.numbers(), set(states(world).values())) == (numbers(world), {"delivered"})


def test_self_billed_document_goes_from_the_operator_to_the_provider(access_point: AccessPoint) -> None:
    world = with_access_point()

    work(world)

    (row,) = [each for each in access_point.told()["sent"] if each["type"] == "selfBillingInvoice"]
    root = etree.fromstring(row["xml"].encode())
    sides = {
        side: root.findtext(f".//{{*}}Accounting{side}Party/{{*}}Party/{{*}}EndpointID")
        for side in ("Supplier", "Customer")
    }
    assert (row["senderId"], row["receiverId"]) == (f"0208:{sides['Customer']}", f"0208:{sides['Supplier']}")
    assert SELF_BILLING in row["docTypeId"]
    # It was looked up for this very type before.
    assert [row["receiverId"], row["docTypeId"]] in access_point.told()["asked"]


@pytest.mark.parametrize(
    "how",
    ["lose", "drop", *(pytest.param(how, marks=pytest.mark.slow) for how in ("slow", "error", "garbage", "later"))],
)
def test_lost_answer_never_sends_twice_and_never_not_at_all(access_point: AccessPoint, how: str) -> None:
    world = with_access_point()
    access_point.will(next=[how, how])

    work(world)
    unsure = set(states(world).values())
    # Too early, nothing is asked again; and what came late is there by then.
    work(world, at=AT + timedelta(minutes=5))
    time.sleep(0.7 if how == "later" else 0)
    work(world, at=later(1))

    assert unsure == {"unsure"}
    # Their API knows no key of ours: before anything is sent, and before it is sent again, its number is looked for.
    heard = access_point.told()["heard"]
    sent_at = [index for index, (what, _) in enumerate(heard) if what == "send"]
    assert all(heard[index - 1][0] == "look" and heard[index - 1][1] for index in sent_at)
    assert len(sent_at) == (4 if how in ("drop", "error") else 2)
    assert (access_point.numbers(), set(states(world).values())) == (numbers(world), {"delivered"})


def test_rejected_document_waits_for_the_office_with_the_reason(access_point: AccessPoint) -> None:
    world = with_access_point()
    access_point.will(next=["reject", "reject"])

    work(world)
    work(world, at=later(1))

    with network_scope(world.network.pk):
        texts = set(Submission.objects.values_list("state", "text"))
    assert texts == {("rejected", "BR-01: an invoice shall have a customization")}
    assert access_point.numbers() == []


def test_receiver_that_takes_nothing_now_is_tried_again_and_then_given_up(access_point: AccessPoint) -> None:
    world = with_access_point()
    access_point.will(next=["undeliverable"] * 2 * MOST_ATTEMPTS)

    tried = [work(world, at=later(number)) for number in range(MOST_ATTEMPTS + 1)]

    assert tried == [2] * MOST_ATTEMPTS + [0]
    assert set(states(world).values()) == {"stuck"}


def test_access_point_that_is_down_is_asked_again(access_point: AccessPoint, monkeypatch: pytest.MonkeyPatch) -> None:
    world = with_access_point()
    monkeypatch.setenv("KENNISRUIL_RECOMMAND_URL", "http://127.0.0.1:9/api/v1")

    work(world)
    waiting = set(states(world).values())
    monkeypatch.setenv("KENNISRUIL_RECOMMAND_URL", f"{access_point.address}/api/v1")
    work(world, at=later(1))

    assert (waiting, access_point.numbers()) == ({"waiting"}, numbers(world))


def test_who_is_not_registered_for_the_type_gets_a_mail_with_the_pdf(access_point: AccessPoint) -> None:
    world = with_access_point()
    number = "0208:0428759497"
    space = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2::Invoice"
    access_point.will(unregistered=[[number, f"{space}##{SELF_BILLING}::2.1"]])

    work(world)

    assert states(world) == {"invoice": "delivered", "selfBillingInvoice": "unregistered"}
    with network_scope(world.network.pk):
        mail = Mail.objects.get(key__startswith="channel:")
        (attached,) = File.objects.filter(pk__in=mail.attachments)
    assert (mail.to, attached.media_type) == ("facturen@bedrijf.example", "application/pdf")
    assert len(access_point.numbers()) == 1


def test_secrets_that_are_missing_keep_everything_waiting(
    access_point: AccessPoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = with_access_point()
    monkeypatch.delenv("KENNISRUIL_RECOMMAND_SECRET")

    work(world)

    assert (set(states(world).values()), access_point.numbers()) == ({"waiting"}, [])
    with network_scope(world.network.pk):
        assert set(Submission.objects.values_list("text", flat=True)) == {"not ready"}


def test_wrong_secret_is_an_answer_nobody_goes_by(access_point: AccessPoint) -> None:
    adapter = RecommandAdapter(
        company=COMPANY, secrets=Secrets(key=KEY, secret="wrong"), address=f"{access_point.address}/api/v1"
    )

    with pytest.raises(Silent):
        adapter.lookup(receiver="0208:1", document_type_id="x")


def test_secrets_never_travel_in_the_open() -> None:
    with pytest.raises(AssertionError):
        RecommandAdapter(company="c", secrets=Secrets(key="k", secret="s"), address="http://app.example/api/v1")


def test_inbox_is_kept_once_though_it_stands_there_twice(access_point: AccessPoint) -> None:
    world = with_access_point()
    with network_scope(world.network.pk):
        xml = bytes(File.objects.get(pk=world.invoice.xml_id).content).decode()
    row = {
        "id": "doc_in_1",
        "senderId": "0208:0202239951",
        "type": "invoice",
        "xml": xml,
        "createdAt": "2026-02-19T08:00:00Z",
    }
    access_point.will(incoming=[row])

    work(world)
    work(world, at=later(1))
    with network_scope(world.network.pk):
        found = InboxDocument.objects.get()
        see_inbox_document(network_id=world.network.pk, inbox_id=found.pk, by=BY, at=AT)
        seen = see_inbox_document(network_id=world.network.pk, inbox_id=found.pk, by=BY, at=later(1))

    assert (found.sender, found.kind, found.total_cents, found.received_at.isoformat()) == (
        "0208:0202239951",
        "invoice",
        12_100,
        "2026-02-19T08:00:00+00:00",
    )
    assert (seen.seen_at, "doc_in_1" in access_point.told()["read"]) == (AT, True)


def test_try_that_was_cut_short_asks_first(access_point: AccessPoint) -> None:
    """A worker killed between sending and writing leaves the row unsure: the next one finds the document there."""
    world = with_access_point()
    work(world)
    with network_scope(world.network.pk):
        submission = Submission.objects.get(document=world.invoice)
        Submission.objects.filter(pk=submission.pk).update(state="unsure", external_id="", next_try_at=AT)

    state = try_submission(network_id=world.network.pk, submission_id=submission.pk, by=BY, at=AT)

    assert (state, access_point.numbers()) == ("delivered", numbers(world))


def test_handing_over_twice_makes_one_row_each() -> None:
    world = on_the_network()

    with network_scope(world.network.pk):
        counts = [hand_over(network_id=world.network.pk, by=BY, at=AT) for _ in range(2)]

    assert counts == [2, 0]
