"""Needs and sessions for tests, made by walking the real actions; all inside a network scope."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from kennisruil.brokerage import actions
from kennisruil.brokerage.models import Need, Session
from kennisruil.menu import actions as menu
from kennisruil.network.models import Member, Network, Party
from kennisruil.shared.ids import new_id
from tests.factories import AT, BY, ON, a_member, a_party

# A Tuesday in March; in the afternoon, Brussels time.
DAY = date(2026, 3, 10)
STARTS = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def on_day(day: date, *, hour: int = 9) -> datetime:
    """Give an instant on a day."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@dataclass(frozen=True)
class Exchange:
    """A network in which somebody asks and somebody can help, each with a company of their own."""

    network: Network
    asker: Member
    helper: Member
    asker_party: Party
    helper_party: Party

    def write(self, at: datetime = AT) -> dict[str, Any]:
        """Give the arguments every action takes."""
        return {"network_id": self.network.pk, "by": BY, "at": at}


def an_exchange(network: Network, *, agreed: bool = True) -> Exchange:
    """Put a card, two people and their parties in a network."""
    menu.publish_shipped_card(network_id=network.pk, holds_from=ON, by=BY, at=AT)
    asker, helper = a_member(network, given_name="Aïsha"), a_member(network, given_name="Bart")
    return Exchange(
        network=network,
        asker=asker,
        helper=helper,
        asker_party=a_party(network, member=asker, agreed=agreed),
        helper_party=a_party(network, member=helper, agreed=agreed),
    )


def a_need(exchange: Exchange, *, at: datetime = AT, **other: Any) -> Need:
    """Let the asker ask."""
    other.setdefault("text", "Wie helpt ons met een subsidiedossier?")
    return actions.ask_for_help(
        id=new_id(at=at), member_id=exchange.asker.pk, language="nl", **other, **exchange.write(at)
    )


def a_session(exchange: Exchange, *, state: str = "proposed", at: datetime = AT, **other: Any) -> Session:
    """Arrange a session and walk it to ``state``; without ``starts_at`` each next one a day later."""
    if "need_id" not in other:
        other["need_id"] = a_need(exchange, at=at).pk
    starts_at = STARTS + timedelta(days=Session.objects.filter(network_id=exchange.network.pk).count())
    other = {"item_code": "session", "starts_at": starts_at, "provider_id": exchange.helper.pk} | other
    # A world may need more of one person than they would give: how much that is, is tested by itself.
    other.setdefault("over_reason", "Afgesproken")
    session = actions.arrange_session(id=new_id(at=at), **other, **exchange.write(at))
    if state == "proposed":
        return session
    for side in ("recipient", "provider"):
        session = actions.accept_session(session_id=session.pk, side=side, **exchange.write(at))
    return _walk(exchange, session, state)


def _walk(exchange: Exchange, session: Session, state: str) -> Session:
    after = on_day(session.held_on + timedelta(days=1))
    common = {"session_id": session.pk, **exchange.write(after)}
    if state == "moved":
        return actions.move_session(
            session_id=session.pk, starts_at=session.starts_at + timedelta(days=7), **exchange.write()
        )
    if state == "asked":
        return actions.ask_whether_held(**common)
    if state == "disputed":
        return actions.answer_session(side="recipient", said="talk", **common)
    if state == "no_show":
        return actions.report_no_show(**common)
    if state == "held":
        return actions.confirm_session(**common)
    if state == "cancelled":
        return actions.cancel_session(reason="Ziek", session_id=session.pk, **exchange.write())
    return session
