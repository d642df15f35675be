"""Inviting to give back: by the broker's click, with what fits, not too often; opening a link does nothing."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.actions import member_links
from kennisruil.brokerage.models import Alert, Invitation, Proposal
from kennisruil.brokerage.rules.approaching import NotToInvite
from kennisruil.brokerage.rules.inviting import InviteTerms, Received, invite_state
from kennisruil.shared import mail as mails
from kennisruil.shared.delivery import deliver_mail
from kennisruil.shared.ids import new_id
from kennisruil.shared.models import Mail
from kennisruil.shared.scope import network_scope
from tests.brokerage.factories import Exchange, a_need, a_session, an_exchange, on_day
from tests.brokerage.web_world import path_of, within
from tests.factories import AT, BY, in_a_network
from tests.matching.factories import knows

TERMS = InviteTerms(after_days=21, again_days=60)
TODAY = date(2026, 5, 4)
READY = Received(last_received_on=TODAY - timedelta(days=21), last_invited_on=None, fits=1)


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ({}, "ready"),
        ({"last_received_on": None}, "ready"),
        ({"fits": 0}, "nothing_fits"),
        ({"has_mail": False}, "no_mail"),
        ({"is_paused": True}, "paused"),
        ({"is_busy": True}, "busy"),
        ({"last_invited_on": TODAY - timedelta(days=59)}, "invited"),
        ({"last_invited_on": TODAY - timedelta(days=60)}, "ready"),
        ({"last_received_on": TODAY - timedelta(days=20)}, "too_soon"),
    ],
)
def test_somebody_is_invited_some_weeks_after_receiving_and_never_for_nothing(
    changed: dict[str, Any], state: str
) -> None:
    assert invite_state(replace(READY, **changed), today=TODAY, terms=TERMS) == state


def _received(exchange: Exchange) -> UUID:
    """Let the asker have received on the tenth of March, and another ask for what the asker can; gives that need."""
    a_session(exchange, state="held")
    turned = replace(exchange, asker=exchange.helper, asker_party=exchange.helper_party)
    knows(exchange.asker, "Ik schrijf subsidiedossiers voor verenigingen")
    return a_need(turned, at=on_day(date(2026, 3, 20)), confidential_text="Onze kas is leeg").pk


def _invite(exchange: Exchange, on: date) -> Invitation:
    return actions.invite_to_give(network_id=exchange.network.pk, member_id=exchange.asker.pk, by=BY, at=on_day(on))


@pytest.mark.django_db
def test_an_invitation_goes_once_in_a_period_with_the_need_and_why() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        need_id = _received(exchange)

        with pytest.raises(NotToInvite) as early:
            _invite(exchange, date(2026, 3, 30))
        sent = [_invite(exchange, TODAY).pk for _time in range(2)]
        with pytest.raises(NotToInvite) as refused:
            _invite(exchange, TODAY + timedelta(days=59))

        mail = Mail.objects.get(key__startswith="invitation:")
        assert (sent[0], early.value.state, refused.value.state) == (sent[1], "too_soon", "invited")
        assert (mail.to, "leeg" in mail.text) == (exchange.asker.email, False)
        assert "Ik schrijf subsidiedossiers" in mail.text
        assert Invitation.objects.get().ideas[0]["need"] == str(need_id)


@pytest.mark.django_db
def test_a_link_shows_and_the_button_makes_a_proposal_to_the_broker(exchange: Exchange, office: Client) -> None:
    need_id = within(exchange.network, _received, exchange)
    invitation = within(exchange.network, _invite, exchange, TODAY)
    link = path_of(
        member_links.invitation_link(network_id=exchange.network.pk, invitation_id=invitation.pk, need_id=need_id)
    )

    opened = [Client().get(link).status_code for _time in range(3)]
    with network_scope(exchange.network.pk):
        before = Proposal.objects.filter(need_id=need_id).count()
    said, again = Client().post(link, {"text": "Graag!"}), Client().post(link)

    assert (opened, before, said.status_code, again.status_code) == ([200] * 3, 0, 200, 410)
    with network_scope(exchange.network.pk):
        proposal = Proposal.objects.get(need_id=need_id)
        assert (proposal.member_id, proposal.state, proposal.answer_text) == (exchange.asker.pk, "listed", "Graag!")
        (kept,) = queries.invitations_of(network_id=exchange.network.pk, member_id=exchange.asker.pk)
        assert (kept.need_id, kept.answered_at is not None) == (need_id, True)


@pytest.mark.django_db
def test_the_broker_reads_the_mails_first_and_nothing_goes_before_the_button(
    exchange: Exchange, office: Client, asker: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    within(exchange.network, _received, exchange)
    monkeypatch.setattr("kennisruil.shared.clock.now", lambda: on_day(TODAY))
    address = reverse("brokerage:invite")
    ticked = {"member": [str(exchange.asker.pk), str(exchange.helper.pk)]}

    preview = office.get(address, ticked)
    with network_scope(exchange.network.pk):
        before = Invitation.objects.count()
    sent = office.post(address, ticked | {"send": "1"})

    rows = (preview.context["ready"], preview.context["others"])
    assert [[row["member"].pk for row in own] for own in rows] == [[exchange.asker.pk], [exchange.helper.pk]]
    assert "/answer/invitation/" not in preview.content.decode()
    assert (before, sent.status_code, asker.get(address).status_code) == (0, 302, 403)
    with network_scope(exchange.network.pk):
        assert list(Invitation.objects.values_list("member_id", flat=True)) == [exchange.asker.pk]
    for language in ("nl", "fr", "en"):
        office.cookies["django_language"] = language
        assert office.get(address, ticked).status_code == 200


@pytest.mark.django_db
def test_news_ends_by_button_and_by_the_mail_program_and_not_by_a_scanner(exchange: Exchange, asker: Client) -> None:
    def want(theme: str, rhythm: str) -> Alert:
        return actions.want_news(
            id=new_id(), member_id=exchange.asker.pk, theme=theme, rhythm=rhythm, language="nl", **exchange.write()
        )

    now, weekly = (within(exchange.network, want, *how) for how in (("bijen", "now"), ("dieren", "weekly")))
    single, digest = (
        path_of(member_links.end_news_link(network_id=exchange.network.pk, member_id=exchange.asker.pk, what=what))
        for what in (str(now.pk), "weekly")
    )
    strict = Client(enforce_csrf_checks=True)

    opened = [Client().get(link).status_code for link in (single, digest)]
    open_before = _open(exchange)
    one_click = strict.post(single, {"List-Unsubscribe": "One-Click"}).status_code
    open_between = _open(exchange)
    Client().post(digest, {"what": "this"})

    assert (opened, open_before, one_click) == ([200, 200], {now.pk, weekly.pk}, 200)
    assert (open_between, _open(exchange)) == ({weekly.pk}, set())
    assert asker.get(reverse("brokerage:my_news")).status_code == 200


def _open(exchange: Exchange) -> set[UUID]:
    with network_scope(exchange.network.pk):
        return set(Alert.objects.filter(ended_at=None).values_list("pk", flat=True))


@pytest.mark.django_db
def test_a_mail_with_a_way_out_carries_the_headers_for_one_click(mailoutbox: list[Any]) -> None:
    with in_a_network() as network:
        common: dict[str, Any] = {"network_id": network.pk, "to": "an@mail.example", "subject": "S", "text": "T"}
        for key, url in (("a", "https://kennisruil.example/x/"), ("b", "")):
            kept = mails.post_mail(key=key, language="nl", at=AT, unsubscribe_url=url, **common)
            deliver_mail(network_id=network.pk, mail_id=kept.pk, at=AT)

    heads = [message.extra_headers for message in mailoutbox]
    assert heads[0]["List-Unsubscribe"] == "<https://kennisruil.example/x/>"
    assert heads[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "List-Unsubscribe" not in heads[1]
