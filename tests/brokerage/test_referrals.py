"""Referrals: whom one names knows first; then the card, for the phone and on paper; then what came of it."""

import re
from datetime import timedelta

import pytest
import vobject
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.models import Referral
from kennisruil.brokerage.rules.cards import Card, vcard
from kennisruil.brokerage.rules.refusals import NotNow, TextMissing
from kennisruil.brokerage.web.todo import todo_of_brokerage
from kennisruil.network.models import Member
from kennisruil.shared.ids import new_id
from kennisruil.shared.models import Mail
from kennisruil.shared.scope import network_scope
from kennisruil.shared.todo import OFFICE
from tests.brokerage.factories import Exchange, an_exchange
from tests.factories import AT, a_login, a_member, a_network, an_office_member, in_a_network, sign_in

pytestmark = pytest.mark.django_db


def a_referral(exchange: Exchange, *, to: Member | None = None) -> Referral:
    return actions.refer(
        id=new_id(at=AT),
        member_id=exchange.asker.pk,
        to_member_id=(to or exchange.helper).pk,
        why="Kent de weg bij de provincie.",
        say="Noor gaf mij je naam.",
        **exchange.write(),
    )


def told(referral: Referral) -> list[str]:
    return list(Mail.objects.filter(about_id=str(referral.pk)).order_by("posted_at", "to").values_list("to", flat=True))


def test_whom_it_names_knows_first_and_a_yes_gives_the_card() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        referral = a_referral(exchange)
        first = told(referral)

        for _twice in range(2):
            actions.answer_referral(referral_id=referral.pk, is_fine=True, **exchange.write())

        assert first == [exchange.helper.email]
        assert sorted(told(referral)) == sorted([exchange.helper.email, exchange.asker.email])
        card = Mail.objects.get(about_id=str(referral.pk), to=exchange.asker.email).text
        assert "Kent de weg bij de provincie." in card
        assert "Noor gaf mij je naam." in card


def test_a_no_gives_nothing_and_tells_the_office() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        referral = a_referral(exchange)

        actions.answer_referral(referral_id=referral.pk, is_fine=False, **exchange.write())
        with pytest.raises(NotNow):
            actions.answer_referral(referral_id=referral.pk, is_fine=True, **exchange.write())

        lines = todo_of_brokerage(network_id=network.pk, waits_for=OFFICE, today=AT.date())
        assert told(referral) == [exchange.helper.email]
        assert [line.kind for line in lines] == ["referral_declined"]
        assert queries.referrals_of(network_id=network.pk, member_id=exchange.asker.pk) == []


def test_silence_gives_the_card_after_some_days() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        referral = a_referral(exchange)

        states = []
        for days in (3, 4):
            at = AT + timedelta(days=days)
            actions.sweep_daily(network_id=network.pk, today=at.date(), at=at)
            states.append(Referral.objects.get(pk=referral.pk).state)

        assert states == ["asked", "given"]


def test_who_has_no_mail_is_called_by_the_office_first() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        referral = a_referral(exchange, to=a_member(network, given_name="Gust", email=""))
        at = AT + timedelta(days=30)

        actions.sweep_daily(network_id=network.pk, today=at.date(), at=at)

        lines = todo_of_brokerage(network_id=network.pk, waits_for=OFFICE, today=at.date())
        assert (Referral.objects.get(pk=referral.pk).state, told(referral)) == ("asked", [])
        assert [line.kind for line in lines] == ["referral_call"]


def test_what_came_of_it_is_asked_later_and_kept() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        referral = a_referral(exchange)
        with pytest.raises(NotNow):
            actions.note_referral_outcome(referral_id=referral.pk, outcome="Fijn gesprek", **exchange.write())
        actions.answer_referral(referral_id=referral.pk, is_fine=True, **exchange.write())

        def asked(days: int) -> list[str]:
            on = AT.date() + timedelta(days=days)
            lines = todo_of_brokerage(network_id=network.pk, waits_for=exchange.asker.pk, today=on)
            return [line.kind for line in lines]

        assert (asked(13), asked(14)) == ([], ["referral_outcome"])
        with pytest.raises(TextMissing):
            actions.note_referral_outcome(referral_id=referral.pk, outcome=" ", **exchange.write())
        actions.note_referral_outcome(referral_id=referral.pk, outcome="Fijn gesprek", **exchange.write())
        assert asked(14) == []


def test_link_in_the_mail_answers_by_its_button_only() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        referral = a_referral(exchange)
        mail = Mail.objects.get(about_id=str(referral.pk))
    fine, rather_not = re.findall(r"https?://[^/]+(/answer/referral/\S+)", mail.text)

    looked = [Client().get(address).status_code for address in (fine, rather_not)]
    with network_scope(network.pk):
        untouched = Referral.objects.get(pk=referral.pk).state
    pressed = Client().post(rather_not).status_code
    late = Client().post(fine).status_code

    assert (looked, untouched, pressed, late) == ([200, 200], "asked", 200, 410)
    with network_scope(network.pk):
        assert Referral.objects.get(pk=referral.pk).state == "declined"


def test_card_is_for_both_people_and_the_office() -> None:
    network = a_network()
    office = an_office_member(network)
    with network_scope(network.pk):
        exchange = an_exchange(network)
        other = a_member(network)
        for member in (exchange.asker, exchange.helper, other):
            a_login(network, member)
        referral = a_referral(exchange)
    page = reverse("brokerage:referral", args=[referral.pk])
    people = {"office": office, "asker": exchange.asker, "helper": exchange.helper, "other": other}

    before = {name: sign_in(Client(), member).get(page).status_code for name, member in people.items()}
    answered = sign_in(Client(), exchange.helper).post(
        reverse("brokerage:referral_said", args=[referral.pk]), {"answer": "fine"}
    )
    after = {name: sign_in(Client(), member).get(page).status_code for name, member in people.items()}
    file = sign_in(Client(), exchange.asker).get(reverse("brokerage:referral_card", args=[referral.pk]))
    sign_in(Client(), exchange.asker).post(
        reverse("brokerage:referral_outcome", args=[referral.pk]), {"outcome": "We spraken een uur."}
    )

    assert before == {"office": 200, "asker": 404, "helper": 200, "other": 404}
    assert answered.status_code == 302
    assert after == {"office": 200, "asker": 200, "helper": 200, "other": 404}
    assert vobject.readOne(file.content.decode()).fn.value == exchange.helper.name
    with network_scope(network.pk):
        assert Referral.objects.get(pk=referral.pk).outcome == "We spraken een uur."


def test_card_of_another_network_does_not_exist() -> None:
    mine, other = a_network(), a_network(slug="elders", name="Elders")
    office = an_office_member(mine)
    with network_scope(other.pk):
        referral = a_referral(an_exchange(other))

    assert sign_in(Client(), office).get(reverse("brokerage:referral", args=[referral.pk])).status_code == 404


WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=120).map(str.strip)


@given(given_name=WORDS.filter(bool), family_name=WORDS, note=WORDS)
def test_card_reads_the_same_with_a_second_parser(given_name: str, family_name: str, note: str) -> None:
    card = vcard(Card(given_name=given_name, family_name=family_name, phone="0470 12 34 56", note=note))

    read = vobject.readOne(card)
    assert all(len(line.encode()) <= 75 for line in card.split("\r\n"))
    assert read.fn.value == f"{given_name} {family_name}".strip()
    assert (read.n.value.given, read.n.value.family, read.tel.value) == (given_name, family_name, "0470 12 34 56")
    assert getattr(read, "note", None) is None or read.note.value == note
