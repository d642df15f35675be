"""What who confirms reads: the first that it is noted, the last that both said so and what moved."""

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.brokerage.actions import links
from tests.brokerage.factories import Exchange, a_session
from tests.brokerage.web_world import path_of, within
from tests.factories import sign_in

pytestmark = pytest.mark.django_db


def test_who_confirms_last_reads_what_moved(exchange: Exchange) -> None:
    session = within(exchange.network, a_session, exchange, state="asked")
    act = reverse("brokerage:act", args=[session.pk, "held"])

    first, last = (
        sign_in(Client(), member).post(act, follow=True).content.decode()
        for member in (exchange.asker, exchange.helper)
    )

    assert ("Dank je, het is genoteerd." in first, "is verhuisd" in first) == (True, False)
    assert "Jullie zeiden allebei dat ze doorging: 2,00 SIF is verhuisd." in last


def test_two_noes_say_that_nothing_moves(exchange: Exchange) -> None:
    session = within(exchange.network, a_session, exchange, state="asked")
    act = reverse("brokerage:act", args=[session.pk, "not-held"])

    pages = [
        sign_in(Client(), one).post(act, follow=True).content.decode() for one in (exchange.asker, exchange.helper)
    ]

    assert ["Jullie zeggen allebei" in page for page in pages] == [False, True]


def test_link_of_the_mail_says_the_same(exchange: Exchange) -> None:
    session = within(exchange.network, a_session, exchange, state="asked")
    said = [
        Client()
        .post(path_of(links.session_link(network_id=session.network_id, session_id=session.pk, side=side, say="held")))
        .content.decode()
        for side in ("provider", "recipient")
    ]

    assert ["2,00 SIF is verhuisd" in page for page in said] == [False, True]
