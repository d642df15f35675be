"""Sessions from agreed to held: what each step writes, and what a refusal leaves as it was."""

from datetime import timedelta

import pytest

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.models import Session
from kennisruil.brokerage.rules.coins import Share
from kennisruil.brokerage.rules.course import FINAL, STATES
from kennisruil.brokerage.rules.refusals import Disputed, NotNow, NotYetHeld, SharesWrong
from kennisruil.shared.ids import new_id
from kennisruil.shared.models import File
from kennisruil.shared.periods import Month
from tests.brokerage.factories import DAY, a_need, a_session, an_exchange, on_day
from tests.brokerage.session_world import AFTER, coins_of
from tests.factories import in_a_network

pytestmark = pytest.mark.django_db


def test_calendar_file_goes_to_both_in_utc() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        a_session(exchange, state="agreed")

        files = [
            bytes(file.content).decode() for file in File.objects.filter(media_type="text/calendar").order_by("pk")
        ]

        assert [("DTSTART:20260310T120000Z" in text, "SEQUENCE:0" in text) for text in files] == [(True, True)] * 2


def test_moved_session_keeps_reservation_and_asks_again() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        session = a_session(exchange, state="moved")
        held = coins_of(exchange)
        for side in ("recipient", "provider"):
            session = actions.accept_session(session_id=session.pk, side=side, **exchange.write())

        assert (held, coins_of(exchange)) == ((0, 200, 0), (0, 200, 0))
        assert (session.state, session.held_on, session.revision) == ("agreed", DAY + timedelta(days=7), 1)


def test_quiet_days_count_as_held() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        session = a_session(exchange, state="agreed")
        for days in range(1, 8):
            today = DAY + timedelta(days=days)
            actions.sweep_daily(network_id=network.pk, today=today, at=on_day(today))

        session.refresh_from_db()
        assert (session.state, session.since_on, coins_of(exchange)) == (
            "held",
            DAY + timedelta(days=6),
            (-200, 0, 200),
        )


def test_disputed_session_books_nothing_until_the_office_decides() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        session = a_session(exchange, state="disputed")
        with pytest.raises(Disputed):
            actions.confirm_session(session_id=session.pk, **exchange.write(AFTER))
        before = coins_of(exchange)

        actions.decide_session(session_id=session.pk, is_held=True, reason="Beiden gebeld.", **exchange.write(AFTER))

        assert (before, coins_of(exchange)) == ((0, 200, 0), (-200, 0, 200))


def test_no_show_released_by_the_office_moves_nothing() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        session = a_session(exchange, state="no_show")

        actions.decide_session(session_id=session.pk, is_held=False, reason="Ziek.", **exchange.write(AFTER))

        assert coins_of(exchange) == (0, 0, 0)


def test_confirming_before_the_day_is_refused() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        session = a_session(exchange, state="agreed")

        with pytest.raises(NotYetHeld):
            actions.confirm_session(session_id=session.pk, **exchange.write())
        assert coins_of(exchange) == (0, 200, 0)


def test_arranging_refuses_wrong_shares_and_a_need_with_a_session() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        need = a_need(exchange)
        with pytest.raises(SharesWrong):
            a_session(exchange, need_id=need.pk, payers=[Share(party_id=exchange.asker_party.pk, coins=150)])
        a_session(exchange, need_id=need.pk)

        with pytest.raises(NotNow):
            a_session(exchange, need_id=need.pk)
        assert Session.objects.filter(network_id=network.pk).count() == 1


@pytest.mark.parametrize("state", [state for state in STATES if state not in FINAL])
def test_every_state_that_is_not_final_has_a_line_for_somebody(state: str) -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        session = a_session(exchange, state=state)

        for days in (-5, 0, 1, 10, 100):
            today = session.held_on + timedelta(days=days)
            lines = [
                line
                for who in ("office", exchange.asker.pk, exchange.helper.pk)
                for line in queries.waiting(network_id=network.pk, waits_for=who, today=today)
                if line.about == ("session", session.pk)
            ]
            assert lines


def test_close_waits_for_sessions_of_the_month_but_not_for_disputes() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        waiting = a_session(exchange, state="agreed")
        a_session(exchange, state="disputed")

        objections = queries.close_objections(network_id=network.pk, month=Month(2026, 3))
        april = queries.close_objections(network_id=network.pk, month=Month(2026, 4))

        assert ([one.id for one in objections], list(april)) == ([waiting.pk], [])


def test_calendar_file_reads_the_same_with_a_second_parser() -> None:
    import vobject

    with in_a_network() as network:
        session = a_session(an_exchange(network), state="agreed")
        text = bytes(File.objects.filter(media_type="text/calendar").order_by("pk")[0].content).decode()

        event = vobject.readOne(text).vevent

        assert (event.dtstart.value, event.dtend.value) == (session.starts_at, session.ends_at)


def test_a_person_sees_what_is_kept_about_them() -> None:
    from kennisruil.brokerage.queries.data import data_of_brokerage

    with in_a_network() as network:
        exchange = an_exchange(network)
        a_session(exchange, state="held")
        actions.keep_week(member_id=exchange.asker.pk, week=[(1, "morning"), (3, "afternoon")], **exchange.write())
        actions.set_capacity(member_id=exchange.asker.pk, most=3, **exchange.write())
        actions.want_news(id=new_id(), member_id=exchange.asker.pk, theme="bijen", language="nl", **exchange.write())

        data = data_of_brokerage(network_id=network.pk, member_id=exchange.asker.pk)

        assert {name: len(rows) for name, rows in data.items()} == {
            "needs": 1,
            "proposals": 0,
            "sessions": 1,
            "acceptances": 1,
            "outcomes": 0,
            "promises": 0,
            "half_days": 2,
            "days": 0,
            "capacity": 1,
            "waiting": 0,
            "receives_along": 0,
            "follows": 1,
            "was_told_of": 0,
            "invitations": 0,
            "wrote_to": 0,
            "referrals": 0,
        }
