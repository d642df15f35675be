"""What the office does about an e-invoice: tries again, settles by hand, reads its history; the channel of a day."""

from pathlib import Path

import pytest

from kennisruil.billing.actions.channel import NothingToTry, settle_by_hand, try_again
from kennisruil.billing.models import Submission, SubmissionEvent
from kennisruil.network.actions import change_setting
from kennisruil.shared.scope import network_scope
from tests.billing.access_point import COMPANY
from tests.billing.channel_world import (
    AT,
    ON,
    AccessPoint,
    later,
    on_the_network,
    states,
    with_access_point,
    work,
)
from tests.billing.factories import BY

pytestmark = pytest.mark.django_db


def test_document_takes_the_channel_of_its_day(access_point: AccessPoint, folder: Path) -> None:
    world = on_the_network()
    with network_scope(world.network.pk):
        for key, value in (("channel.adapter", "recommand"), ("channel.company", COMPANY)):
            change_setting(network_id=world.network.pk, key=key, value=value, holds_from=ON, by=BY, at=AT)

    work(world)

    # Issued on 3 and 10 February, before the access point was chosen.
    assert (access_point.numbers(), len(list((folder / world.network.slug / "out").iterdir()))) == ([], 2)


def test_office_tries_again_or_settles_by_hand(access_point: AccessPoint) -> None:
    world = with_access_point()
    access_point.will(next=["reject", "reject"])
    work(world)
    with network_scope(world.network.pk):
        first, second = Submission.objects.order_by("document_type")
        try_again(network_id=world.network.pk, submission_id=first.pk, by=BY, at=AT)
        with pytest.raises(NothingToTry):
            try_again(network_id=world.network.pk, submission_id=first.pk, by=BY, at=AT)
        settle_by_hand(network_id=world.network.pk, submission_id=second.pk, by=BY, at=AT)
        with pytest.raises(NothingToTry):
            settle_by_hand(network_id=world.network.pk, submission_id=second.pk, by=BY, at=AT)

    work(world, at=later(1))

    assert (set(states(world).values()), len(access_point.numbers())) == ({"delivered"}, 1)


def test_history_tells_each_step_in_order(access_point: AccessPoint) -> None:
    world = with_access_point()
    access_point.will(next=["lose"])

    work(world)
    work(world, at=later(1))

    with network_scope(world.network.pk):
        submission = Submission.objects.get(document=world.invoice)
        events = SubmissionEvent.objects.filter(submission=submission).order_by("at", "pk")
        told = list(events.values_list("state", flat=True))
    # Two were handed over; which of them lost its answer is by chance of their order.
    assert (told[0], told[-1]) == ("waiting", "delivered")
