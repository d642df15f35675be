"""Answers to drafts: accepted, refused or drawn again, signed in or by the link in a mail."""

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.billing.web.answer import answer_url
from kennisruil.shared.scope import network_scope
from tests.billing.web_world import World, a_world
from tests.factories import a_network, an_office_member, sign_in

pytestmark = pytest.mark.django_db


def draft_link(world: World) -> str:
    """Give the address in the mail about the draft."""
    with network_scope(world.network.pk):
        return answer_url(world.draft.pk)


def test_giver_accepts_a_draft(client: Client) -> None:
    world = a_world(accept=False)
    sign_in(client, world.giver)

    answer = client.post(reverse("billing:accept", args=[world.draft.pk]), follow=True)

    assert (answer.status_code, world.draft.state, bool(world.draft.number)) == (200, "issued", True)


def test_giver_refuses_a_draft_with_a_reason(client: Client) -> None:
    world = a_world(accept=False)
    sign_in(client, world.giver)

    client.post(reverse("billing:refuse", args=[world.draft.pk]), {"reason": "Het was een halve dag later."})

    assert (world.draft.state, world.draft.refused_because) == ("refused", "Het was een halve dag later.")


def test_refusing_without_a_reason_changes_nothing(client: Client) -> None:
    world = a_world(accept=False)
    sign_in(client, world.giver)

    client.post(reverse("billing:refuse", args=[world.draft.pk]), {"reason": ""})

    assert world.draft.state == "draft"


@pytest.mark.parametrize("page", ["billing:accept", "billing:refuse", "billing:draw_again"])
def test_draft_of_somebody_else_is_not_answered(page: str, client: Client) -> None:
    world = a_world(accept=False)
    sign_in(client, world.receiver)
    stranger = sign_in(Client(), an_office_member(a_network()))
    url = reverse(page, args=[world.draft.pk])

    answers = client.post(url, {"reason": "x"}).status_code, stranger.post(url, {"reason": "x"}).status_code

    assert answers == (403 if page == "billing:draw_again" else 404, 404)
    assert world.draft.state == "draft"


def test_second_answer_to_a_draft_says_so(client: Client) -> None:
    world = a_world(accept=True)
    sign_in(client, world.giver)

    answer = client.post(reverse("billing:refuse", args=[world.draft.pk]), {"reason": "Toch niet"}, follow=True)

    assert world.draft.state == "issued"
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]


def test_office_draws_a_refused_draft_again(client: Client) -> None:
    world = a_world(accept=False)
    sign_in(client, world.office)
    client.post(reverse("billing:refuse", args=[world.draft.pk]), {"reason": "Fout adres"})

    client.post(reverse("billing:draw_again", args=[world.draft.pk]))

    states = sorted(document.state for document in world.documents("self_billed_389"))
    assert states[-1] == "withdrawn" and len(states) == 2


def test_link_in_the_mail_only_shows_when_opened() -> None:
    world = a_world(accept=False)

    answer = Client().get(draft_link(world))

    assert (answer.status_code, world.draft.state) == (200, "draft")


def test_link_in_the_mail_accepts_by_its_button() -> None:
    world = a_world(accept=False)

    answer = Client().post(draft_link(world), {"accept": "1"})

    assert (answer.status_code, world.draft.state) == (200, "issued")


def test_link_in_the_mail_refuses_with_a_reason() -> None:
    world = a_world(accept=False)
    link = draft_link(world)

    without = Client().post(link, {"refuse": "1", "reason": ""}).status_code
    before = world.draft.state
    Client().post(link, {"refuse": "1", "reason": "Klopt niet"})

    assert (without, before, world.draft.state) == (200, "draft", "refused")


def test_damaged_link_explains_itself() -> None:
    world = a_world(accept=False)

    assert Client().get(draft_link(world)[:-2] + "x/").status_code == 410


def test_link_opened_in_another_network_explains_itself() -> None:
    world = a_world(accept=False)
    stranger = sign_in(Client(), an_office_member(a_network()))

    answer = stranger.post(draft_link(world), {"accept": "1"})

    assert (answer.status_code, world.draft.state) == (409, "draft")


@pytest.mark.parametrize("url", ["accept", "refuse", "draw_again"])
def test_answering_needs_a_press_of_the_button(url: str, client: Client) -> None:
    world = a_world(accept=False)
    sign_in(client, world.giver)

    assert client.get(reverse(f"billing:{url}", args=[world.draft.pk])).status_code == 405
