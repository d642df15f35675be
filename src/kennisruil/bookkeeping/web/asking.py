"""Who may look into the books."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kennisruil.bookkeeping import permissions
from kennisruil.network.queries import Place
from kennisruil.shared.web.asking import my_id
from kennisruil.shared.web.pages import network_of, page_for, problem_page


def place_of(request: HttpRequest) -> Place:
    """Give the place of who asks in this network."""
    return Place(network_of(request), my_id(request), request.is_office, request.may_keep_books)  # type: ignore[attr-defined]  # set by the shell


def may_export(request: HttpRequest) -> bool:
    """Tell whether who asks may take the journal out of the house."""
    return permissions.may_export_books(place=place_of(request))


def _is_for_others(request: HttpRequest) -> HttpResponse:
    title = _("This page is for who keeps the books")
    text = _("Ask somebody who keeps the books of your network.")
    return problem_page(request, title=title, text=text, status=403)


books_page = page_for(lambda request: permissions.may_see_books(place=place_of(request)), refuse=_is_for_others)
export_page = page_for(may_export, refuse=_is_for_others)
