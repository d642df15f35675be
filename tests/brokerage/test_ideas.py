"""What people could give: asked by the room that reminds of it, and never told to somebody for whom nothing fits."""

from datetime import date, timedelta

import pytest

from kennisruil.billing import actions
from kennisruil.billing.models import GivingReminder
from kennisruil.brokerage.queries.ideas import giving_ideas_of_brokerage
from kennisruil.matching.actions import tell_know_how
from kennisruil.network.models import Member
from kennisruil.shared.ids import new_id
from kennisruil.shared.models import Mail
from tests.billing.factories import at_noon, hold
from tests.brokerage.factories import Exchange, a_need, a_session, an_exchange
from tests.factories import AT, BY, a_member, a_party, in_a_network

pytestmark = pytest.mark.django_db

SEPTEMBER = date(2026, 9, 1)


def test_open_need_that_fits_is_an_idea_with_the_reason() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        need = a_need(exchange, text="Wie helpt ons met een subsidiedossier?")
        _knows(exchange, exchange.helper, "Ik schrijf subsidiedossiers voor verenigingen")

        found = giving_ideas_of_brokerage(
            network_id=network.pk, member_ids=[exchange.helper.pk, exchange.asker.pk, a_member(network).pk]
        )

    assert list(found) == [exchange.helper.pk]
    (idea,) = found[exchange.helper.pk]
    assert (idea.text, idea.reason) == (need.text, "Ik schrijf subsidiedossiers voor verenigingen")
    assert str(need.pk) in idea.url


def test_who_gives_a_session_soon_is_left_alone() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        _knows(exchange, exchange.helper, "Ik schrijf subsidiedossiers voor verenigingen")
        a_session(exchange)
        a_need(exchange)

        found = giving_ideas_of_brokerage(network_id=network.pk, member_ids=[exchange.helper.pk])

    assert found == {}


def test_kind_reminder_goes_to_who_has_something_that_fits_and_not_again_too_soon() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        idle = a_member(network)
        other = a_party(network, name="Zonder iets", member=idle)
        for party in (exchange.helper_party, other):
            hold(network, on=date(2026, 6, 1), pays=[(party, 150)], kind="office_workshop")
        a_need(exchange)
        _knows(exchange, exchange.helper, "Ik schrijf subsidiedossiers voor verenigingen")

        told = [_remind(exchange, SEPTEMBER + timedelta(days=days)) for days in (0, 1, 59, 60)]
        early = _remind(exchange, date(2026, 7, 1))
        kept = list(GivingReminder.objects.order_by("on").values_list("party_id", "member_id", "coins", "ideas"))
        mails = list(Mail.objects.filter(key__startswith="giving:").order_by("posted_at", "pk"))

    helped = (exchange.helper_party.pk, exchange.helper.pk, 150, 1)
    assert (told, early, kept) == ([1, 0, 0, 1], 0, [helped, helped])
    assert {mail.to for mail in mails} == {exchange.helper.email}
    assert "subsidiedossier" in mails[0].text
    assert "€" not in mails[0].text


def _knows(exchange: Exchange, member: Member, text: str) -> None:
    tell_know_how(
        network_id=exchange.network.pk,
        id=new_id(at=AT),
        member_id=member.pk,
        text=text,
        is_in_job=False,
        language="nl",
        by=BY,
        at=AT,
    )


def _remind(exchange: Exchange, on: date) -> int:
    return actions.send_giving_reminders(network_id=exchange.network.pk, today=on, by=BY, at=at_noon(on))
