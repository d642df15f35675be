"""Choosing a network, and looking around in a demo network as somebody else."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth import login as start_session
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from kennisruil.network import queries
from kennisruil.network.models import Network
from kennisruil.network.web.links import BACKEND
from kennisruil.shared import clock
from kennisruil.shared.periods import day_of
from kennisruil.shared.scope import login_scope, network_scope

NETWORK_KEY = "network"
ROLES = {
    "office": _("the office"),
    "needs": _("needs help"),
    "helps": _("helps others"),
    "books": _("keeps the books"),
}


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """List the networks of who signed in, with a button for each."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    places = _places(request.user.pk)
    return render(
        request,
        "network/choose.html",
        {"networks": queries.networks_of(places=places), "present": getattr(request, "network", None)},
    )


@require_POST
def switch(request: HttpRequest, network_id: UUID) -> HttpResponse:
    """Go to another network of one's own; to others it is as if it did not exist."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    if network_id not in [place.network_id for place in _places(request.user.pk)]:
        raise Http404
    request.session[NETWORK_KEY] = str(network_id)
    return redirect("/")


def _places(login_id: UUID) -> list[queries.Place]:
    with login_scope(login_id):
        return queries.places_of(login_id=login_id)


def demo_offers() -> list[dict[str, object]]:
    """List, for the sign-in page, each demo network with the people one may look around as."""
    if not settings.DEMO_SIGN_IN:
        return []
    offers = []
    for network in queries.demo_networks():
        people = _people(network)
        if people:
            rows = [
                {"role": role, "text": ROLES[role], "name": people[role].member.name}
                for role in ROLES
                if role in people
            ]
            offers.append({"network": network, "people": rows})
    return offers


def _people(network: Network) -> dict[str, queries.DemoPerson]:
    with network_scope(network.pk):
        today = day_of(clock.now(), network.time_zone)
        return queries.demo_people(network_id=network.pk, on=today)


@require_POST
def look_around(request: HttpRequest, network_id: UUID, role: str) -> HttpResponse:
    """Sign in as a demo person: only in a demo network, and only if that login opens nothing but demo networks."""
    if not settings.DEMO_SIGN_IN or request.user.is_authenticated:
        raise Http404
    network = next((one for one in queries.demo_networks() if one.pk == network_id), None)
    person = _people(network).get(role) if network else None
    if person is None:
        raise Http404
    if not all(one.is_demo for one in queries.networks_of(places=_places(person.login.pk))):
        raise Http404
    start_session(request, person.login, backend=BACKEND)
    request.session[NETWORK_KEY] = str(network_id)
    answer = redirect("/")
    # The visitor goes on in the language of the sign-in page, not in that of whom they play.
    answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, get_language() or settings.LANGUAGE_CODE, samesite="Lax")
    return answer
