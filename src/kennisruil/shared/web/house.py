"""The house of the network that a link names, for who opens it without being signed in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest

from kennisruil.shared.scope import network_scope


@contextmanager
def in_house_of(request: HttpRequest, network_id: UUID | None, *, find: Callable[..., Any]) -> Iterator[Any]:
    """Show the pages made within it under the name and colour of a network; who is signed in stays in their own.

    ``find`` gives the network (``network.queries.network_by_id``); a link without one, or of one that is no more, is
    shown under the name of the program.
    """
    seated = getattr(request, "network", None)
    if network_id is None or seated is not None:
        yield seated
        return
    with network_scope(network_id):
        try:
            found = find(network_id=network_id)
        except ObjectDoesNotExist:
            found = None
        request.network = found  # type: ignore[attr-defined]  # as the shell does for who is signed in
        yield found
