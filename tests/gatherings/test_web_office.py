"""Pages where the office plans, notes who came and cancels."""

import pytest
from django.urls import reverse

from kennisruil.gatherings.models import Gathering
from kennisruil.shared.ids import new_id
from tests.factories import a_member
from tests.gatherings.factories import AFTER, DAY, STARTS, a_gathering, enrol
from tests.gatherings.web_world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["plan", "contributions"])
def test_pages_of_the_office_are_not_for_members(world: World, name: str) -> None:
    url = reverse(f"gatherings:{name}")

    assert (world.as_member().get(url).status_code, world.as_office().get(url).status_code) == (403, 200)


def test_the_office_plans(world: World) -> None:
    answer = world.as_office().post(
        reverse("gatherings:plan"),
        {
            "kind": "workshop",
            "title": "Sterk schrijven",
            "day": "2026-01-22",
            "hour": "14:30",
            "capacity": "12",
            "item_code": "workshop",
            "provider": str(world.second.party.pk),
        },
    )

    row = world.make(lambda: Gathering.objects.select_related("item").get())
    assert answer["Location"] == reverse("gatherings:gathering", args=[row.pk])
    assert (row.title, row.starts_at, row.planned_on, row.capacity) == ("Sterk schrijven", STARTS, DAY, 12)
    assert (row.item.code, row.provider_id) == ("workshop", world.second.party.pk)


def test_a_plan_without_a_day_is_sent_back_with_what_misses(world: World) -> None:
    answer = world.as_office().post(reverse("gatherings:plan"), {"kind": "workshop", "title": "Sterk"})

    assert answer.status_code == 200
    assert sorted(answer.context["form"].errors) == ["day", "hour", "item_code"]
    assert world.make(lambda: Gathering.objects.count()) == 0


def test_the_office_notes_who_came(world: World) -> None:
    gathering = world.make(lambda: a_gathering(world.network, item_code="workshop", giver=world.second))
    place = world.make(lambda: enrol(gathering, world.first))
    world.clock(AFTER)
    url = reverse("gatherings:hold", args=[gathering.pk])
    came = {"attended": [str(place.pk), str(new_id())]}

    assert world.as_member().post(url, came).status_code == 403
    assert world.as_office().post(url, came).status_code == 302

    assert world.make(lambda: (world.first.balance, world.second.balance)) == (-50, 400)
    assert world.make(lambda: Gathering.objects.get().state) == "held"


def test_the_office_adds_who_came_without_a_place(world: World) -> None:
    gathering = world.make(lambda: a_gathering(world.network))
    partyless = a_member(world.network)
    world.clock(AFTER)
    browser, url = world.as_office(), reverse("gatherings:add", args=[gathering.pk])

    refused = browser.post(url, {"name": partyless.name}, follow=True)
    added = browser.post(url, {"name": world.first.member.name}, follow=True)

    assert "Nothing was booked." in refused.content.decode()
    assert [place.member for place in added.context["places"]] == [world.first.member]
    assert world.make(lambda: world.first.reserved) == 100
    assert "Write more of the name" in browser.post(url, {"name": "An"}, follow=True).content.decode()
    assert "Nobody has this name." in browser.post(url, {"name": ""}, follow=True).content.decode()
    assert world.as_member().post(url, {"name": world.first.member.name}).status_code == 403


def test_too_early_is_said_and_nothing_moves(world: World) -> None:
    gathering = world.make(lambda: a_gathering(world.network))
    place = world.make(lambda: enrol(gathering, world.first))

    answer = world.as_office().post(
        reverse("gatherings:hold", args=[gathering.pk]),
        {"attended": [str(place.pk)]},
        follow=True,
    )

    assert "You can note who came from Thursday 22\u00a0January\u00a02026 on." in answer.content.decode()
    assert world.make(lambda: (Gathering.objects.get().state, world.first.balance)) == ("planned", 0)


def test_the_office_cancels(world: World) -> None:
    gathering = world.make(lambda: a_gathering(world.network))
    world.make(lambda: enrol(gathering, world.first))
    url = reverse("gatherings:cancel", args=[gathering.pk])

    assert (world.as_member().post(url).status_code, world.as_office().post(url).status_code) == (403, 302)
    assert world.make(lambda: (Gathering.objects.get().state, world.first.reserved)) == ("cancelled", 0)
