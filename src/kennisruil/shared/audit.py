"""Actions: every write happens inside one, and the database keeps who did what, when, about which row."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from kennisruil.shared.actors import Actor
from kennisruil.shared.ids import new_id
from kennisruil.shared.models import Action
from kennisruil.shared.scope import network_scope, set_local


@dataclass(frozen=True, slots=True)
class Act:
    """The action under way."""

    id: UUID
    network_id: UUID
    name: str


_under_way: ContextVar[Act | None] = ContextVar("act", default=None)


@contextmanager
def action(
    name: str,
    *,
    network_id: UUID,
    by: Actor,
    at: datetime,
    about: tuple[str, UUID | str] = ("", ""),
    data: dict[str, Any] | None = None,
) -> Iterator[Act]:
    """Run the block as the action ``name`` (``room.verb``): one transaction, one row of ``shared_action``.

    Tables of :class:`~kennisruil.shared.models.ActedModel` take rows only inside it. An action within an action joins
    the outer one: the row tells what the person did, not how. Leaving by an exception undoes all of it.
    """
    outer = _under_way.get()
    if outer is not None:
        assert outer.network_id == network_id, "an action stays within its network"
        with network_scope(network_id):
            yield outer
        return
    act = Act(id=new_id(at=at), network_id=network_id, name=name)
    with network_scope(network_id):
        Action.objects.create(
            id=act.id,
            network_id=network_id,
            name=name,
            by=str(by),
            at=at,
            about_kind=about[0],
            about_id=str(about[1]),
            data=data or {},
        )
        set_local("kennisruil.action", str(act.id))
        token = _under_way.set(act)
        try:
            yield act
        finally:
            _under_way.reset(token)
            if not connection.needs_rollback:
                _forget_setting()


def _forget_setting() -> None:
    """Let nothing after the block pass for part of it; a broken transaction forgets by itself."""
    if connection.connection is not None and connection.connection.info.transaction_status.name == "INTRANS":
        set_local("kennisruil.action", "")
