"""Work for later, in a queue inside the database: enqueued in the transaction of what asks for it."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any, Protocol
from uuid import UUID

from procrastinate.contrib.django import app

from kennisruil.shared.asks import Ask
from kennisruil.shared.scope import network_scope

NAMES: set[str] = set()


class DailyAnswer(Protocol):
    """Does in one network what a day asks of one room; safe to run again on the same day."""

    def __call__(self, *, network_id: UUID, today: date, at: datetime) -> None: ...


daily: Ask[DailyAnswer] = Ask("daily")


def task(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register ``function(network_id, **ids)`` as the job ``room.verb``; it runs inside the network's scope.

    A job may run twice (a killed worker's job returns): it loads by id and calls one idempotent action.
    """

    def register(function: Callable[..., None]) -> Callable[..., None]:
        @wraps(function)
        def run(*, network_id: str, **ids: Any) -> None:
            with network_scope(UUID(network_id)):
                function(network_id=UUID(network_id), **ids)

        NAMES.add(name)
        app.task(name=name, queue="default")(run)
        return function

    return register


def enqueue(name: str, *, network_id: UUID, **ids: UUID | str) -> None:
    """Put the job ``name`` in the queue, in the present transaction: no commit, no job. Arguments are ids only."""
    app.configure_task(name).defer(network_id=str(network_id), **{key: str(value) for key, value in ids.items()})
