"""When the office arranges a date it spares people: a pause, who asked not to meet, as much as somebody gives."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.brokerage import actions
from kennisruil.brokerage.models import Proposal, Session
from kennisruil.brokerage.rules.refusals import AskedNotTo, GivesEnough, LeftInPeace
from kennisruil.shared.ids import new_id
from kennisruil.shared.models import Action
from kennisruil.shared.scope import network_scope
from tests.brokerage.factories import DAY, Exchange, a_need, a_session, an_exchange, on_day
from tests.brokerage.web_world import within
from tests.factories import in_a_network

pytestmark = pytest.mark.django_db
MARCH = on_day(DAY - timedelta(days=7))


def _arrange(exchange: Exchange, **other: Any) -> Session:
    need = other.pop("need", None) or a_need(exchange)
    days = Session.objects.filter(network_id=exchange.network.pk).count()
    values = {"item_code": "session", "starts_at": on_day(DAY + timedelta(days=days), hour=14)} | other
    return actions.arrange_session(
        id=new_id(), need_id=need.pk, provider_id=exchange.helper.pk, **values, **exchange.write(MARCH)
    )


@pytest.mark.parametrize("over_reason", ["", "Het kan niet anders"])
def test_a_pause_and_a_wish_not_to_meet_hold_whatever_the_office_says(over_reason: str) -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        actions.take_pause(id=new_id(), member_id=exchange.helper.pk, **exchange.write(MARCH))
        with pytest.raises(LeftInPeace):
            _arrange(exchange, over_reason=over_reason)
        actions.end_pause(member_id=exchange.helper.pk, **exchange.write(MARCH))
        actions.avoid(member_id=exchange.helper.pk, other_id=exchange.asker.pk, **exchange.write(MARCH))

        with pytest.raises(AskedNotTo) as refused:
            _arrange(exchange, over_reason=over_reason)

        assert (refused.value.name, Session.objects.count()) == (exchange.asker.name, 0)


def test_who_gives_enough_is_asked_beyond_it_with_a_reason_or_by_their_own_yes() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        actions.set_capacity(member_id=exchange.helper.pk, most=1, per="quarter", **exchange.write(MARCH))
        first, need = _arrange(exchange), a_need(exchange)
        listed = actions.list_candidate(need_id=need.pk, member_id=exchange.helper.pk, **exchange.write(MARCH))

        with pytest.raises(GivesEnough) as refused:
            _arrange(exchange, need=need)
        later = _arrange(exchange, starts_at=on_day(DAY.replace(month=4)))
        beyond = _arrange(exchange, need=need, over_reason=" Ze belde zelf ")
        wish = a_need(exchange)
        said = actions.list_candidate(need_id=wish.pk, member_id=exchange.helper.pk, **exchange.write(MARCH))
        Proposal.objects.filter(pk=said.pk).update(state="yes")
        own = _arrange(exchange, need=wish)

        assert (refused.value.name, refused.value.most) == (exchange.helper.name, 1)
        assert {first.state, later.state, beyond.state, own.state} == {"proposed"}
        assert Proposal.objects.get(pk=listed.pk).over_reason == "Ze belde zelf"
        kept = Action.objects.filter(name="brokerage.arrange_session", about_id=str(beyond.pk))
        assert [row.data for row in kept] == [{"over_reason": "Ze belde zelf"}]


def test_the_page_says_who_gives_enough_and_asks_why_all_the_same(exchange: Exchange, office: Client) -> None:
    def full() -> Proposal:
        actions.set_capacity(member_id=exchange.helper.pk, most=1, per="quarter", **exchange.write())
        a_session(exchange, starts_at=on_day(DAY.replace(year=2027)))
        return actions.list_candidate(need_id=a_need(exchange).pk, member_id=exchange.helper.pk, **exchange.write())

    listed = within(exchange.network, full)
    page = reverse("brokerage:arrange", args=[listed.need_id])
    values = {"provider": str(exchange.helper.pk), "item": "session", "on": "2027-03-24", "hour": "13:00"}

    refused = office.post(page, values)
    again = office.post(page, {**values, "over_reason": "Ze belde zelf"})

    assert (refused.status_code, again.status_code) == (422, 302)
    [sentence] = refused.context["form"].errors["over_reason"]
    assert sentence.startswith(f"{exchange.helper.name} wil er ten hoogste 1 per kwartaal geven")
    with network_scope(exchange.network.pk):
        assert Session.objects.filter(need_id=listed.need_id).count() == 1
