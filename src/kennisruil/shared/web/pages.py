"""Guards of pages, and the page that explains a refusal."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

View = Callable[..., HttpResponse]


def member_page(view: View) -> View:
    """Show the page to members of the network; others are asked to sign in first."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request, "member", None) is None:
            return redirect(f"{reverse('account_login')}?next={request.get_full_path()}")
        return view(request, *args, **kwargs)

    return guarded


def page_for(
    allowed: Callable[[HttpRequest], bool], *, refuse: Callable[[HttpRequest], HttpResponse]
) -> Callable[[View], View]:
    """Make a guard that shows a page to the members for whom ``allowed`` holds; others read what ``refuse`` says."""

    def guard(view: View) -> View:
        @wraps(view)
        @member_page
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return view(request, *args, **kwargs) if allowed(request) else refuse(request)

        return guarded

    return guard


def is_office(request: HttpRequest) -> bool:
    """Tell whether who asks works in the office; who comes by a link in a mail does not."""
    return bool(getattr(request, "is_office", False))


def _is_for_the_office(request: HttpRequest) -> HttpResponse:
    title = _("This page is for the office")
    text = _("Your own pages are in the menu. Do you think you should see this? Ask the office.")
    return problem_page(request, title=title, text=text, status=403)


office_page = page_for(is_office, refuse=_is_for_the_office)


def problem_page(request: HttpRequest, *, title: str, text: str, status: int = 400) -> HttpResponse:
    """Say in one page what happened, what is safe, and what to do."""
    return render(request, "problem.html", {"title": title, "text": text}, status=status)


def network_of(request: HttpRequest) -> UUID:
    """Give the id of the network in which the request runs."""
    network_id: UUID = request.network.id  # type: ignore[attr-defined]  # set by the shell's middleware
    return network_id
