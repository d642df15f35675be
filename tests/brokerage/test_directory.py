"""The directory: who is found, what is shown, how people reach each other; never a balance, never what is hidden."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.models import Approach, Referral
from kennisruil.brokerage.rules.approaching import AsksAlready, EnoughForToday, NotInDirectory
from kennisruil.brokerage.rules.refusals import NotNow, SamePerson
from kennisruil.matching import actions as matching
from kennisruil.matching.rules import Candidate, Reason
from kennisruil.matching.rules.directory import shown_to_members
from kennisruil.network.models import Member
from kennisruil.shared.ids import new_id
from kennisruil.shared.models import Mail
from kennisruil.shared.scope import network_scope
from kennisruil.shared.todo import OFFICE, todo_lines
from tests.brokerage.factories import Exchange, a_session, an_exchange
from tests.brokerage.web_world import within
from tests.factories import AT, BY, ON, a_member, in_a_network
from tests.matching.factories import knows

pytestmark = pytest.mark.django_db
HIDDEN_PHONE = "0470 99 88 77"


def test_who_is_found_by_what_only_the_office_reads_is_not_shown() -> None:
    open_reason = Reason(know_how_id=new_id(), quote="x", language="nl", is_outside_job=False, is_offer=False, words=())
    hidden = Reason(
        know_how_id=new_id(),
        quote="y",
        language="nl",
        is_outside_job=False,
        is_offer=False,
        words=(),
        is_for_office=True,
    )
    parts = (4.0, 2.0, 0.0, 0.0)
    shown, secret, mixed, far = (
        Candidate(member_id=new_id(), score=score, reasons=reasons, parts=parts)
        for score, reasons in (
            (9.0, (open_reason,)),
            (8.0, (hidden, open_reason)),
            (7.0, (open_reason, hidden)),
            (3.0, (open_reason,)),
        )
    )

    found = shown_to_members([shown, secret, mixed, far], most=10)

    assert found == [(shown, (open_reason,)), (mixed, (open_reason,))]


def _world(exchange: Exchange) -> dict[str, Member]:
    people = {name: a_member(exchange.network, given_name=name) for name in ("Open", "Dicht", "Rust", "Weg")}
    for name, member in people.items():
        knows(member, "Ik herstel oude fietsen", readers="office" if name == "Dicht" else "members")
    knows(exchange.asker, "Ik herstel oude fietsen")
    actions.take_pause(id=new_id(), member_id=people["Rust"].pk, **exchange.write())
    Member.objects.filter(pk=people["Weg"].pk).update(left_on=ON)
    return people


def _found(exchange: Exchange, text: str, language: str = "nl") -> list[str]:
    found = queries.find_in_directory(
        network_id=exchange.network.pk, viewer_id=exchange.asker.pk, text=text, language=language, on=ON
    )
    names = dict(Member.objects.values_list("pk", "given_name"))
    return [names[one.member_id] for one in found]


def test_only_who_shows_something_and_is_there_is_found_by_words_and_name() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        people = _world(exchange)

        assert _found(exchange, "fietsen") == ["Open"]
        assert [_found(exchange, name) for name in ("Open", "Dicht", "Rust", people["Open"].email)] == [
            ["Open"],
            [],
            [],
            [],
        ]
        actions.avoid(member_id=people["Open"].pk, other_id=exchange.asker.pk, **exchange.write())
        assert _found(exchange, "fietsen") == []


@pytest.mark.slow
def test_a_question_in_french_finds_who_says_it_in_dutch() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        people = _world(exchange)
        matching.make_vectors(network_id=network.pk, member_ids=[member.pk for member in people.values()])

        assert _found(exchange, "réparer un vélo", "fr") == ["Open"]
        assert _found(exchange, "une loi sur les impôts", "fr") == []


@pytest.mark.parametrize(
    "language", ["nl", pytest.param("fr", marks=pytest.mark.slow), pytest.param("en", marks=pytest.mark.slow)]
)
def test_pages_show_what_the_profile_shows_and_never_a_balance(
    exchange: Exchange, asker: Client, language: str
) -> None:
    def prepare() -> Member:
        session = a_session(exchange, state="held")
        assert session.provider_coins == 200
        Member.objects.filter(pk=exchange.helper.pk).update(shows_email=False, shows_phone=False, phone=HIDDEN_PHONE)
        row = knows(exchange.helper, "Ik herstel oude fietsen")
        offer = knows(exchange.helper, "Kom gerust langs met je bakfiets", kind="offer")
        for each in (row, offer):
            matching.say_themes(about=("know_how", each.pk), themes=["herstellen"], **exchange.write())
        knows(exchange.helper, "Iets vertrouwelijks", readers="office")
        return exchange.helper

    helper = within(exchange.network, prepare)
    addresses = [
        reverse("brokerage:directory"),
        reverse("brokerage:directory") + "?theme=herstellen",
        reverse("brokerage:directory") + "?field=maken-herstellen-en-bouwen",
        reverse("brokerage:directory") + "?text=fietsen",
        reverse("brokerage:offers"),
        reverse("brokerage:directory_person", args=[helper.pk]),
    ]

    asker.cookies["django_language"] = language
    pages = [asker.get(address) for address in addresses]
    texts = [page.content.decode() for page in pages]

    assert {page.status_code for page in pages} == {200}
    assert all(helper.name in text for text in texts[1:])
    for text in texts:
        assert not [word for word in (HIDDEN_PHONE, helper.email, "vertrouwelijks", "2,00", "2.00") if word in text]
        assert "amount__coins" not in text


def test_a_message_carries_the_writers_address_and_hides_the_readers(exchange: Exchange, asker: Client) -> None:
    within(exchange.network, knows, exchange.helper, "Ik herstel oude fietsen")
    within(exchange.network, Member.objects.filter(pk=exchange.helper.pk).update, shows_email=False)
    address, id = reverse("brokerage:directory_write", args=[exchange.helper.pk]), str(new_id())

    answers = [asker.post(address, {"text": "Mag ik iets vragen?", "id": id}) for _time in range(2)]

    with network_scope(exchange.network.pk):
        mail = Mail.objects.get(key__startswith="approach:")
        assert (mail.to, exchange.asker.email in mail.text) == (exchange.helper.email, True)
        assert Approach.objects.count() == 1
    assert [answer.status_code for answer in answers] == [302, 302]
    assert exchange.helper.email not in asker.get(answers[0]["Location"]).content.decode()


def test_reaching_out_is_refused_to_oneself_to_who_shows_nothing_and_after_five_a_day() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        common: dict[str, Any] = {"member_id": exchange.asker.pk, "text": "Dag!", **exchange.write()}
        with pytest.raises(NotInDirectory):
            actions.write_to(id=new_id(), to_member_id=exchange.helper.pk, **common)
        with pytest.raises(SamePerson):
            actions.write_to(id=new_id(), to_member_id=exchange.asker.pk, **common)
        others = [a_member(network) for _number in range(6)]
        for member in others:
            knows(member, "Ik herstel oude fietsen")
        for member in others[:5]:
            actions.write_to(id=new_id(), to_member_id=member.pk, **common)

        with pytest.raises(EnoughForToday):
            actions.write_to(id=new_id(), to_member_id=others[5].pk, **common)

        assert Approach.objects.count() == 5


def test_the_office_introduces_with_one_click_and_the_other_knows_first(exchange: Exchange, office: Client) -> None:
    def ask() -> Approach:
        knows(exchange.helper, "Ik herstel oude fietsen")
        common: dict[str, Any] = {"member_id": exchange.asker.pk, "to_member_id": exchange.helper.pk}
        row = actions.ask_introduction(id=new_id(), text="Over een bakfiets", **common, **exchange.write())
        with pytest.raises(AsksAlready):
            actions.ask_introduction(id=new_id(), text="Nog eens", **common, **exchange.write())
        return row

    row = within(exchange.network, ask)
    address = reverse("brokerage:introduction", args=[row.pk])
    with network_scope(exchange.network.pk):
        lines = [line.url for line in todo_lines(network_id=exchange.network.pk, waits_for=OFFICE, today=ON)]

    shown, done = office.get(address), office.post(address, {"what": "introduce"})

    assert (address in lines, shown.status_code, done.status_code) == (True, 200, 302)
    with network_scope(exchange.network.pk):
        referral = Referral.objects.get()
        assert (referral.member_id, referral.to_member_id, referral.why) == (
            exchange.asker.pk,
            exchange.helper.pk,
            "Over een bakfiets",
        )
        assert Mail.objects.get(key__startswith="referral-to:").to == exchange.helper.email
        with pytest.raises(NotNow):
            actions.close_approach(network_id=exchange.network.pk, approach_id=row.pk, by=BY, at=AT)


def test_people_of_elsewhere_and_members_who_are_left_in_peace_do_not_exist_here(
    exchange: Exchange, asker: Client, stranger: Client
) -> None:
    within(exchange.network, knows, exchange.helper, "Ik herstel oude fietsen")
    address = reverse("brokerage:directory_person", args=[exchange.helper.pk])
    before = (asker.get(address).status_code, stranger.get(address).status_code)
    within(exchange.network, actions.take_pause, id=new_id(), member_id=exchange.helper.pk, **exchange.write())

    assert (before, asker.get(address).status_code) == ((200, 404), 404)
    assert asker.get(reverse("brokerage:theme_overview")).status_code == 403
