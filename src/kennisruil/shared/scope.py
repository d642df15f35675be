"""The network scope: inside it the database shows and takes rows of one network only."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.db import connections, transaction

_network: ContextVar[UUID | None] = ContextVar("network", default=None)


class NoNetwork(RuntimeError):
    """Code that works on a network's rows ran outside a network scope."""


@contextmanager
def network_scope(network_id: UUID, *, using: str = "default") -> Iterator[None]:
    """Open a transaction in which row-level security lets through the rows of ``network_id`` only.

    The setting is local to the transaction, so it cannot leak to the next user of a pooled connection. Inside a scope
    of the same network it joins; scopes of two networks do not nest.
    """
    inside = _network.get()
    assert inside in (None, network_id), "scopes of two networks do not nest"
    token = _network.set(network_id)
    try:
        # A transaction that was open before stays open after: it must not keep this network's setting.
        is_guest = inside is None and connections[using].in_atomic_block
        is_set = inside == network_id and connections[using].in_atomic_block and using == "default"
        with transaction.atomic(using=using):
            if not is_set:
                set_local("kennisruil.network", str(network_id), using=using)
            yield
            if is_guest and not connections[using].needs_rollback:
                set_local("kennisruil.network", "", using=using)
    finally:
        _network.reset(token)


@contextmanager
def login_scope(login_id: UUID, *, using: str = "default") -> Iterator[None]:
    """Open a transaction in which a login may read its own memberships, in every network, and nothing else of them."""
    with transaction.atomic(using=using):
        set_local("kennisruil.login", str(login_id), using=using)
        try:
            yield
        finally:
            if not connections[using].needs_rollback:
                set_local("kennisruil.login", "", using=using)


def current_network() -> UUID:
    """Give the network of the scope. :raises NoNetwork: outside one."""
    network_id = _network.get()
    if network_id is None:
        raise NoNetwork
    return network_id


def set_local(name: str, value: str, *, using: str = "default") -> None:
    """Set a PostgreSQL setting until the end of the present transaction."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
