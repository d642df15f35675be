"""The first page of the office when much waits."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from kennisruil.brokerage import actions as brokerage
from kennisruil.office.web.todo import FLAT_LINES, OPEN_LINES, grouped
from kennisruil.shared.ids import new_id
from kennisruil.shared.todo import OFFICE, TodoLine
from tests.factories import BY
from tests.office.factories import NOW, World
from tests.office.web_world import office_of


def lines(*actions: str) -> list[TodoLine]:
    since_on = date(2026, 1, 1)
    return [
        TodoLine("kind", str(turn), OFFICE, since_on + timedelta(days=turn), f"text {turn}", action, "/")
        for turn, action in enumerate(actions)
    ]


def test_short_list_stays_one_list() -> None:
    assert grouped(lines(*"ab" * (FLAT_LINES // 2))) == []


def test_long_list_is_told_apart_with_the_oldest_first() -> None:
    waiting = lines("call", *["find"] * FLAT_LINES, "call")

    calls, finds = grouped(waiting)

    assert (calls.title, calls.count, list(calls.rest)) == ("call", 2, [])
    assert (finds.title, finds.count, len(finds.first)) == ("find", FLAT_LINES, OPEN_LINES)
    assert [*finds.first, *finds.rest] == waiting[1:-1]
    assert calls.anchor != finds.anchor


@pytest.mark.django_db
def test_nothing_that_waits_is_left_out_of_a_long_page(world: World) -> None:
    for turn in range(FLAT_LINES + 1):
        brokerage.ask_for_help(
            network_id=world.exchange.network.pk,
            id=new_id(at=NOW),
            member_id=world.exchange.asker.pk,
            text=f"Wie helpt ons met vraag {turn:02}?",
            language="nl",
            by=BY,
            at=NOW,
        )

    answer = office_of(world, "nl").get(reverse("office:todo"))

    page = answer.content.decode()
    assert [line.text for line in answer.context["lines"] if page.count(line.text) != 1] == []
    assert "zoals deze" in page
