"""The house of the network that a link names, for who opens it without being signed in."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.http import HttpRequest

from kennisruil.network.models import Network
from kennisruil.shared.scope import network_scope


@contextmanager
def in_house_of(request: HttpRequest, network_id: UUID | None) -> Iterator[Network | None]:
    """Show the pages made within it under the name and colour of a network; who is signed in stays in their own."""
    seated: Network | None = getattr(request, "network", None)
    if network_id is None or seated is not None:
        yield seated
        return
    with network_scope(network_id):
        found = Network.objects.filter(pk=network_id).first()
        request.network = found  # type: ignore[attr-defined]  # as the shell does for who is signed in
        yield found
