"""Batches of payments prepared and approved; what their tests share."""

from datetime import date, timedelta

from kennisruil.billing.actions.bank import bring_in_bank_file
from kennisruil.billing.actions.pay_batch import (
    Prepared,
    approve_pay_batch,
    prepare_pay_batch,
)
from kennisruil.billing.models import PayBatch, PayOrder
from kennisruil.shared.actors import Actor
from kennisruil.shared.ids import new_id
from kennisruil.shared.models import File
from kennisruil.shared.scope import network_scope
from tests.billing.factories import BY, at_noon
from tests.billing.web_world import World

ON = date(2026, 2, 20)
ONE, OTHER = Actor.member(new_id()), Actor.member(new_id())


def prepare(world: World, *, by: Actor = ONE, **other: object) -> Prepared:
    with network_scope(world.network.pk):
        return prepare_pay_batch(
            network_id=world.network.pk,
            **{"id": new_id(), "pay_on": ON + timedelta(days=3), "by": by, "at": at_noon(ON), "today": ON} | other,  # type: ignore[arg-type]  # values of the test
        )


def approve(world: World, prepared: Prepared, *, by: Actor = OTHER, **other: bool) -> PayBatch:
    with network_scope(world.network.pk):
        return approve_pay_batch(
            network_id=world.network.pk, batch_id=prepared.batch.pk, by=by, at=at_noon(ON), today=ON, **other
        )


def file_of(world: World, batch: PayBatch) -> bytes:
    with network_scope(world.network.pk):
        return bytes(File.objects.get(pk=batch.file_id).content)


def bring_in(world: World, content: bytes) -> None:
    with network_scope(world.network.pk):
        bring_in_bank_file(network_id=world.network.pk, name="b", content=content, by=BY, at=at_noon(ON), today=ON)


def states(world: World) -> list[tuple[str, str]]:
    with network_scope(world.network.pk):
        return list(PayOrder.objects.order_by("name", "batch__prepared_at", "pk").values_list("state", "batch__state"))
