"""The page of parts, for builders: every part in all its states, with real example values."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kennisruil.shell.web import examples


def _check_builder(request: HttpRequest) -> None:
    if not settings.DEBUG and not getattr(request, "is_office", False):
        raise Http404


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show every part."""
    _check_builder(request)
    messages.success(request, "Sessie afgesproken voor donderdag 10 december.", extra_tags="undo:/_parts/")
    return render(request, "shell/parts.html", examples.everything())


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """Show the progress bar as htmx fetches it."""
    _check_builder(request)
    return render(request, "parts/progress.html", {"progress": examples.work.values()["progress_done"]})


@require_safe
def problem(request: HttpRequest, status: int) -> HttpResponse:
    """Show an error page as a reader would see it."""
    _check_builder(request)
    known: dict[int, str] = {400: "400.html", 403: "403.html", 404: "404.html", 500: "500.html"}
    if status not in known:
        raise Http404
    shown: dict[str, Any] = {"navigation": examples.lists.navigation()}
    return render(request, known[status], shown, status=status)
