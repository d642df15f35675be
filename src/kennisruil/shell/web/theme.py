"""Styles as files of their own: the house's sheet, the network's colours, and the reader's light or dark."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from kennisruil.shell import rules, styles
from kennisruil.shell.context import THEMES, house_for

YEAR_SECONDS = 31_536_000


@require_safe
def stylesheet(_request: HttpRequest, digest: str) -> HttpResponse:
    """Serve the style sheet; its address changes with its content, so browsers keep it."""
    response = HttpResponse(styles.text(), content_type="text/css; charset=utf-8")
    if digest == styles.digest():
        response["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
    return response


@require_safe
def network_css(request: HttpRequest) -> HttpResponse:
    """Serve the colours of the reader's network; its hue stands in the address's query, so a change shows at once."""
    response = HttpResponse(rules.network_styles(hue=house_for(request).hue), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "private, max-age=3600"
    return response


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep the reader's choice of light, dark or as the device does, and return to the page."""
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        request.session["theme"] = theme
    back = request.POST.get("next", "/")
    allowed = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(back if allowed else "/")
