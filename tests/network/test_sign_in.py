"""Logins, invitations, and links that sign in once."""

import pytest
from django.utils import timezone

from kennisruil.network import actions, permissions
from kennisruil.network.actions.sign_in import read_link
from kennisruil.network.models import Login
from kennisruil.shared.ids import new_id
from kennisruil.shared.models import Mail
from kennisruil.shared.signed import LinkRefused
from tests.factories import AT, BY, a_login, a_member, an_office_member, in_a_network

pytestmark = pytest.mark.django_db


def test_login_opens_one_place_per_network() -> None:
    with in_a_network() as network:
        member = a_member(network, email="an@mail.example")
        a_login(network, member)

        with pytest.raises(actions.EmailTaken):
            actions.give_login(
                network_id=network.pk, member_id=a_member(network).pk, email="AN@mail.example ", by=BY, at=AT
            )

        assert Login.objects.filter(email="an@mail.example").count() == 1


def test_last_of_the_office_stays() -> None:
    with in_a_network() as network:
        first = an_office_member(network)

        with pytest.raises(actions.LastOffice):
            actions.deactivate_login(network_id=network.pk, member_id=first.pk, by=BY, at=AT)
        an_office_member(network)
        actions.deactivate_login(network_id=network.pk, member_id=first.pk, by=BY, at=AT)

        assert not permissions.is_office(network_id=network.pk, member_id=first.pk)


def test_welcome_member_writes_once_in_their_language() -> None:
    with in_a_network() as network:
        member_id = new_id()

        for _press in range(2):
            actions.welcome_member(
                network_id=network.pk,
                id=member_id,
                given_name="Luc",
                email="luc@mail.example",
                language="fr",
                by=BY,
                at=AT,
            )

        mail = Mail.objects.get()
        assert (mail.to, mail.language) == ("luc@mail.example", "fr")
        assert mail.subject.startswith("Bienvenue")
        assert "/welcome/invitation/" in mail.text


def test_link_signs_in_once() -> None:
    with in_a_network() as network:
        a_login(network, a_member(network, email="an@mail.example"))
        token = actions.sign_in_link(email="an@mail.example").rstrip("/").split("/")[-1]

        login = actions.enter_by_link(purpose="link", token=token, at=timezone.now())

        assert login.email == "an@mail.example"
        with pytest.raises(LinkRefused) as refused:
            actions.enter_by_link(purpose="link", token=token, at=timezone.now())
        assert refused.value.reason == "spent"


def test_reading_a_link_does_not_spend_it() -> None:
    with in_a_network() as network:
        a_login(network, a_member(network, email="an@mail.example"))
        token = actions.sign_in_link(email="an@mail.example").rstrip("/").split("/")[-1]

        readers = [read_link(purpose="link", token=token) for _ in range(3)]

        assert actions.enter_by_link(purpose="link", token=token, at=timezone.now()) in readers


@pytest.mark.parametrize("purpose", ["invitation", "other"])
def test_link_for_another_purpose_is_refused(purpose: str) -> None:
    with in_a_network() as network:
        a_login(network, a_member(network, email="an@mail.example"))
        token = actions.sign_in_link(email="an@mail.example").rstrip("/").split("/")[-1]

        with pytest.raises(LinkRefused) as refused:
            actions.enter_by_link(purpose=purpose, token=token, at=timezone.now())

        assert refused.value.reason == "unreadable"
