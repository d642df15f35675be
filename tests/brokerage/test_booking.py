"""Booking a half-day by who asks, by who gives and by the office; two at once, and a clear word to the later one."""

import os
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connections

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.models import DayHalf, Proposal, Session
from kennisruil.brokerage.rules.half_days import AFTERNOON, MORNING, HalfDay
from kennisruil.brokerage.rules.refusals import BookedMeanwhile, HalfDayGone, NotNow
from kennisruil.network.models import Network
from kennisruil.shared.models import Mail
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.scope import network_scope
from tests.brokerage.factories import Exchange, a_need, a_session, an_exchange, on_day
from tests.database import OwnDatabase
from tests.factories import AT, BY, a_member, a_network, in_a_network

# The network of the tests begins on Monday 5 January 2026.
THURSDAY, FRIDAY = HalfDay(date(2026, 1, 8), AFTERNOON), HalfDay(date(2026, 1, 9), MORNING)
BOOKED, MEANWHILE, GONE, OTHERWISE = 0, 7, 8, 9


def half_days(exchange: Exchange) -> None:
    """Thursdays and Fridays suit who gives, Fridays who asks."""
    actions.keep_week(member_id=exchange.helper.pk, week=[(3, AFTERNOON), (4, MORNING)], **exchange.write())
    actions.keep_week(member_id=exchange.asker.pk, week=[(4, MORNING)], **exchange.write())


def a_yes(exchange: Exchange) -> Proposal:
    need = a_need(exchange)
    actions.list_candidate(need_id=need.pk, member_id=exchange.helper.pk, **exchange.write())
    proposal = actions.ask_next(need_id=need.pk, **exchange.write())
    return actions.answer_proposal(proposal_id=proposal.pk, answer="yes", **exchange.write())


def book(exchange: Exchange, proposal: Proposal, *, side: str, chosen: HalfDay = FRIDAY) -> Session:
    return actions.book_half_day(
        proposal_id=proposal.pk, chosen=chosen, side=side, item_code="session", **exchange.write()
    )


@pytest.mark.django_db
def test_a_yes_invites_both_to_choose_and_the_choice_is_a_yes() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        half_days(exchange)
        proposal = a_yes(exchange)
        invited = Mail.objects.filter(key__startswith="choose-half-day").values_list("to", flat=True)
        assert set(invited) == {exchange.asker.email, exchange.helper.email}

        session = book(exchange, proposal, side="recipient")

        assert (session.state, session.course.accepted) == ("proposed", frozenset({"recipient"}))
        assert (session.held_on, session.starts_at.hour) == (FRIDAY.on, 8)
        asked = Mail.objects.filter(key__startswith=f"session-proposed:{session.pk}")
        assert [mail.to for mail in asked] == [exchange.helper.email]
        assert "/answer/session/" in asked[0].text
        done = actions.accept_session(session_id=session.pk, side="provider", **exchange.write())
        assert done.state == "agreed"


@pytest.mark.django_db
def test_who_gives_books_among_the_half_days_of_who_asks_and_the_office_for_both() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        half_days(exchange)
        proposal = a_yes(exchange)

        with pytest.raises(HalfDayGone) as refused:
            book(exchange, proposal, side="provider", chosen=THURSDAY)
        assert refused.value.name == exchange.asker.name
        session = book(exchange, proposal, side="provider")
        assert session.course.accepted == frozenset({"provider"})

        actions.cancel_session(session_id=session.pk, reason="Ziek", **exchange.write())
        other = a_yes(exchange)
        by_office = book(exchange, other, side="office", chosen=THURSDAY)
        assert (by_office.course.accepted, by_office.held_on) == (frozenset(), THURSDAY.on)
        assert Mail.objects.filter(key__startswith=f"session-proposed:{by_office.pk}").count() == 2


@pytest.mark.django_db
def test_what_somebody_was_offered_is_not_offered_again_and_the_past_falls_away() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        half_days(exchange)
        ids = [exchange.helper.pk]
        begins = queries.hours_of(network_id=network.pk, on=FRIDAY.on).starts_at(FRIDAY)
        a_session(exchange, starts_at=begins)
        actions.keep_days(member_id=exchange.helper.pk, free=[THURSDAY], **exchange.write())

        free = queries.free_half_days(network_id=network.pk, member_ids=ids, at=AT)[exchange.helper.pk]
        later = on_day(date(2026, 3, 1))
        actions.sweep_daily(network_id=network.pk, today=later.date(), at=later)

        assert free == [THURSDAY]
        assert DayHalf.objects.count() == 0


@pytest.mark.django_db
def test_without_a_yes_nothing_is_booked() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        half_days(exchange)
        proposal = a_yes(exchange)
        actions.answer_proposal(proposal_id=proposal.pk, answer="no", **exchange.write())

        with pytest.raises(NotNow):
            book(exchange, proposal, side="recipient")

        assert Session.objects.count() == 0


def test_of_two_sides_at_once_one_books_and_the_other_reads_which_day(own_database: OwnDatabase) -> None:
    network = a_network()
    with network_scope(network.pk):
        exchange = an_exchange(network)
        half_days(exchange)
        actions.keep_week(member_id=exchange.asker.pk, week=[(3, AFTERNOON), (4, MORNING)], **exchange.write())
        proposal = a_yes(exchange)
    connections.close_all()

    tries = [("recipient", THURSDAY), ("provider", FRIDAY), ("recipient", FRIDAY), ("provider", THURSDAY)]
    children = [_book_in_a_child(network, proposal.pk, side=side, chosen=chosen) for side, chosen in tries]
    ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]

    assert sorted(ends) == [BOOKED, MEANWHILE, MEANWHILE, MEANWHILE]
    with network_scope(network.pk):
        assert Session.objects.count() == 1
        assert len(Session.objects.get().course.accepted) == 1


def test_of_two_questions_at_once_one_gets_the_half_day(own_database: OwnDatabase) -> None:
    network = a_network()
    with network_scope(network.pk):
        exchange = an_exchange(network)
        half_days(exchange)
        askers = [exchange, *(replace(exchange, asker=a_member(network, given_name=name)) for name in ("Fien", "Gert"))]
        proposals = [a_yes(one) for one in askers]
    connections.close_all()

    children = [_book_in_a_child(network, one.pk, side="recipient", chosen=FRIDAY) for one in proposals]
    ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]

    assert sorted(ends) == [BOOKED, GONE, GONE]


def _book_in_a_child(network: Network, proposal_id: UUID, *, side: str, chosen: HalfDay) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        session = actions.book_half_day(
            network_id=network.pk,
            proposal_id=proposal_id,
            chosen=chosen,
            side=side,
            item_code="session",
            by=BY,
            at=AT + timedelta(seconds=1),
        )
        code = BOOKED if session.held_on == chosen.on else OTHERWISE
    except BookedMeanwhile as refused:
        code = MEANWHILE if refused.on in (THURSDAY.on, FRIDAY.on) else OTHERWISE
    except HalfDayGone:
        code = GONE
    except Refusal:
        code = OTHERWISE
    finally:
        # Neither pytest nor the database of the parent may hear of this process.
        os._exit(code)
    return 0


pytestmark = pytest.mark.filterwarnings("ignore:This process.*multi-threaded:DeprecationWarning")
