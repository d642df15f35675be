"""Offers: posted, grown old, asked about once, kept alive by a button, gone from the lists."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.brokerage import actions
from kennisruil.brokerage.actions import member_links
from kennisruil.matching import queries as matching
from kennisruil.matching.models import KnowHow
from kennisruil.matching.rules.offers import OfferTerms, gone_until, offer_state, stale_until
from kennisruil.shared.models import Mail
from kennisruil.shared.scope import network_scope
from tests.brokerage.factories import Exchange, an_exchange
from tests.brokerage.web_world import path_of, within
from tests.factories import BY, ON, in_a_network
from tests.matching.factories import knows

TERMS = OfferTerms(stale_after_days=182, leaves_after_days=365)


@pytest.mark.parametrize(
    ("days", "state"), [(0, "fresh"), (181, "fresh"), (182, "stale"), (364, "stale"), (365, "gone")]
)
def test_an_offer_grows_old_and_leaves(days: int, state: str) -> None:
    today = ON + timedelta(days=days)

    assert offer_state(said_on=ON, today=today, terms=TERMS) == state
    assert (stale_until(today=today, terms=TERMS) >= ON) == (state != "fresh")
    assert (gone_until(today=today, terms=TERMS) >= ON) == (state == "gone")


def _ask(exchange: Exchange, today: date) -> int:
    at = datetime(today.year, today.month, today.day, 8, tzinfo=UTC)
    return actions.ask_whether_offers_stand(network_id=exchange.network.pk, today=today, by=BY, at=at)


@pytest.mark.django_db
def test_the_owner_is_asked_once_each_time_it_grew_old() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        offer = knows(exchange.helper, "Ik herstel oude fietsen", kind="offer")
        half_a_year, year = ON + timedelta(days=182), ON + timedelta(days=365)

        asked = [_ask(exchange, on) for on in (half_a_year - timedelta(days=1), half_a_year, year)]
        listed = [len(matching.offers(network_id=network.pk, today=on)) for on in (half_a_year, year)]
        KnowHow.objects.filter(pk=offer.pk).update(still_true_at=datetime(2026, 7, 6, 9, tzinfo=UTC))
        again = _ask(exchange, date(2027, 1, 4))

        assert (asked, listed, again) == ([0, 1, 1], [1, 0], 1)
        assert Mail.objects.filter(key__startswith="offer-still:").count() == 2


@pytest.mark.django_db
def test_a_scanner_confirms_nothing_and_the_button_does(exchange: Exchange) -> None:
    offer = within(exchange.network, knows, exchange.helper, "Ik herstel oude fietsen", kind="offer")
    link = path_of(member_links.offer_link(network_id=exchange.network.pk, know_how_id=offer.pk))

    opened = [Client().get(link).status_code for _time in range(3)]
    before = _row(exchange).still_true_at
    kept = Client().post(link, {"what": "keep"})
    after = _row(exchange).still_true_at
    Client().post(link, {"what": "withdraw"})

    assert (opened, before, kept.status_code, after is not None) == ([200] * 3, None, 200, True)
    assert _row(exchange).withdrawn_at is not None
    assert Client().get(link).status_code == 410


def _row(exchange: Exchange) -> KnowHow:
    with network_scope(exchange.network.pk):
        return KnowHow.objects.get(kind="offer")


@pytest.mark.django_db
def test_a_member_offers_anew_or_what_they_can_already_and_stops(exchange: Exchange, asker: Client) -> None:
    known = within(exchange.network, knows, exchange.asker, "Boekhouden voor beginners")
    foreign = within(exchange.network, knows, exchange.helper, "Ik herstel fietsen")
    page, change = reverse("brokerage:my_offers"), reverse("brokerage:change_offer", args=[known.pk])

    posted = asker.post(page, {"text": "Ik kan helpen met verhuizen", "language": "nl"})
    wrong = asker.post(page, {"text": "", "language": "nl"})
    asker.post(change, {"what": "offer"})
    offered = _kinds(exchange)
    asker.post(change, {"what": "stop"})
    stranger = asker.post(reverse("brokerage:change_offer", args=[foreign.pk]), {"what": "withdraw"})

    assert (posted.status_code, wrong.status_code, stranger.status_code) == (302, 422, 404)
    assert (offered, _kinds(exchange)) == (["offer", "offer"], ["offer", "skill"])
    for language in ("nl", "fr", "en"):
        asker.cookies["django_language"] = language
        assert asker.get(page).status_code == 200


def _kinds(exchange: Exchange) -> list[Any]:
    with network_scope(exchange.network.pk):
        rows = KnowHow.objects.filter(member_id=exchange.asker.pk).order_by("kind")
        return list(rows.values_list("kind", flat=True))
