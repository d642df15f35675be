"""The folder as a channel: each document once, byte for byte; its inbox; who never travels as an e-invoice."""

import os
from datetime import date
from pathlib import Path

import pytest

from kennisruil.billing.channel import Known, adapter_for
from kennisruil.billing.channel.choosing import NotReady
from kennisruil.billing.models import Document, InboxDocument
from kennisruil.network.actions import change_facts
from kennisruil.shared.models import File
from kennisruil.shared.scope import network_scope
from tests.billing.channel_world import (
    AT,
    closed,
    later,
    on_the_network,
    states,
    work,
)
from tests.billing.factories import BY

pytestmark = pytest.mark.django_db


def test_folder_gets_each_document_once_byte_for_byte(folder: Path) -> None:
    world = on_the_network()

    work(world)
    work(world, at=later(1))

    files = {path.stem: path.read_bytes() for path in (folder / world.network.slug / "out").iterdir()}
    with network_scope(world.network.pk):
        kept = {d.number: bytes(File.objects.get(pk=d.xml_id).content) for d in Document.objects.exclude(xml_id=None)}
    assert files == kept and len(files) == 2
    assert set(states(world).values()) == {"sent"}


def test_folder_refuses_another_file_under_a_number(folder: Path) -> None:
    world = on_the_network()
    out = folder / world.network.slug / "out"
    out.mkdir(parents=True)
    (out / f"{world.invoice.number}.xml").write_bytes(b"<other/>")

    work(world)

    assert states(world) == {"invoice": "rejected", "selfBillingInvoice": "sent"}
    assert (out / f"{world.invoice.number}.xml").read_bytes() == b"<other/>"


def test_folder_that_cannot_be_written_is_tried_again(folder: Path) -> None:
    world = on_the_network()
    (folder / world.network.slug).write_text("in the way")

    work(world)
    before = set(states(world).values())
    (folder / world.network.slug).unlink()
    work(world, at=later(1))

    assert (before, set(states(world).values())) == ({"unsure"}, {"sent"})


def test_inbox_of_the_folder_is_kept_and_cleared(folder: Path) -> None:
    world = on_the_network()
    with network_scope(world.network.pk):
        xml = bytes(File.objects.get(pk=world.invoice.xml_id).content)
    come_in = folder / world.network.slug / "in"
    come_in.mkdir(parents=True)
    (come_in / "leverancier.xml").write_bytes(xml)
    (come_in / "rommel.xml").write_bytes(b"geen xml")

    work(world)
    work(world, at=later(1))

    with network_scope(world.network.pk):
        rows = list(
            InboxDocument.objects.order_by("number").values_list("number", "sender_name", "total_cents", "kind")
        )
    assert rows == [("", "", None, "unknown"), (world.invoice.number, "Learning Hub vzw", 12_100, "Invoice")]
    assert sorted(path.name for path in come_in.iterdir()) == ["kept"]


def test_nobody_without_number_travels_as_e_invoice(folder: Path) -> None:
    world = on_the_network(is_closed=False)
    with network_scope(world.network.pk):
        change_facts(
            network_id=world.network.pk,
            party_id=world.giving.pk,
            holds_from=date(2026, 1, 5),
            vat_kind="private_person",
            enterprise_number="",
            by=BY,
            at=AT,
        )
    closed(world)

    work(world)

    assert list(states(world)) == ["invoice"]


def test_lookup_of_a_folder_knows_nothing(tmp_path: Path) -> None:
    adapter = adapter_for(name="folder", slug="hub", settings={}, folder=tmp_path)

    assert adapter.lookup(receiver="0208:1", document_type_id="x") is Known.UNKNOWN


@pytest.mark.parametrize(("company", "missing"), [("", "company"), ("c_1", "secrets")])
def test_channel_says_what_it_lacks(company: str, missing: str, tmp_path: Path) -> None:
    assert "KENNISRUIL_RECOMMAND_KEY" not in os.environ

    with pytest.raises(NotReady) as caught:
        adapter_for(name="recommand", slug="hub", settings={"channel.company": company}, folder=tmp_path)

    assert caught.value.missing == missing
