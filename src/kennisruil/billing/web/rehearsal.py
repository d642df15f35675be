"""Two steps before money moves: the page first does the action, undoes it, and shows what it would have done."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kennisruil.shared.refusals import Refusal
from kennisruil.shared.web.asking import drawn_id
from kennisruil.shared.web.sentences import sentence_for

R = TypeVar("R")


def rehearse(act: Callable[[], R], *, look: Callable[[R], Any] = lambda result: result) -> Any:
    """Do ``act``, take a ``look`` at the result, undo everything; what the look gives stays, no number is used."""
    before = transaction.savepoint()
    try:
        return look(act())
    finally:
        transaction.savepoint_rollback(before)


def in_two_steps(
    request: HttpRequest,
    *,
    form: forms.Form,
    act: Callable[[], R],
    look: Callable[[R], dict[str, Any]],
    done: Callable[[R], HttpResponse],
    page: dict[str, Any],
    template: str = "billing/two_steps.html",
) -> HttpResponse:
    """Ask, show what will move, and do it only when the second button is pressed.

    ``look`` makes the variables of ``parts/consequence.html`` from a rehearsed result; a refusal becomes an error of
    the form, and nothing has changed.
    """
    if request.method == "POST" and form.is_valid() and "back" not in request.POST:
        try:
            if "sure" in request.POST:
                return done(act())
            page["consequence"] = rehearse(act, look=look)
        except Refusal as refusal:
            form.add_error(None, sentence_for(refusal))
    return render(request, template, page | {"form": form, "id": drawn_id(request)})
