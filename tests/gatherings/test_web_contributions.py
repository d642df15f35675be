"""Pages of contributions: offered by a member, answered by the office."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kennisruil.gatherings.models import Contribution
from tests.factories import a_member, sign_in
from tests.gatherings.factories import an_offer
from tests.gatherings.web_world import World

pytestmark = pytest.mark.django_db


def test_a_member_offers_an_article(world: World) -> None:
    browser = world.as_member()
    page = browser.get(reverse("gatherings:offer"))
    sent = {"item_code": "article", "title": "Wat ik leerde", "text": "Vijf bladzijden", "party": world.first.party.pk}

    answer = browser.post(reverse("gatherings:offer"), sent)

    row = world.make(lambda: Contribution.objects.get())
    assert (page.status_code, answer.status_code) == (200, 302)
    assert [code for code, _name in page.context["form"].fields["item_code"].choices] == ["article", "case"]
    assert (row.title, row.party_id, row.state) == ("Wat ik leerde", world.first.party.pk, "offered")


def test_who_acts_for_nobody_reads_what_to_do_first(world: World) -> None:
    browser = sign_in(Client(), a_member(world.network))

    answer = browser.get(reverse("gatherings:offer"))

    assert (answer.status_code, answer.context["has_party"]) == (200, False)


@pytest.mark.parametrize(("says", "state", "balance"), [("yes", "accepted", 200), ("no", "declined", 0)])
def test_the_office_answers(world: World, says: str, state: str, balance: int) -> None:
    offered = world.make(lambda: an_offer(world.first))
    url = reverse("gatherings:contribution", args=[offered.pk])
    sent = {"accept": says, "performed_on": "2026-01-19", "answer": "Dank je"}

    assert world.as_member().get(url).status_code == 403
    assert world.as_office().get(url).status_code == 200
    assert world.as_office().post(url, sent).status_code == 302

    row = world.make(lambda: Contribution.objects.get())
    assert (row.state, row.answer, world.make(lambda: world.first.balance)) == (state, "Dank je", balance)


def test_contributions_ask_as_much_for_three_as_for_one(world: World) -> None:
    browser = world.as_office()

    def questions() -> int:
        with CaptureQueriesContext(connection) as found:
            assert browser.get(reverse("gatherings:contributions")).status_code == 200
        return len(found)

    world.make(lambda: an_offer(world.first))
    questions()
    one = questions()
    world.make(lambda: [an_offer(world.second), an_offer(world.first)])

    assert questions() == one
