"""Writes of the network room."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kennisruil.ledger.models import Account
from kennisruil.network import actions, permissions, queries, rules
from kennisruil.network.actions.sign_in import read_link
from kennisruil.network.models import Acting, Agreement, Login, Member, Party, PartyFacts, Setting
from kennisruil.network.web.todo import todo_of_network
from kennisruil.shared.actors import Actor
from kennisruil.shared.ids import new_id
from kennisruil.shared.models import Action, Mail
from kennisruil.shared.signed import LinkRefused
from kennisruil.shared.todo import OFFICE
from tests.factories import (
    AT,
    BY,
    COMPANY,
    ON,
    OPERATOR,
    a_login,
    a_member,
    a_network,
    a_party,
    an_office_member,
    in_a_network,
)

pytestmark = pytest.mark.django_db
LATER = date(2026, 6, 1)


def test_found_network_seats_operator_and_decisions() -> None:
    with in_a_network() as network:
        operator = queries.operator_of(network_id=network.pk)
        decided = queries.settings_on(network_id=network.pk, on=ON)
        account = Account.objects.get(pk=network.operator_account_id)

        assert (operator.number, operator.account_id) == (1, network.operator_account_id)
        assert (account.kind, account.floor, account.ceiling) == ("operator", None, None)
        assert (decided["coin.counter_value_cents"], decided["legal_role"]) == (5000, "own_name")
        assert queries.terms_text(network_id=network.pk, kind="privacy", language="fr", on=ON).language == "fr"


def test_found_network_again_gives_the_same() -> None:
    first = a_network()

    again = a_network(id=first.pk, slug="other")

    assert (again.pk, again.slug) == (first.pk, first.slug)


def test_found_network_refuses_a_taken_name() -> None:
    network = a_network()

    with pytest.raises(actions.SlugTaken):
        a_network(slug=network.slug)


def test_join_party_numbers_without_gaps_and_opens_an_account() -> None:
    with in_a_network() as network:
        member = a_member(network)

        parties = [a_party(network, member=member) for _ in range(3)]

        account = Account.objects.get(pk=parties[0].account_id)
        assert [party.number for party in parties] == [2, 3, 4]
        assert (account.balance, account.floor, account.ceiling) == (0, -600, 2000)


def test_join_party_with_the_same_id_gives_the_first() -> None:
    with in_a_network() as network:
        party = a_party(network, name="First")

        again = actions.join_party(
            network_id=network.pk, id=party.pk, kind="person", name="Second", on=ON, by=BY, at=AT
        )

        assert (again.name, Party.objects.count()) == ("First", 2)


def test_join_party_with_a_wrong_number_makes_nothing() -> None:
    with in_a_network() as network:
        with pytest.raises(rules.NumberRefused):
            a_party(network, facts=rules.PartyFactsInput(iban="BE00"))

        assert Party.objects.filter(is_operator=False).count() == 0
        assert a_party(network).number == 2


def test_change_facts_keeps_what_held_before() -> None:
    with in_a_network() as network:
        party = a_party(network)

        actions.change_facts(
            network_id=network.pk, party_id=party.pk, holds_from=LATER, by=BY, at=AT, vat_kind="small_enterprise"
        )

        on = [
            queries.facts_on(network_id=network.pk, party_id=party.pk, on=day) for day in (LATER - timedelta(1), LATER)
        ]
        assert [row and row.vat_kind for row in on] == ["vat_business", "small_enterprise"]
        assert on[1] is not None
        assert on[1].iban == "BE71096123456769"


def test_change_facts_twice_for_a_day_keeps_one_row_and_no_values_in_the_action() -> None:
    with in_a_network() as network:
        party = a_party(network)

        for city in ("Aalst", "Ninove"):
            actions.change_facts(network_id=network.pk, party_id=party.pk, holds_from=LATER, by=BY, at=AT, city=city)

        assert PartyFacts.objects.filter(party=party, holds_from=LATER).get().city == "Ninove"
        kept = [row.data for row in Action.objects.filter(name="network.change_facts")]
        assert kept.count({"holds_from": "2026-06-01", "fields": ["city"]}) == 2


def test_facts_are_unknown_until_the_vat_status_is() -> None:
    with in_a_network() as network:
        party = a_party(network, facts=rules.PartyFactsInput(iban="BE71 0961 2345 6769"))

        assert queries.facts_on(network_id=network.pk, party_id=party.pk, on=ON) is None
        noted = queries.noted_facts(network_id=network.pk, party_id=party.pk, on=ON)
        assert noted is not None
        assert noted.iban == "BE71096123456769"


def test_acting_ends_on_its_day_and_may_begin_again() -> None:
    with in_a_network() as network:
        member = a_member(network)
        party = a_party(network, member=member)
        ids = {"network_id": network.pk, "member_id": member.pk, "party_id": party.pk}

        actions.stop_acting(**ids, until_on=LATER, by=BY, at=AT)
        may = [permissions.may_act_for(**ids, on=day) for day in (LATER - timedelta(1), LATER)]
        with pytest.raises(actions.NotActing):
            actions.stop_acting(**ids, until_on=LATER, by=BY, at=AT)
        actions.act_for(**ids, from_on=LATER, by=BY, at=AT)

        assert may == [True, False]
        assert permissions.may_act_for(**ids, on=LATER)


def test_agree_twice_keeps_one_yes() -> None:
    with in_a_network() as network:
        member = a_member(network)
        holder = {"network_id": network.pk, "kind": "confidence", "version": "2026-11", "by": BY, "at": AT}

        yeses = {actions.agree(**holder, member_id=member.pk, on=day) for day in (ON, LATER)}

        assert len(yeses) == 1
        assert Agreement.objects.filter(member=member).count() == 1
        found = queries.agreement_of(network_id=network.pk, kind="confidence", on=ON, member_id=member.pk)
        assert found in yeses


def test_agree_to_a_version_that_is_not_there_is_refused() -> None:
    with in_a_network() as network, pytest.raises(actions.TermsUnknown):
        actions.agree(network_id=network.pk, party_id=new_id(), kind="privacy", version="1999", on=ON, by=BY, at=AT)


def test_published_terms_keep_their_words() -> None:
    with in_a_network() as network:
        text = queries.terms_text(network_id=network.pk, kind="privacy", language="nl", on=ON)

        again = actions.publish_terms(
            network_id=network.pk,
            id=new_id(),
            kind="privacy",
            version=text.version,
            language="nl",
            holds_from=LATER,
            text="Other words",
            by=BY,
            at=AT,
        )

        assert again.text == text.text


def test_change_setting_holds_from_its_day() -> None:
    with in_a_network() as network:
        key = "coin.counter_value_cents"

        actions.change_setting(network_id=network.pk, key=key, value=6000, holds_from=LATER, by=BY, at=AT)

        days = (LATER - timedelta(1), LATER)
        assert [queries.setting(network_id=network.pk, key=key, on=day) for day in days] == [5000, 6000]


def test_fixed_setting_is_refused() -> None:
    with in_a_network() as network, pytest.raises(actions.SettingFixed):
        actions.change_setting(network_id=network.pk, key="coin.scale", value=3, holds_from=LATER, by=BY, at=AT)


def test_setting_before_anything_holds_is_missing() -> None:
    with in_a_network() as network, pytest.raises(queries.SettingMissing):
        queries.setting(network_id=network.pk, key="coin.sign", on=date(1999, 1, 1))


def test_decision_newer_than_the_network_is_as_shipped() -> None:
    with in_a_network() as network:
        Setting.objects.filter(key="exchange.held_after_days").delete()

        found = queries.setting(network_id=network.pk, key="exchange.held_after_days", on=LATER)

        assert found == queries.settings_on(network_id=network.pk, on=LATER)["exchange.held_after_days"] == 5


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


def test_find_people_by_any_part() -> None:
    with in_a_network() as network:
        member = a_member(network, given_name="Amina", family_name="El Idrissi", organisation_name="Zorgmaat")
        a_party(network, name="Blauwdruk vzw", member=member)
        a_member(network, given_name="Bram", family_name="Zimmer", organisation_name="Elders")

        texts = ["amina", "idri", "ZORG", "blauw", member.email.split("@")[0], "idrissi zorg", "nobody", ""]
        found = [[one.given_name for one in queries.find_people(network_id=network.pk, text=text)] for text in texts]

        assert found == [["Amina"]] * 6 + [[], ["Amina", "Bram"]]


def test_member_who_left_acts_for_nobody_and_cannot_come_in() -> None:
    with in_a_network() as network:
        member = a_member(network)
        place = a_login(network, member)
        a_party(network, member=member)

        actions.member_leaves(network_id=network.pk, member_id=member.pk, on=LATER, by=BY, at=AT)

        place.refresh_from_db()
        assert not place.is_active
        assert Acting.objects.filter(member=member, until_on=None).count() == 0
        assert queries.find_people(network_id=network.pk, text="", on=LATER) == []


def test_change_member_names_the_fields_in_the_action() -> None:
    with in_a_network() as network:
        member = a_member(network)

        actions.change_member(
            network_id=network.pk, member_id=member.pk, phone="0470", language="nl", by=Actor.member(member.pk), at=AT
        )

        assert Member.objects.get(pk=member.pk).phone == "0470"
        assert Action.objects.get(name="network.change_member").data == {"fields": ["phone"]}


def test_todo_names_what_a_party_that_agreed_still_misses() -> None:
    with in_a_network() as network:
        member = a_member(network)
        a_party(network, name="Whole", member=member)
        bare = a_party(network, name="Bare", facts=None, member=member)
        a_party(network, name="Silent", facts=None, agreed=False)

        office = todo_of_network(network_id=network.pk, waits_for=OFFICE, today=LATER)
        mine = todo_of_network(network_id=network.pk, waits_for=member.pk, today=LATER)
        others = todo_of_network(network_id=network.pk, waits_for=a_member(network).pk, today=LATER)

        assert [(line.kind, line.key, line.since_on) for line in office] == [("party_facts", str(bare.pk), ON)]
        assert [line.key for line in mine] == [str(bare.pk)]
        assert list(others) == []


def test_todo_asks_for_the_yes_that_is_missing() -> None:
    with in_a_network() as network:
        member = a_member(network)
        party = a_party(network, member=member, agreed=False)
        actions.agree(
            network_id=network.pk, party_id=party.pk, kind="exchange_terms", version="2026-11", on=ON, by=BY, at=AT
        )

        lines = todo_of_network(network_id=network.pk, waits_for=member.pk, today=LATER)

        assert [line.key for line in lines] == [f"{party.pk}:self_billing"]


def test_new_version_asks_who_can_say_yes() -> None:
    with in_a_network() as network:
        member = a_member(network)
        party = a_party(network, member=member)
        for language in ("nl", "fr", "en"):
            actions.publish_terms(
                network_id=network.pk,
                id=new_id(),
                kind="exchange_terms",
                version="2027-01",
                language=language,
                holds_from=LATER,
                text="# New",
                by=BY,
                at=AT,
            )

        found = [
            [line.key for line in todo_of_network(network_id=network.pk, waits_for=who, today=day)]
            for who in (member.pk, OFFICE)
            for day in (LATER - timedelta(1), LATER)
        ]

        assert found == [[], [f"{party.pk}:exchange_terms"], [], []]


def test_facts_of_the_operator_hold_from_the_beginning() -> None:
    with in_a_network() as network:
        operator = queries.operator_of(network_id=network.pk)

        facts = queries.facts_on(network_id=network.pk, party_id=operator.pk, on=date(2010, 1, 1))

        assert facts is not None
        assert (facts.legal_name, facts.vat_number) == (OPERATOR.legal_name, "BE0403019261")
        assert COMPANY.country == "BE"
