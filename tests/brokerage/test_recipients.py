"""A recipient more or fewer, until the session begins: each accepts first, and no price changes without a yes."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kennisruil.billing.models import Supply
from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.models import Session, SessionPayer
from kennisruil.brokerage.rules.refusals import AskedNotTo, DateHasPassed, NotNow, SamePerson
from kennisruil.ledger import queries as ledger
from kennisruil.network.models import Member, Party
from kennisruil.shared.ids import new_id
from kennisruil.shared.models import Mail
from kennisruil.shared.scope import network_scope
from tests.brokerage.factories import Exchange, a_need, a_session, an_exchange, on_day
from tests.brokerage.web_world import within
from tests.factories import a_member, a_party, in_a_network

pytestmark = pytest.mark.django_db


def _chloe(exchange: Exchange) -> tuple[Member, Party]:
    member = a_member(exchange.network, given_name="Chloé")
    return member, a_party(exchange.network, member=member)


def _add(exchange: Exchange, session: Session, member: Member, **other: Any) -> Session:
    values = {"session_id": session.pk, "id": new_id(), "member_id": member.pk} | other
    return actions.add_recipient(**values, **exchange.write())


def _agree(exchange: Exchange, *sides: tuple[Session, str]) -> None:
    for session, side in sides:
        actions.accept_session(session_id=session.pk, side=side, **exchange.write())


def _together(session: Session) -> list[Session]:
    return queries.together_with(Session.objects.get(pk=session.pk))


def _stand(session: Session) -> list[tuple[str, int, int]]:
    return [(one.state, one.recipient_coins, one.provider_coins) for one in _together(session)]


def _held(exchange: Exchange, *parties: Party) -> list[int]:
    accounts = [party.account_id for party in parties]
    rows = {row.account_id: row.reserved for row in ledger.balances(
        network_id=exchange.network.pk, book_id=exchange.network.book_id
    )}  # fmt: skip
    return [rows[account_id] for account_id in accounts if account_id]


def _mails_to(member: Member) -> list[str]:
    return sorted(key.split(":")[0] for key in Mail.objects.filter(to=member.email).values_list("key", flat=True))


def test_one_more_pays_the_price_and_nothing_changes_for_who_is_there() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        chloe, party = _chloe(exchange)
        own = a_need(Exchange(network, chloe, exchange.helper, party, exchange.helper_party))
        session = a_session(exchange, state="agreed")
        before = session.revision

        new = _add(exchange, session, chloe)
        asked = _stand(session)
        again = _add(exchange, session, chloe, id=new.pk)
        _agree(exchange, (new, "recipient"), (new, "provider"))
        session.refresh_from_db()

        assert asked == [("agreed", 200, 200), ("proposed", 200, 200)]
        assert (again.pk, session.state, session.revision) == (new.pk, "agreed", before)
        assert _stand(session) == [("agreed", 200, 200), ("agreed", 200, 200)]
        assert _held(exchange, exchange.asker_party, party) == [200, 200]
        assert "session-joins" in _mails_to(exchange.asker)
        assert queries.need_by_id(network_id=network.pk, need_id=own.pk).state == "matched"
        after = on_day(session.held_on + timedelta(days=1))
        for one in _together(session):
            actions.confirm_session(session_id=one.pk, **exchange.write(after))
        assert Supply.objects.count() == 2


def test_a_price_that_is_shared_anew_is_accepted_anew_by_everybody() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        chloe, party = _chloe(exchange)
        session = a_session(exchange, state="agreed")

        new = _add(exchange, session, chloe, price_rule="split")
        asked, held = _stand(session), _held(exchange, exchange.asker_party, party)
        _agree(exchange, (session, "recipient"), (new, "recipient"), (session, "provider"))

        assert (asked, held) == ([("proposed", 100, 100), ("proposed", 100, 100)], [0, 0])
        assert _stand(session) == [("agreed", 100, 100), ("agreed", 100, 100)]
        assert _held(exchange, exchange.asker_party, party) == [100, 100]
        assert sum(SessionPayer.objects.values_list("base_cents", flat=True)) == 100_00
        for member in (exchange.asker, chloe, exchange.helper):
            assert _mails_to(member).count("session-shared") == 1


def test_one_fewer_leaves_the_price_of_the_others_and_they_know() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        chloe, party = _chloe(exchange)
        session = a_session(exchange, state="agreed")
        new = _add(exchange, session, chloe, price_rule="split")
        _agree(exchange, (session, "recipient"), (new, "recipient"), (session, "provider"))

        actions.cancel_session(session_id=new.pk, reason="Ziek", **exchange.write())

        assert _stand(session) == [("agreed", 100, 100), ("cancelled", 100, 100)]
        assert _held(exchange, exchange.asker_party, party) == [100, 0]
        assert "session-leaves" in _mails_to(exchange.asker)
        with pytest.raises(NotNow):
            _add(exchange, session, chloe)


def test_nobody_is_added_twice_too_late_or_against_a_wish() -> None:
    with in_a_network() as network:
        exchange = an_exchange(network)
        chloe, _party = _chloe(exchange)
        session = a_session(exchange, state="agreed")
        for member in (exchange.asker, exchange.helper):
            with pytest.raises(SamePerson):
                _add(exchange, session, member)
        with pytest.raises(DateHasPassed):
            actions.add_recipient(
                session_id=session.pk, id=new_id(), member_id=chloe.pk, **exchange.write(session.starts_at)
            )
        actions.avoid(member_id=exchange.helper.pk, other_id=chloe.pk, **exchange.write())
        with pytest.raises(AskedNotTo):
            _add(exchange, session, chloe)
        held = a_session(exchange, state="held")
        with pytest.raises(NotNow):
            _add(exchange, held, a_member(network))

        assert (Session.objects.count(), session.joint_id) == (2, None)


def test_the_office_adds_and_takes_off_on_the_page_of_the_session(
    exchange: Exchange, office: Client, asker: Client
) -> None:
    session = within(exchange.network, a_session, exchange, starts_at=on_day(date(2027, 3, 10)))
    chloe, _party = within(exchange.network, _chloe, exchange)
    url = reverse("brokerage:recipients", args=[session.pk])

    found = office.get(url, {"people": "Chloé"})
    [row] = found.context["found"]
    refused = asker.post(url, {"member": str(chloe.pk), "id": str(row["id"])})
    office.post(url, {"member": str(chloe.pk), "id": str(row["id"]), "price_rule": "each"})
    with network_scope(exchange.network.pk):
        added = _stand(session)
    office.post(url, {"member": str(chloe.pk), "do": "remove", "reason": "Komt toch niet"})

    assert (refused.status_code, added) == (403, [("proposed", 200, 200), ("proposed", 200, 200)])
    with network_scope(exchange.network.pk):
        assert _stand(session) == [("proposed", 200, 200), ("cancelled", 200, 200)]
    assert office.get(reverse("brokerage:session", args=[session.pk])).status_code == 200
