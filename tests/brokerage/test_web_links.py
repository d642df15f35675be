"""Signed links: what they show, and that only a button makes them act."""

import re
from typing import Any

import pytest
from django.test import Client

from kennisruil.brokerage.actions import links
from kennisruil.shared.models import Mail
from kennisruil.shared.scope import network_scope
from tests.brokerage.factories import Exchange, a_session
from tests.brokerage.web_world import a_proposal, path_of, state_of, within
from tests.factories import a_member

pytestmark = pytest.mark.django_db


def test_mail_scanner_that_opens_every_link_changes_nothing(exchange: Exchange) -> None:
    proposal = within(exchange.network, a_proposal, exchange)
    with network_scope(exchange.network.pk):
        text = Mail.objects.get(about_kind="proposal").text
    found = re.findall(r"https?://\S+", text)

    statuses = [Client().get(path_of(link)).status_code for link in found * 2]

    assert (statuses, state_of(proposal)) == ([200] * 6, "asked")


def test_only_the_button_answers_and_a_used_link_stays_kind(exchange: Exchange) -> None:
    proposal = within(exchange.network, a_proposal, exchange)
    link = links.proposal_link(network_id=exchange.network.pk, proposal_id=proposal.pk, answer="no")
    client = Client()

    done = client.post(path_of(link), {"text": "Te druk"})
    again = client.get(path_of(link))
    twice = client.post(path_of(link))

    assert (done.status_code, again.status_code, twice.status_code, state_of(proposal)) == (200, 410, 410, "no")


def test_expired_damaged_and_foreign_links_say_so(
    exchange: Exchange, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposal = within(exchange.network, a_proposal, exchange)
    link = path_of(links.proposal_link(network_id=exchange.network.pk, proposal_id=proposal.pk, answer="yes"))
    wrong_purpose = link.replace("/answer/proposal/", "/answer/session/")

    damaged = Client().get(link[:-3] + "x/").status_code
    foreign = stranger.post(link).status_code
    crossed = Client().get(wrong_purpose).status_code
    import time

    present = time.time()
    monkeypatch.setattr("django.core.signing.time.time", lambda: present + 61 * 86400)
    expired = Client().get(link)

    assert (damaged, foreign, crossed, expired.status_code) == (404, 404, 404, 410)
    assert state_of(proposal) == "asked"
    assert f"· {exchange.network.name}</title>" in expired.content.decode()


@pytest.mark.parametrize("say", ["accept", "decline"])
def test_session_links_show_what_it_means_and_act_by_button(exchange: Exchange, say: str) -> None:
    session = within(exchange.network, a_session, exchange)
    link = path_of(links.session_link(network_id=exchange.network.pk, session_id=session.pk, side="recipient", say=say))

    shown, before = Client().get(link), state_of(session)
    done = Client().post(link)

    assert (shown.status_code, before, done.status_code) == (200, "proposed", 200)
    assert state_of(session) == ("proposed" if say == "accept" else "cancelled")


@pytest.mark.parametrize(("say", "state"), [("held", "asked"), ("not_held", "disputed"), ("talk", "disputed")])
def test_links_after_the_date(exchange: Exchange, say: str, state: str, settings: Any) -> None:
    session = within(exchange.network, a_session, exchange, state="asked")
    link = path_of(links.session_link(network_id=exchange.network.pk, session_id=session.pk, side="provider", say=say))

    assert (Client().get(link).status_code, Client().post(link).status_code, state_of(session)) == (200, 200, state)
    assert Client().get(link).status_code == 410


def test_details_by_link_are_kept_without_signing_in(exchange: Exchange) -> None:
    newcomer = within(exchange.network, a_member, exchange.network)
    link = path_of(links.details_link(network_id=exchange.network.pk, member_id=newcomer.pk))
    values = {
        "party": "own",
        "vat_kind": "private_person",
        "street": "Lindelaan 7",
        "postcode": "8000",
        "city": "Brugge",
        "iban": "BE71 0961 2345 6769",
        "exchange_terms": "on",
    }

    wrong = Client().post(link, {**values, "iban": "BE00 1111"}).status_code
    kept = Client().post(link, values).status_code

    assert (Client().get(link).status_code, wrong, kept) == (200, 422, 200)
