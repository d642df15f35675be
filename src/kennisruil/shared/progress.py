"""How far long work is, seen from outside while its transaction is still open.

What must go in whole or not at all is one transaction, and nobody sees into it. The name of its session they see: there
the work says how far it is. A kill or a rollback takes the name away with the rest.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

T = TypeVar("T")
_EVERY = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How far work is: ``todo``, ``doing``, ``failed`` or, when no job is about it, empty; with its counts."""

    job: str
    done: int = 0
    total: int = 0

    @property
    def is_under_way(self) -> bool:
        """Whether a worker has it, or will."""
        return self.job in ("todo", "doing")


def told(items: Iterable[T], *, about: UUID, total: int) -> Iterator[T]:
    """Pass items along and tell how many of ``total`` are done, now and then, until the last."""
    for done, item in enumerate(items):
        if done % _EVERY == 0:
            tell(about=about, done=done, total=total)
        yield item
    # A rollback takes the name back by itself.
    _name("")


def tell(*, about: UUID, done: int, total: int) -> None:
    """Say how far the work about something is."""
    _name(f"kr:{about}:{done}/{total}")


def stand_of(*, task: str, about: UUID, **wanted: Any) -> Stand:
    """Give how far the latest job ``task`` with these arguments is, and what its session says of ``about``."""
    rows = ProcrastinateJob.objects.filter(
        task_name=task, args__contains={key: str(value) for key, value in wanted.items()}
    )
    job = rows.order_by("-id").values_list("status", flat=True).first() or ""
    with connection.cursor() as cursor:
        # Otherwise a transaction sees what its first look saw.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT application_name FROM pg_stat_activity "
            "WHERE datname = current_database() AND application_name LIKE %s",
            [f"kr:{about}:%"],
        )
        row = cursor.fetchone()
    done, total = (int(each) for each in row[0].rsplit(":", 1)[1].split("/")) if row else (0, 0)
    return Stand(job=job, done=done, total=total)


def _name(text: str) -> None:
    # 63 bytes at most: an id and two counts fit.
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('application_name', %s, false)", [text])
