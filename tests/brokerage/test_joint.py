"""A session of one provider with several recipients: each accepts, confirms and falls away alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.models import Session, SessionSpan
from kennisruil.brokerage.rules.refusals import AlreadyTaken, MovesWithOthers, SamePerson
from kennisruil.ledger import queries as ledger
from kennisruil.ledger.models import Transfer
from kennisruil.network import actions as network_actions
from kennisruil.shared.models import Mail
from tests.brokerage.factories import DAY, STARTS, a_session, on_day
from tests.brokerage.joint_world import Three, three_who_receive
from tests.factories import in_a_network

pytestmark = pytest.mark.django_db
AFTER = on_day(DAY + timedelta(days=1))


def states(sessions: list[Session]) -> list[str]:
    return [session.state for session in queries.together_with(sessions[0])]


def test_the_price_is_split_each_says_yes_alone_and_who_gives_once() -> None:
    with in_a_network() as network:
        three = three_who_receive(network)
        sessions = three.arrange()
        asked = Mail.objects.filter(key__startswith="session-proposed", to=three.exchange.helper.email).count()

        for session in sessions[:2]:
            actions.accept_session(session_id=session.pk, side="recipient", **three.exchange.write())
        actions.accept_session(session_id=sessions[2].pk, side="provider", **three.exchange.write())

        assert states(sessions) == ["agreed", "agreed", "proposed"]
        assert [session.recipient_coins for session in sessions] == [67, 67, 66]
        assert sum(session.provider_base_cents for session in sessions) == 100_00
        reserved = [
            ledger.balance(network_id=network.pk, account_id=party.account_id).reserved for party in three.parties
        ]
        assert reserved == [67, 67, 0]
        assert asked == 1
        # Two recipients, and who gives once for each of them: one joint session.
        assert SessionSpan.objects.filter(member=three.exchange.helper).count() == 2
        room = queries.rooms_of(network_id=network.pk, member_ids=[three.exchange.helper.pk], on=DAY)
        assert room[three.exchange.helper.pk].used == 1


@pytest.mark.slow
def test_who_gives_to_three_is_not_booked_elsewhere_then() -> None:
    with in_a_network() as network:
        three = three_who_receive(network)
        three.agree(three.arrange())

        with pytest.raises(AlreadyTaken) as refused:
            a_session(three.exchange, starts_at=STARTS)

        assert refused.value.name in (three.exchange.helper.name, three.exchange.asker.name)


def test_one_who_disputes_and_one_who_is_silent_hang_nobody() -> None:
    with in_a_network() as network:
        three = three_who_receive(network)
        first, second, _third = three.agree(three.arrange())
        actions.ask_whether_held(session_id=first.pk, **three.exchange.write(AFTER))

        actions.answer_session(session_id=first.pk, side="recipient", said="held", **three.exchange.write(AFTER))
        actions.answer_session(session_id=second.pk, side="recipient", said="talk", **three.exchange.write(AFTER))
        actions.answer_session(session_id=first.pk, side="provider", said="held", **three.exchange.write(AFTER))

        assert states([first]) == ["held", "disputed", "asked"]
        days = queries.exchange_terms(network_id=network.pk, on=DAY).held_after_days
        quiet = on_day(DAY + timedelta(days=1 + days))
        actions.sweep_daily(network_id=network.pk, today=quiet.date(), at=quiet)
        assert states([first]) == ["held", "disputed", "held"]
        actions.decide_session(session_id=second.pk, is_held=True, reason="Gebeld", **three.exchange.write(quiet))
        transfers = Transfer.objects.filter(ref_kind="session").order_by("amount")
        assert [row.amount for row in transfers] == [66, 67, 67]
        assert {row.group_id for row in transfers} == {first.group_id}
        helper = ledger.balance(network_id=network.pk, account_id=three.exchange.helper_party.account_id)
        assert helper.balance == 200


def test_the_office_books_all_who_do_not_protest_in_one_group() -> None:
    with in_a_network() as network:
        three = three_who_receive(network)
        first, second, _third = three.agree(three.arrange(price_rule="each"))
        actions.answer_session(session_id=second.pk, side="recipient", said="talk", **three.exchange.write(AFTER))

        actions.confirm_session(session_id=first.pk, is_for_all=True, **three.exchange.write(AFTER))

        assert states([first]) == ["held", "disputed", "held"]
        assert sorted(Transfer.objects.filter(ref_kind="session").values_list("amount", flat=True)) == [200, 200]
        balances = [ledger.balance(network_id=network.pk, account_id=party.account_id) for party in three.parties]
        assert [(one.balance, one.reserved) for one in balances] == [(-200, 0), (0, 200), (-200, 0)]


def test_one_falls_away_with_their_part_and_the_others_go_on() -> None:
    with in_a_network() as network:
        three = three_who_receive(network)
        first, second, third = three.agree(three.arrange())

        actions.cancel_session(session_id=second.pk, reason="Ziek", **three.exchange.write())

        assert states([first]) == ["agreed", "cancelled", "agreed"]
        told = Mail.objects.get(key=f"session-goes-on:{second.pk}")
        assert told.to == three.exchange.helper.email
        assert all(name in told.text for name in (first.recipient.name, third.recipient.name, "1,33"))
        assert not Mail.objects.filter(key__startswith=f"session-cancelled:{first.pk}").exists()
        actions.cancel_session(session_id=first.pk, reason="Storm", is_for_all=True, **three.exchange.write())
        assert states([first]) == ["cancelled"] * 3
        assert SessionSpan.objects.count() == 0


@pytest.mark.slow
def test_all_move_together_by_who_gives_and_not_by_one_who_receives() -> None:
    with in_a_network() as network:
        three = three_who_receive(network)
        first, second, _third = three.agree(three.arrange())
        later = STARTS + timedelta(days=7)

        with pytest.raises(MovesWithOthers):
            actions.move_session(session_id=second.pk, starts_at=later, mover="recipient", **three.exchange.write())
        actions.move_session(session_id=second.pk, starts_at=later, mover="provider", **three.exchange.write())

        moved = queries.together_with(first)
        assert [(one.state, one.starts_at, one.course.accepted) for one in moved] == [
            ("moved", later, frozenset({"provider"}))
        ] * 3


@pytest.mark.slow
def test_one_without_room_is_asked_again_and_the_others_are_agreed() -> None:
    with in_a_network() as network:
        three = three_who_receive(network)
        sessions = three.arrange(price_rule="each")
        network_actions.change_setting(key="limits.floor_minor", value=-600, holds_from=DAY, **three.exchange.write())
        for session in sessions:
            actions.accept_session(session_id=session.pk, side="recipient", **three.exchange.write())
        _use_up(three, session=sessions[1])

        actions.accept_session(session_id=sessions[0].pk, side="provider", **three.exchange.write())

        assert states(sessions) == ["agreed", "proposed", "agreed"]
        assert queries.together_with(sessions[0])[1].course.accepted == frozenset({"provider"})


def _use_up(three: Three, *, session: Session) -> None:
    """Let sessions of other days take all the room of a recipient's party."""
    exchange = replace(
        three.exchange,
        asker=session.recipient,
        asker_party=queries.payers_of(network_id=session.network_id, session_id=session.pk)[0].party,
    )
    for week in range(1, 4):
        a_session(exchange, state="agreed", starts_at=STARTS + timedelta(weeks=week))


def test_who_helps_is_no_recipient() -> None:
    with in_a_network() as network:
        three = three_who_receive(network)
        actions.add_companion(need_id=three.need.pk, member_id=three.exchange.helper.pk, **three.exchange.write())

        with pytest.raises(SamePerson):
            three.arrange()

        assert Session.objects.count() == 0
