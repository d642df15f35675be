"""What several pages of this room ask: which gathering, whether the office asks, and how to say what happened."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest

from kennisruil.gatherings import queries
from kennisruil.gatherings.models import Gathering
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.web.pages import network_of
from kennisruil.shared.web.sentences import sentence_for


def gathering_or_404(request: HttpRequest, gathering_id: UUID) -> Gathering:
    """Load a gathering of the reader's network. :raises Http404: there is none."""
    try:
        return queries.gathering_by_id(network_id=network_of(request), gathering_id=gathering_id)
    except Gathering.DoesNotExist as error:
        raise Http404 from error


def is_office(request: HttpRequest) -> bool:
    """Tell whether the office asks."""
    return bool(request.is_office)  # type: ignore[attr-defined]  # set by the shell


def tell(request: HttpRequest, said: str, act: Any) -> None:
    """Run an action and say what happened, or why it was refused."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, sentence_for(refusal))
    else:
        messages.success(request, said)
