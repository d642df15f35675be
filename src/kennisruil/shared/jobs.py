"""Work for later, in a queue inside the database: enqueued in the transaction of what asks for it."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from datetime import date, datetime
from functools import wraps
from typing import Any, Protocol
from uuid import UUID

from django.db import close_old_connections
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kennisruil.shared.asks import Ask
from kennisruil.shared.scope import network_scope

NAMES: set[str] = set()
_WAIT_SECONDS = 5


class DailyAnswer(Protocol):
    """Does in one network what a day asks of one room; safe to run again on the same day."""

    def __call__(self, *, network_id: UUID, today: date, at: datetime) -> None: ...


daily: Ask[DailyAnswer] = Ask("daily")


def task(name: str, *, in_scope: bool = True, tries: int = 1) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register ``function(network_id, **ids)`` as the job ``room.verb``; it runs inside the network's scope.

    A job may run twice (a killed worker's job returns): it loads by id and calls one idempotent action. Without
    ``in_scope`` it opens its own, for an action that is many transactions. What asks another machine is tried up to
    ``tries`` times, after 5, 25, 125 … seconds.
    """

    def register(function: Callable[..., None]) -> Callable[..., None]:
        @wraps(function)
        def run(*, network_id: str, **ids: Any) -> None:
            # A job's thread keeps its connection otherwise, also one that the server has closed.
            close_old_connections()
            try:
                with network_scope(UUID(network_id)) if in_scope else nullcontext():
                    function(network_id=UUID(network_id), **ids)
            finally:
                close_old_connections()

        NAMES.add(name)
        again = RetryStrategy(max_attempts=tries, exponential_wait=_WAIT_SECONDS) if tries > 1 else False
        app.task(name=name, queue="default", retry=again)(run)
        return function

    return register


def enqueue(name: str, *, network_id: UUID, **ids: UUID | str) -> None:
    """Put the job ``name`` in the queue, in the present transaction: no commit, no job. Arguments are ids only."""
    app.configure_task(name).defer(network_id=str(network_id), **{key: str(value) for key, value in ids.items()})


def enqueue_many(name: str, *, network_id: UUID, each: Sequence[Mapping[str, UUID | str]]) -> None:
    """Put the job ``name`` in the queue once for each set of ids, in one statement of the present transaction."""
    every: list[dict[str, Any]] = [
        {"network_id": str(network_id)} | {key: str(value) for key, value in ids.items()} for ids in each
    ]
    app.configure_task(name).batch_defer(*every)
