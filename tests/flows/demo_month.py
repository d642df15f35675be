"""The demo network on the day its last month may close: everything of the month answered, nothing closed yet."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from kennisruil.billing.rules.close import close_objections
from kennisruil.brokerage import actions as brokerage
from kennisruil.brokerage.models import Session
from kennisruil.gatherings import actions as gatherings
from kennisruil.network import queries as network_queries
from kennisruil.porting.demo.generate import demo_network, make_demo
from kennisruil.porting.demo.sizes import Size
from kennisruil.shared.actors import Actor
from kennisruil.shared.jobs import daily
from kennisruil.shared.periods import Month
from kennisruil.shared.scope import network_scope

UNTIL = date(2026, 11, 20)
MONTH = Month(2026, 11)
CLOSES_ON = date(2026, 12, 3)
BY = Actor.command("test")


def a_demo_month(size: Size) -> UUID:
    """Make the demo network, live on to the third of the next month, and let the office answer what is open."""
    make_demo(size=size, seed=2026, until=UNTIL)
    return live_on()


def live_on() -> UUID:
    """Live the demo network's days from its last one to the day of the close."""
    network_id = demo_network().pk
    for days in range((CLOSES_ON - UNTIL).days):
        day = UNTIL + timedelta(days=days + 1)
        with network_scope(network_id):
            for room in daily:
                room(network_id=network_id, today=day, at=at_noon(day))
    with network_scope(network_id):
        for objection in [each for answer in close_objections for each in answer(network_id=network_id, month=MONTH)]:
            _answer(network_id, objection.kind, objection.id)
        assert network_queries.network_by_id(network_id=network_id).is_demo
    return network_id


def at_noon(day: date) -> datetime:
    """Give an instant on a day."""
    return datetime.combine(day, time(11), tzinfo=UTC)


def _answer(network_id: UUID, kind: str, id: UUID) -> None:
    common = {"network_id": network_id, "by": BY, "at": at_noon(CLOSES_ON)}
    if kind != "session":
        gatherings.hold_gathering(gathering_id=id, attended=[], today=CLOSES_ON, **common)  # type: ignore[arg-type]  # values of the test
        return
    state = Session.objects.values_list("state", flat=True).get(pk=id)
    if state in ("agreed", "asked"):
        brokerage.confirm_session(session_id=id, **common)  # type: ignore[arg-type]  # values of the test
    else:
        brokerage.cancel_session(session_id=id, reason="De datum is verstreken.", **common)  # type: ignore[arg-type]  # values of the test
