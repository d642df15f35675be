"""Signing in: by code, by link, as somebody of a demo network; and choosing a network."""

import logging
import re
import time

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.network import actions
from kennisruil.network.models import Membership
from kennisruil.network.web.networks import demo_offers
from kennisruil.shared.models import Mail
from kennisruil.shared.scope import network_scope
from tests.factories import AT, BY, ON, a_login, a_member, a_network, an_office_member, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_limits(settings: object) -> None:
    """Let every test try as often as it likes: the limits count over all of them."""
    settings.ACCOUNT_RATE_LIMITS = False  # type: ignore[attr-defined]  # a fixture of pytest-django


def test_code_brings_in_and_stands_in_the_log_without_a_mail_server(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    network = a_network()
    a_login(network, a_member(network, email="an@mail.example"))

    with caplog.at_level(logging.WARNING):
        asked = client.post(reverse("account_request_login_code"), {"email": "an@mail.example"})
    code = re.findall(r"is (\S+)$", caplog.messages[-1])[0]
    entered = client.post(reverse("account_confirm_login_code"), {"code": code})

    assert (asked["Location"], entered["Location"]) == (reverse("account_confirm_login_code"), "/")
    assert client.get(reverse("network:profile")).status_code == 200


def test_unknown_address_reads_the_same_and_gets_no_code(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        asked = client.post(reverse("account_request_login_code"), {"email": "nobody@mail.example"})

    assert asked["Location"] == reverse("account_confirm_login_code")
    assert [message for message in caplog.messages if "sign-in code" in message] == []


def test_wrong_code_stays_outside(client: Client) -> None:
    network = a_network()
    a_login(network, a_member(network, email="an@mail.example"))
    client.post(reverse("account_request_login_code"), {"email": "an@mail.example"})

    answer = client.post(reverse("account_confirm_login_code"), {"code": "WRONG1"})

    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up_alone(client: Client) -> None:
    answer = client.get(reverse("account_signup"))

    assert answer.status_code == 200
    assert "<form" not in answer.content.decode().split("<main")[1].split("</main")[0]


def test_password_is_a_choice_that_works(client: Client) -> None:
    network = a_network()
    member = a_member(network, email="an@mail.example")
    sign_in(client, member)

    words = "a long and quiet walk"
    kept = client.post(reverse("account_set_password"), {"password1": words, "password2": words})
    other = Client()
    entered = other.post(reverse("account_login"), {"login": "an@mail.example", "password": words})

    assert kept["Location"] == reverse("network:profile")
    assert entered["Location"] == "/"


def _path(link: str) -> str:
    return "/" + link.split("/", 3)[3]


def test_opening_a_link_signs_nobody_in_and_its_button_does(client: Client) -> None:
    network = a_network()
    a_login(network, a_member(network, email="an@mail.example"))
    path = _path(actions.sign_in_link(email="an@mail.example"))

    opened = [client.get(path).status_code for _scanner in range(3)]
    before = "_auth_user_id" in client.session
    client.post(path)

    assert (opened, before) == ([200, 200, 200], False)
    assert "_auth_user_id" in client.session


def test_used_link_says_so(client: Client) -> None:
    network = a_network()
    a_login(network, a_member(network, email="an@mail.example"))
    path = _path(actions.sign_in_link(email="an@mail.example"))
    client.post(path)

    answers = [Client().get(path), Client().post(path), Client().get(path[:-5] + "/")]

    assert [answer.status_code for answer in answers] == [410, 410, 410]
    assert "link" in answers[0].content.decode().lower()


def test_demo_person_comes_in_by_a_button(client: Client) -> None:
    network = a_network(is_demo=True)
    an_office_member(network)
    path = reverse("network:look_around", args=[network.pk, "office"])

    refused, entered = client.get(path), client.post(path)

    assert (refused.status_code, entered["Location"]) == (405, "/")
    assert client.get(reverse("network:staff")).status_code == 200


def test_demo_people_are_those_the_network_names() -> None:
    network = a_network(is_demo=True)
    an_office_member(network)
    members = [a_member(network) for _ in range(3)]
    with network_scope(network.pk):
        for member in members:
            a_login(network, member)
    actions.change_setting(
        network_id=network.pk, key="demo.people", value={"needs": str(members[2].pk)}, holds_from=ON, by=BY, at=AT
    )

    offers = [offer for offer in demo_offers() if offer["network"] == network]

    assert [person["name"] for person in offers[0]["people"]] == [members[2].name]  # type: ignore[attr-defined]  # what the page was given


def test_person_who_is_also_in_a_real_network_is_nobody_to_look_around_as(client: Client) -> None:
    demo, real = a_network(is_demo=True), a_network()
    both = an_office_member(demo, email="both@mail.example")
    a_login(real, a_member(real, email=both.email))

    answer = client.post(reverse("network:look_around", args=[demo.pk, "office"]))

    assert answer.status_code == 404
    assert "_auth_user_id" not in client.session


def test_nobody_looks_around_in_a_real_network(client: Client) -> None:
    network = a_network()
    an_office_member(network)

    assert client.post(reverse("network:look_around", args=[network.pk, "office"])).status_code == 404
    assert [offer for offer in demo_offers() if offer["network"] == network] == []


def test_looking_around_can_be_switched_off(client: Client, settings: object) -> None:
    settings.DEMO_SIGN_IN = False  # type: ignore[attr-defined]  # a fixture of pytest-django
    network = a_network(is_demo=True)
    an_office_member(network)

    assert demo_offers() == []
    assert client.post(reverse("network:look_around", args=[network.pk, "office"])).status_code == 404


def test_switching_goes_to_own_networks_only(client: Client) -> None:
    ours, theirs, strange = a_network(name="Ours"), a_network(name="Theirs"), a_network()
    member = a_member(ours, email="both@mail.example")
    a_login(theirs, a_member(theirs, email="both@mail.example", given_name="Same"))
    sign_in(client, member)

    answers = [client.post(reverse("network:switch", args=[network.pk])).status_code for network in (theirs, strange)]

    assert answers == [302, 404]
    assert "Same" in client.get(reverse("network:profile")).content.decode()


def test_login_without_a_network_reads_what_to_do(client: Client) -> None:
    network = a_network()
    member = a_member(network)
    sign_in(client, member)
    with network_scope(network.pk):
        Membership.objects.filter(member=member).update(is_active=False)

    answer = client.get(reverse("network:choose"))

    assert answer.status_code == 200
    assert "<button" not in answer.content.decode().split("<main")[1].split("</main")[0]


@pytest.mark.parametrize(
    ("language", "title"),
    [("nl", "Welkom bij Het Atelier"), ("fr", "Bienvenue chez Het Atelier"), ("en", "Welcome to Het Atelier")],
)
def test_invitation_opens_in_the_house_of_the_network_that_invites(client: Client, language: str, title: str) -> None:
    network = a_network(name="Het Atelier")
    with network_scope(network.pk):
        member = a_member(network, email="an@mail.example")
        actions.give_login(network_id=network.pk, member_id=member.pk, email="an@mail.example", by=BY, at=AT)
        actions.send_invitation(network_id=network.pk, member_id=member.pk, by=BY, at=AT)
        text = Mail.objects.get(to="an@mail.example").text
    link = re.findall(r"https?://[^/]+(/\S+)", text)[0]
    client.cookies["django_language"] = language

    page = client.get(link).content.decode()

    assert (title in page, f"· {network.name}</title>" in page, "Kennisruil" in page) == (True, True, False)
    assert client.post(link)["Location"] == "/"


def test_expired_invitation_stays_in_the_house_of_the_network(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    network = a_network(name="Het Atelier")
    a_login(network, a_member(network, email="an@mail.example"))
    link = _path(actions.sign_in_link(email="an@mail.example", purpose="invitation", network_id=network.pk))
    present = time.time()
    monkeypatch.setattr("django.core.signing.time.time", lambda: present + 15 * 86400)

    answers = [client.get(link), client.post(link)]

    pages = [answer.content.decode() for answer in answers]
    assert [answer.status_code for answer in answers] == [410, 410]
    assert [("Het Atelier" in page, "Kennisruil" in page) for page in pages] == [(True, False)] * 2
