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
from kennisruil.shared.signed import LinkRefused
from kennisruil.shared.web.house import in_house_of
from kennisruil.shared.web.pages import problem_page
from kennisruil.shared.web.sentences import sentence_for

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def _door(request: HttpRequest, *, purpose: str, token: str) -> HttpResponse:
    """Show who comes in, in the house of the network that invites."""
    page: dict[str, Any] = {"login": read_link(purpose=purpose, token=token)}
    seated = getattr(request, "network", None)
    with in_house_of(request, network_of_link(purpose=purpose, token=token), find=queries.network_by_id) as inviting:
        if inviting is not None and seated is None:
            page["invites"] = queries.house_of(network=inviting, on=day_of(clock.now(), inviting.time_zone)).name
        return render(request, "network/enter_by_link.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def enter_by_link(request: HttpRequest, purpose: str, token: str) -> HttpResponse:
    """Show who comes in; the button spends the link and opens the session."""
    try:
        if request.method != "POST":
            return _door(request, purpose=purpose, token=token)
        person = actions.enter_by_link(purpose=purpose, token=token, at=clock.now())
    except LinkRefused as refusal:
        title = _("This link does not open the door any more")
        with in_house_of(request, network_of_link(purpose=purpose, token=token), find=queries.network_by_id):
            return problem_page(request, title=title, text=sentence_for(refusal), status=410)
    start_session(request, person, backend=BACKEND)
    return redirect("/")
