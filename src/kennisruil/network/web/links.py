"""Signing in by a link: opening it shows one button, for mail scanners open links too; the button signs in."""

from typing import Any

from django.contrib.auth import login as start_session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kennisruil.network import actions, queries
from kennisruil.network.actions.sign_in import network_of_link, read_link
from kennisruil.shared import clock
from kennisruil.shared.periods import day_of
from kennisruil.shared.scope import network_scope
from kennisruil.shared.signed import LinkRefused
from kennisruil.shared.web.pages import problem_page
from kennisruil.shared.web.sentences import sentence_for

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def _door(request: HttpRequest, *, purpose: str, token: str) -> HttpResponse:
    """Show who comes in, in the house of the network that invites."""
    page: dict[str, Any] = {"login": read_link(purpose=purpose, token=token)}
    network_id = network_of_link(purpose=purpose, token=token)
    if network_id is None or getattr(request, "network", None) is not None:
        return render(request, "network/enter_by_link.html", page)
    with network_scope(network_id):
        found = queries.network_by_id(network_id=network_id)
        request.network = found  # type: ignore[attr-defined]  # as the shell does for who is signed in
        house = queries.house_of(network=found, on=day_of(clock.now(), found.time_zone))
        return render(request, "network/enter_by_link.html", page | {"invites": house.name})


@require_http_methods(["GET", "HEAD", "POST"])
def enter_by_link(request: HttpRequest, purpose: str, token: str) -> HttpResponse:
    """Show who comes in; the button spends the link and opens the session."""
    try:
        if request.method != "POST":
            return _door(request, purpose=purpose, token=token)
        person = actions.enter_by_link(purpose=purpose, token=token, at=clock.now())
    except LinkRefused as refusal:
        title = _("This link does not open the door any more")
        return problem_page(request, title=title, text=sentence_for(refusal), status=410)
    start_session(request, person, backend=BACKEND)
    return redirect("/")
