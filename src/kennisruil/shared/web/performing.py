"""How a page performs one action and says what came of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from kennisruil.shared.refusals import Refusal
from kennisruil.shared.web.asking import write_as
from kennisruil.shared.web.sentences import sentence_for


def perform(
    request: HttpRequest, verb: Callable[..., Any], *, done: str | Callable[[Any], str] = "", **values: Any
) -> bool:
    """Call one action as who asks; say ``done``, or the sentence of its refusal. Gives whether it was done.

    ``done`` may be made of what the action gave back.
    """
    try:
        came_of_it = verb(**values, **write_as(request))
    except Refusal as refusal:
        messages.error(request, sentence_for(refusal))
        return False
    if done:
        messages.success(request, done(came_of_it) if callable(done) else done)
    return True
