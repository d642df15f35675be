"""Who may look into the books."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kennisruil.bookkeeping import permissions
from kennisruil.network.queries import Place
from kennisruil.shared.periods import Month, UnreadableMonth
from kennisruil.shared.web.asking import my_id
from kennisruil.shared.web.pages import View, member_page, network_of, problem_page


def place_of(request: HttpRequest) -> Place:
    """Give the place of who asks in this network."""
    return Place(network_of(request), my_id(request), request.is_office, request.may_keep_books)  # type: ignore[attr-defined]


def may_export(request: HttpRequest) -> bool:
    """Tell whether who asks may take the journal out of the house."""
    return permissions.may_export_books(place=place_of(request))


def _page_for(allowed: Callable[[HttpRequest], bool]) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        @member_page
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if allowed(request):
                return view(request, *args, **kwargs)
            title = _("This page is for who keeps the books")
            text = _("Ask somebody who keeps the books of your network.")
            return problem_page(request, title=title, text=text, status=403)

        return guarded

    return decorate


books_page = _page_for(lambda request: permissions.may_see_books(place=place_of(request)))
export_page = _page_for(may_export)


def month_asked(request: HttpRequest) -> Month | None:
    """Read the month chosen in the filter; what is not one chooses nothing."""
    try:
        return Month.parse(request.GET.get("month", ""))
    except UnreadableMonth:
        return None
