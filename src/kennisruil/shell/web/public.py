"""Pages for everybody: home, what this network is, privacy, accessibility."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Send who is signed in to what waits; say to a visitor in two sentences what this network is."""
    if getattr(request, "member", None) is not None:
        return redirect("office:todo")
    return render(request, "shell/home.html")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Explain the exchange from the first question to the statement."""
    return render(request, "shell/about.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept, who sees it, how long, and how to have it changed."""
    return render(request, "shell/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """State what works with keyboard, zoom and screen reader, and where to report what does not."""
    return render(request, "shell/accessibility.html")
