"""A demo network on the day its oldest open month may close: everything of it answered, nothing closed yet."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import Max

from kennisruil.billing.models import CloseRun
from kennisruil.billing.rules.close import close_objections
from kennisruil.brokerage import actions as brokerage
from kennisruil.brokerage.models import Session
from kennisruil.gatherings import actions as gatherings
from kennisruil.network.models import Network, Party
from kennisruil.porting.demo.generate import demo_network, make_demo
from kennisruil.porting.demo.sizes import Size
from kennisruil.shared.actors import Actor
from kennisruil.shared.jobs import daily
from kennisruil.shared.models import Action
from kennisruil.shared.periods import Month, day_of
from kennisruil.shared.scope import network_scope
from tests.database import Bench, OwnDatabase

UNTIL = date(2026, 11, 20)
BY = Actor.command("test")
# A network of hundreds closes in batches of this size, a small one in batches of a few: so that both are many.
_MANY = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMonth:
    """The month that waits to be closed on ``closes_on``, ``batch`` parties at a time."""

    network_id: UUID
    month: Month
    closes_on: date
    batch: int


def a_demo_month(size: Size) -> OpenMonth:
    """Make the demo network, live on to the third of the next month, and let the office answer what is open."""
    make_demo(size=size, seed=2026, until=UNTIL)
    return live_on()


def restored(source: Path, *, bench: Bench, folder: Path) -> OwnDatabase:
    """Restore a backup, or a home of which one is made first, into a database of its own; Django works on it.

    One of an older version goes through the migrations it lacks, as the command that restores it asks.
    """
    own = bench.empty(home=folder / "restored")
    if source.is_dir():
        home, source = source, folder / "home.dump"
        mine = {name: value for name, value in own.env.items() if not name.startswith("DATABASE_")}
        _run("backup", str(source), env=mine | {"KENNISRUIL_HOME": str(home.resolve())})
    _run("restore", str(source.resolve()), env=own.env, but="migrations wait")
    _run("db", "migrate", env=own.env)
    bench.point_django_at(own.name)
    return own


def _run(*command: str, env: dict[str, str], but: str = "") -> None:
    """Run a command of the program, which succeeds, ``but`` for a complaint that we answer next."""
    program = str(Path(sys.executable).with_name("kennisruil"))
    done = subprocess.run([program, *command], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0 or (but and but in done.stderr), done.stderr


def live_on() -> OpenMonth:
    """Live the demo network's days from its last one to the day of the close."""
    network = demo_network()
    assert network.is_demo
    with network_scope(network.pk):
        last = day_of(Action.objects.aggregate(at=Max("at"))["at"], network.time_zone)
        month = _oldest_open(network)
        parties = Party.objects.filter(left_on=None).count()
    closes_on = max(last, month.end_on + timedelta(days=2))
    for days in range((closes_on - last).days):
        day = last + timedelta(days=days + 1)
        with network_scope(network.pk):
            for room in daily:
                room(network_id=network.pk, today=day, at=at_noon(day))
    with network_scope(network.pk):
        for kind, id in list(_open(network.pk, month)):
            _answer(network.pk, kind, id, today=closes_on)
    return OpenMonth(network_id=network.pk, month=month, closes_on=closes_on, batch=25 if parties > _MANY else 4)


def _oldest_open(network: Network) -> Month:
    closed = CloseRun.objects.filter(run="final", finished_at__isnull=False).aggregate(on=Max("month_on"))["on"]
    return Month.of(closed).next if closed else Month.of(network.founded_on)


def _open(network_id: UUID, month: Month) -> Iterator[tuple[str, UUID]]:
    for answer in close_objections:
        for objection in answer(network_id=network_id, month=month):
            yield objection.kind, objection.id


def at_noon(day: date) -> datetime:
    """Give an instant on a day."""
    return datetime.combine(day, time(11), tzinfo=UTC)


def _answer(network_id: UUID, kind: str, id: UUID, *, today: date) -> None:
    common: dict[str, Any] = {"network_id": network_id, "by": BY, "at": at_noon(today)}
    if kind != "session":
        gatherings.hold_gathering(gathering_id=id, attended=[], today=today, **common)
        return
    state = Session.objects.values_list("state", flat=True).get(pk=id)
    if state in ("agreed", "asked"):
        brokerage.confirm_session(session_id=id, **common)
    elif state in ("disputed", "no_show"):
        brokerage.decide_session(session_id=id, is_held=False, reason="Met beide gesproken.", **common)
    else:
        brokerage.cancel_session(session_id=id, reason="De datum is verstreken.", **common)
