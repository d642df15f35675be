"""What people wrote for the office after a session or a gathering: read, and ticked off once it is handled."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from kennisruil.quality import actions, queries
from kennisruil.quality.models import Feedback
from kennisruil.shared.links_to import url_for
from kennisruil.shared.speaking import Count
from kennisruil.shared.web.asking import write_as
from kennisruil.shared.web.pages import network_of, office_page

A_PAGE = 50
STATES = {
    "open": gettext_lazy("Still to handle"),
    "handled": gettext_lazy("Handled"),
    "all": gettext_lazy("All answers"),
}
_ABOUT = {"session": gettext_lazy("the session"), "gathering": gettext_lazy("the gathering")}


@require_safe
@office_page
def for_office(request: HttpRequest) -> HttpResponse:
    """List what waits for the office, the oldest first; or what was handled."""
    state = request.GET.get("state", "open")
    state = state if state in STATES else "open"
    about = _about(request)
    rows = queries.for_office(network_id=network_of(request), state=state, **about)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    count = page.paginator.count
    context = {
        "page": page,
        "answers": [_answer(each) for each in page],
        "state": state,
        "filters": [
            {
                "name": "state",
                "label": _("Which answers"),
                "kind": "choice",
                "value": state,
                "choices": [{"value": value, "text": str(text)} for value, text in STATES.items()],
            }
        ],
        "count_text": ngettext("%(count)s answer", "%(count)s answers", count) % {"count": Count(count)}
        if count
        else "",
        "clear_url": reverse("quality:for_office") if about or state != "open" else "",
    }
    return render(request, "quality/for_office.html", context)


def _about(request: HttpRequest) -> dict[str, Any]:
    """Narrow to one row, as the page of a session links here."""
    kind, text = request.GET.get("kind", ""), request.GET.get("id", "")
    try:
        return {"kind": kind, "id": UUID(text)} if kind and text else {}
    except ValueError as error:
        raise Http404 from error


def _answer(row: Feedback) -> dict[str, Any]:
    return {
        "row": row,
        "url": url_for(row.about_kind, row.about_id),
        "about": _ABOUT.get(row.about_kind, row.about_kind),
        "person_url": url_for("member", row.member_id),
    }


@require_POST
@office_page
def handled(request: HttpRequest, feedback_id: UUID) -> HttpResponse:
    """Tick an answer off, or open it again."""
    back = request.POST.get("back") == "yes"
    try:
        actions.handle_answer(feedback_id=feedback_id, back=back, **write_as(request))
    except Feedback.DoesNotExist as error:
        raise Http404 from error
    messages.success(request, _("It waits again.") if back else _("Handled. You find it among the handled answers."))
    return redirect("quality:for_office")
