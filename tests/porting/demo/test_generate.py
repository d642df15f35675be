"""The demo network, walked through the program's own actions."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from kennisruil.billing.models import CloseRun, Document
from kennisruil.billing.queries import digest
from kennisruil.brokerage.models import Session
from kennisruil.network.models import Agreement, Network
from kennisruil.network.queries import setting
from kennisruil.porting.demo.generate import DemoExists, Made, make_demo
from kennisruil.porting.demo.sizes import SMALL, TINY
from kennisruil.quality.models import Feedback
from kennisruil.shared.invariants import invariant_answers
from kennisruil.shared.models import ActedModel, Action
from kennisruil.shared.scope import network_scope
from kennisruil.shared.todo import OFFICE, todo_lines

UNTIL = date(2026, 11, 20)


@pytest.fixture
def made(own_database: Any) -> Iterator[Made]:
    made = make_demo(size=TINY, seed=1, until=UNTIL)
    with network_scope(made.network_id):
        yield made


def test_tiny_demo_holds_in_every_way(made: Made) -> None:
    laws = [law for answer in invariant_answers for law in answer(network_id=made.network_id)]
    people = setting(network_id=made.network_id, key="demo.people", on=UNTIL)

    assert [law for law in laws if not law.holds] == []
    assert set(people) == {"office", "needs", "helps", "books"}
    assert Session.objects.filter(state="held").exists()
    assert Document.objects.exists()
    assert CloseRun.objects.filter(month_on=date(2026, 10, 1), run="final", finished_at__isnull=False).exists()
    for waits_for in (OFFICE, people["needs"], people["helps"]):
        assert todo_lines(network_id=made.network_id, waits_for=_who(waits_for), today=UNTIL) != []
    assert _unacted() == []
    assert _out_of_time() == []
    with pytest.raises(DemoExists):
        make_demo(size=TINY, seed=1, until=UNTIL)


def _who(waits_for: str) -> Any:
    from uuid import UUID

    return waits_for if waits_for == OFFICE else UUID(waits_for)


def _unacted() -> list[str]:
    """Name the tables with a row whose action is not there."""
    known = set(Action.objects.values_list("pk", flat=True))
    return [
        model._meta.label
        for model in ActedModel.__subclasses__()
        if not model._meta.abstract and set(model.objects.values_list("action_id", flat=True)) - known
    ]


def _out_of_time() -> list[object]:
    """Give what stands before its time: a yes to a later text, a price or a session that was not there yet."""
    yeses = Agreement.objects.order_by("pk").values_list("version", "agreed_on")
    sessions = Session.objects.select_related("need", "item__card").order_by("pk")
    return [
        *[(version, on) for version, on in yeses if version > f"{on:%Y-%m}"],
        *[one for one in sessions if one.held_at and one.held_at < one.ends_at],
        *[one for one in sessions if one.need and one.arranged_at < one.need.asked_at],
        *[one for one in sessions if one.item.card.holds_from > one.held_on],
        *[one for one in sessions if one.state in ("proposed", "moved") and one.held_on < UNTIL - timedelta(days=3)],
        *Action.objects.filter(at__date__lt=Network.objects.get().founded_on),
        *Feedback.objects.filter(
            about_kind="session", about_id__in=[str(one.pk) for one in sessions if not one.held_at]
        ),
    ]


@pytest.mark.slow
def test_the_same_seed_gives_the_same_network(own_database: Any) -> None:
    digests = []
    for slug, seed in (("demo", 1), ("again", 1), ("other", 2)):
        made = make_demo(size=SMALL, seed=seed, until=UNTIL, slug=slug)
        with network_scope(made.network_id):
            digests.append(digest(network_id=made.network_id))

    assert digests[0] == digests[1]
    assert digests[0] != digests[2]
