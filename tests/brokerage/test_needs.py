"""Needs, lists, proposals, details: what each step writes, and what a refusal leaves as it was."""

from datetime import timedelta

import pytest

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.models import Need, Proposal
from kennisruil.brokerage.rules.refusals import (
    AlreadyListed,
    NobodyLeft,
    NotNow,
    SamePerson,
    TextMissing,
)
from kennisruil.network import queries as network_queries
from kennisruil.network.rules import NumberRefused
from kennisruil.shared.models import Mail
from tests.brokerage.factories import DAY, a_need, a_session, an_exchange, on_day
from tests.factories import ON, a_member, in_a_network

pytestmark = pytest.mark.django_db


def test_ask_for_help_needs_words() -> None:
    with in_a_network() as network:
        with pytest.raises(TextMissing):
            a_need(an_exchange(network), text="  ")

        assert Need.objects.filter(network_id=network.pk).count() == 0


def test_confidential_part_is_shown_only_after_a_promise() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        need = a_need(exchange, confidential_text="Onze boekhouder vertrekt.")
        ask = {"network_id": network.pk, "need": need, "member_id": exchange.helper.pk}

        before = queries.confidential_text_for(**ask)
        actions.promise_confidence(need_id=need.pk, member_id=exchange.helper.pk, **exchange.write())

        assert (before, queries.confidential_text_for(**ask)) == (None, "Onze boekhouder vertrekt.")


def test_list_is_asked_one_after_another() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        need, second = a_need(exchange), a_member(network)
        for member in (exchange.helper, second):
            actions.list_candidate(need_id=need.pk, member_id=member.pk, **exchange.write())
        first = actions.ask_next(need_id=need.pk, **exchange.write())
        with pytest.raises(NotNow):
            actions.ask_next(need_id=need.pk, **exchange.write())

        actions.answer_proposal(proposal_id=first.pk, answer="no", **exchange.write())

        states = [row.state for row in queries.proposals_of(network_id=network.pk, need_id=need.pk)]
        mails = list(
            Mail.objects.filter(about_kind="proposal").order_by("posted_at", "key").values_list("to", flat=True)
        )
        assert (states, sorted(mails)) == (["no", "asked"], sorted([exchange.helper.email, second.email]))


def test_mail_carries_the_need_and_a_link_per_answer() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        need = a_need(exchange, confidential_text="Geheim")
        actions.list_candidate(
            need_id=need.pk, member_id=exchange.helper.pk, reason="Je deed dit al.", **exchange.write()
        )
        actions.ask_next(need_id=need.pk, **exchange.write())

        text = Mail.objects.get(about_kind="proposal").text

        assert (need.text in text, "Je deed dit al." in text, text.count("/answer/proposal/"), "Geheim" in text) == (
            True,
            True,
            3,
            False,
        )


def test_silence_asks_the_next_and_a_late_yes_still_counts() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        need, second = a_need(exchange), a_member(network)
        for member in (exchange.helper, second):
            actions.list_candidate(need_id=need.pk, member_id=member.pk, **exchange.write())
        first = actions.ask_next(need_id=need.pk, **exchange.write())
        later = ON + timedelta(days=4)

        actions.sweep_daily(network_id=network.pk, today=later, at=on_day(later))
        actions.sweep_daily(network_id=network.pk, today=later, at=on_day(later))
        passed = [row.state for row in queries.proposals_of(network_id=network.pk, need_id=need.pk)]
        actions.answer_proposal(proposal_id=first.pk, answer="yes", **exchange.write(on_day(later)))
        then = [row.state for row in queries.proposals_of(network_id=network.pk, need_id=need.pk)]

        assert (passed, then) == (["silent", "asked"], ["yes", "listed"])


def test_empty_list_is_a_to_do_and_asking_it_is_refused() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        need = a_need(exchange)
        actions.list_candidate(need_id=need.pk, member_id=exchange.helper.pk, **exchange.write())
        first = actions.ask_next(need_id=need.pk, **exchange.write())
        actions.answer_proposal(proposal_id=first.pk, answer="no", **exchange.write())

        with pytest.raises(NobodyLeft):
            actions.ask_next(need_id=need.pk, **exchange.write())
        assert [line.kind for line in queries.waiting(network_id=network.pk, waits_for="office", today=ON)] == [
            "list_empty"
        ]


def test_nobody_is_listed_twice_nor_for_themselves() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        need = a_need(exchange)
        actions.list_candidate(need_id=need.pk, member_id=exchange.helper.pk, **exchange.write())

        with pytest.raises(AlreadyListed):
            actions.list_candidate(need_id=need.pk, member_id=exchange.helper.pk, **exchange.write())
        with pytest.raises(SamePerson):
            actions.list_candidate(need_id=need.pk, member_id=exchange.asker.pk, **exchange.write())


def test_candidates_move_up_and_down() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        need, second = a_need(exchange), a_member(network)
        rows = [
            actions.list_candidate(need_id=need.pk, member_id=member.pk, **exchange.write())
            for member in (exchange.helper, second)
        ]

        actions.move_candidate(proposal_id=rows[1].pk, up=True, **exchange.write())
        actions.move_candidate(proposal_id=rows[1].pk, up=True, **exchange.write())

        listed = queries.proposals_of(network_id=network.pk, need_id=need.pk)
        assert [row.member_id for row in listed] == [second.pk, exchange.helper.pk]


def test_answered_details_are_kept_with_the_version_of_the_terms() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        newcomer = a_member(network)
        a_session(exchange, need_id=None, recipient_id=exchange.asker.pk, provider_id=newcomer.pk)

        party = actions.answer_details(
            member_id=newcomer.pk,
            facts={
                "vat_kind": "association",
                "street": "Kerkstraat 2",
                "postcode": "3000",
                "city": "Leuven",
                "iban": "BE71 0961 2345 6769",
            },
            agrees_to=["exchange_terms"],
            **exchange.write(),
        )

        missing = queries.details_missing(network_id=network.pk, on=DAY, party_ids=[party.pk])
        assert missing == []


def test_candidates_hold_outsiders_and_leave_colleagues_out() -> None:
    from tests.matching.factories import knows

    with in_a_network() as network:
        exchange = an_exchange(network)
        colleague = a_member(network, organisation_name="Hub")
        fresh = a_member(network, is_outsider=True)
        for member in (exchange.helper, colleague, exchange.asker):
            knows(member, "Subsidies schrijven.")
        asker = exchange.asker
        asker.organisation_name = "Hub"
        asker.save(update_fields=["organisation_name"])

        need = queries.need_by_id(network_id=network.pk, need_id=a_need(exchange).pk)
        ranked = queries.candidates_for_need(network_id=network.pk, need=need, on=ON)

        assert [(row.member_id, row.is_fresh_eyes) for row in ranked] == [(exchange.helper.pk, False), (fresh.pk, True)]


def test_withdrawn_need_lets_everybody_off() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        need = a_need(exchange)
        actions.list_candidate(need_id=need.pk, member_id=exchange.helper.pk, **exchange.write())

        actions.withdraw_need(need_id=need.pk, **exchange.write())

        assert set(Proposal.objects.filter(need=need).values_list("state", flat=True)) == {"withdrawn"}


def test_details_of_oneself_never_touch_the_company_one_acts_for() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        facts = {"vat_kind": "private_person", "street": "Lindelaan 7", "postcode": "8000", "city": "Brugge"}

        party = actions.answer_details(member_id=exchange.helper.pk, kind="person", facts=facts, **exchange.write())

        company = network_queries.facts_on(network_id=network.pk, party_id=exchange.helper_party.pk, on=DAY)
        own = network_queries.facts_on(network_id=network.pk, party_id=party.pk, on=DAY)
        assert company is not None and own is not None
        assert (party.pk == exchange.helper_party.pk, company.vat_kind, own.vat_kind) == (
            False,
            "vat_business",
            "private_person",
        )


def test_a_wrong_account_number_keeps_nothing() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        newcomer = a_member(network)

        with pytest.raises(NumberRefused):
            actions.answer_details(member_id=newcomer.pk, facts={"iban": "BE00 1111"}, **exchange.write())
        assert network_queries.parties_of(network_id=network.pk, member_id=newcomer.pk, on=DAY) == []
