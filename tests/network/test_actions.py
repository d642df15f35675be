"""Networks founded, people who act, agree and leave, decisions with dates."""

from datetime import date, timedelta

import pytest

from kennisruil.ledger.models import Account
from kennisruil.network import actions, permissions, queries
from kennisruil.network.models import Acting, Agreement, Member, Setting
from kennisruil.shared.actors import Actor
from kennisruil.shared.ids import new_id
from kennisruil.shared.models import Action
from tests.factories import AT, BY, ON, a_login, a_member, a_network, a_party, in_a_network
from tests.network.days import LATER

pytestmark = pytest.mark.django_db


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
