"""Who is asking, in which network: each page runs in one transaction inside the network's scope."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kennisruil.network import queries as network
from kennisruil.shared import clock
from kennisruil.shared.periods import day_of
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.scope import login_scope, network_scope
from kennisruil.shared.web.pages import problem_page
from kennisruil.shared.web.sentences import sentence_for

Respond = Callable[[HttpRequest], HttpResponse]
NETWORK_KEY = "network"


class SecurityHeaders:
    """Adds the content security policy to every page: nothing from elsewhere, nothing inline."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return response


class WholeText:
    """Refuses a request with a null character in what it asks or sends: no text can hold one in the database."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for sent in (request.GET, request.POST):
            if any("\0" in value for _name, values in sent.lists() for value in values):
                raise BadRequest("null character")
        return self.get_response(request)


class NetworkOfTheLogin:
    """Finds the network of who signed in and runs the page inside its scope; a failed page undoes what it wrote."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.network = request.member = request.membership = None  # type: ignore[attr-defined]  # the middleware sets and reads these
        request.is_office = request.may_keep_books = False  # type: ignore[attr-defined]  # the middleware sets and reads these
        place = self._place(request)
        if place is None:
            return self.get_response(request)
        with network_scope(place.network_id):
            self._seat(request, place)
            response = self.get_response(request)
            if response.status_code >= 500 or getattr(response, "undoes", False):
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a refusal that no view turned into a message into a page that says it; nothing of it stays written."""
        if not isinstance(exception, Refusal):
            return None
        title, text = _("This cannot be done now"), sentence_for(exception)
        response = problem_page(request, title=title, text=text, status=409)
        response.undoes = True  # type: ignore[attr-defined]  # the middleware sets and reads these
        return response

    def _place(self, request: HttpRequest) -> network.Place | None:
        """Choose the network: the one switched to, else the first membership of the login."""
        if not request.user.is_authenticated:
            return None
        with login_scope(request.user.pk):
            places = network.places_of(login_id=request.user.pk)
        chosen = request.session.get(NETWORK_KEY)
        wanted = UUID(chosen) if chosen else None
        return next((place for place in places if place.network_id == wanted), places[0] if places else None)

    def _seat(self, request: HttpRequest, place: network.Place) -> None:
        """Put who is asking on the request, and speak their language unless they chose another just now."""
        request.network = network.network_by_id(network_id=place.network_id)  # type: ignore[attr-defined]  # the middleware sets and reads these
        request.member = network.member_by_id(network_id=place.network_id, member_id=place.member_id)  # type: ignore[attr-defined]  # the middleware sets and reads these
        request.is_office, request.may_keep_books = place.is_office, place.may_keep_books  # type: ignore[attr-defined]  # the middleware sets and reads these
        self._furnish(request)
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) or request.member.language  # type: ignore[attr-defined]  # the middleware sets and reads these
        translation.activate(language if translation.check_for_language(language) else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()

    def _furnish(self, request: HttpRequest) -> None:
        """Give the page the network's day, name, colour, logo and coin sign."""
        place = request.network  # type: ignore[attr-defined]  # the middleware sets and reads these
        timezone.activate(place.time_zone)
        house = network.house_of(network=place, on=day_of(clock.now(), place.time_zone))
        place.name, place.accent_hue = house.name, house.hue
        place.logo_url, place.coin_sign = house.logo, house.coin_sign
