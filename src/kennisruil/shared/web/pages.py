"""Guards of pages, and the page that explains a refusal."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

View = Callable[..., HttpResponse]


class NetworkRequest(Protocol):
    """What the shell's middleware adds to a request of somebody signed in: the network, the member, the roles."""

    network: Any
    member: Any
    is_office: bool


def member_page(view: View) -> View:
    """Show the page to members of the network; others are asked to sign in first."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request, "member", None) is None:
            return redirect(f"{reverse('account_login')}?next={request.get_full_path()}")
        return view(request, *args, **kwargs)

    return guarded


def office_page(view: View) -> View:
    """Show the page to the office; other members read that it is not theirs."""

    @wraps(view)
    @member_page
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not getattr(request, "is_office", False):
            return problem_page(
                request,
                title=_("This page is for the office"),
                text=_("Your own pages are in the menu. Do you think you should see this? Ask the office."),
                status=403,
            )
        return view(request, *args, **kwargs)

    return guarded


def problem_page(request: HttpRequest, *, title: str, text: str, status: int = 400) -> HttpResponse:
    """Say in one page what happened, what is safe, and what to do."""
    return render(request, "problem.html", {"title": title, "text": text}, status=status)


def network_of(request: HttpRequest) -> UUID:
    """Give the id of the network in which the request runs."""
    network_id: UUID = request.network.id  # type: ignore[attr-defined]  # set by the shell's middleware
    return network_id
