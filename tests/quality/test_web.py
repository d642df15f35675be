"""What people wrote for the office: listed, ticked off, opened again, and again when the words change."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.network.models import Member, Network
from kennisruil.quality import actions
from kennisruil.quality.models import Feedback
from kennisruil.quality.rules import Answers
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.factories import AT, BY, a_member, a_network, an_office_member, sign_in

pytestmark = pytest.mark.django_db
PAGE = "quality:for_office"


@pytest.fixture
def network() -> Network:
    return a_network()


@pytest.fixture
def office(client: Client, network: Network) -> Client:
    with network_scope(network.pk):
        return sign_in(client, an_office_member(network))


def _wrote(network: Network, text: str, *, member: Member | None = None, about: object = None) -> Feedback:
    with network_scope(network.pk):
        return actions.give_feedback(
            network_id=network.pk,
            about=("session", about or new_id()),  # type: ignore[arg-type]  # an id
            member_id=(member or a_member(network)).pk,
            answers=Answers(helpfulness=4, for_office=text),
            by=BY,
            at=AT,
        )


def _shown(client: Client, state: str = "") -> list[str]:
    page = client.get(reverse(PAGE), {"state": state} if state else {})
    return [each["row"].for_office for each in page.context["answers"]]


def test_answer_is_ticked_off_and_opened_again(office: Client, network: Network) -> None:
    row = _wrote(network, "De zaal was koud.")
    _wrote(network, "")
    url = reverse("quality:handled", args=[row.pk])

    before = _shown(office)
    office.post(url)
    handled = (_shown(office), _shown(office, "handled"))
    office.post(url, {"back": "yes"})

    assert before == ["De zaal was koud."]
    assert handled == ([], ["De zaal was koud."])
    assert (_shown(office), _shown(office, "all")) == (before, before)


def test_other_words_wait_again_and_the_same_do_not(office: Client, network: Network) -> None:
    member, about = a_member(network), new_id()
    row = _wrote(network, "Bel me.", member=member, about=about)
    office.post(reverse("quality:handled", args=[row.pk]))

    _wrote(network, "Bel me.", member=member, about=about)
    same = _shown(office)
    _wrote(network, "Bel me toch.", member=member, about=about)

    assert (same, _shown(office)) == ([], ["Bel me toch."])


def test_oldest_waits_first_and_one_session_can_be_looked_at(office: Client, network: Network) -> None:
    first, second = _wrote(network, "Eerst."), _wrote(network, "Dan.")
    with network_scope(network.pk):
        Feedback.objects.filter(pk=second.pk).update(given_at=AT - timedelta(days=1))

    one = office.get(reverse(PAGE), {"kind": "session", "id": str(first.about_id)}).context["answers"]

    assert _shown(office) == ["Dan.", "Eerst."]
    assert [each["row"].pk for each in one] == [first.pk]
    assert office.get(reverse(PAGE), {"kind": "session", "id": "no"}).status_code == 404


def test_page_is_for_the_office_of_the_network(client: Client, network: Network) -> None:
    row = _wrote(network, "Voor jullie.")
    url = reverse("quality:handled", args=[row.pk])

    with network_scope(network.pk):
        sign_in(client, a_member(network))
    member = (client.get(reverse(PAGE)).status_code, client.post(url).status_code)
    sign_in(client, an_office_member(a_network()))

    assert member == (403, 403)
    assert (_shown(client), client.post(url).status_code) == ([], 404)
