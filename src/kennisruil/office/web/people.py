"""People of the network, and one person whole."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from kennisruil.network.models import Member
from kennisruil.office import queries
from kennisruil.shared.links_to import url_for
from kennisruil.shared.speaking import Count
from kennisruil.shared.web.asking import row_or_404, today_of
from kennisruil.shared.web.pages import network_of, office_page

A_PAGE = 50


@require_safe
@office_page
def people(request: HttpRequest) -> HttpResponse:
    """Find people by any part of a name, skill or organisation."""
    text = request.GET.get("text", "")[:200]
    found = queries.people(network_id=network_of(request), text=text, today=today_of(request))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [_row(member) for member in page],
        "columns": [{"label": label} for label in (_("Name"), _("Organisation"), _("What they do"), _("Reach"))],
        "filters": [{"name": "text", "label": _("Name, skill or organisation"), "kind": "search", "value": text}],
        "count_text": ngettext("%(count)s person", "%(count)s people", len(found)) % {"count": Count(len(found))}
        if found
        else "",
        "text": text,
    }
    return render(request, "office/people.html", context)


def _row(member: Member) -> list[Any]:
    reach = member.phone or member.email
    return [
        {"text": member.name, "url": url_for("member", member.pk)},
        member.organisation_name,
        {"text": member.job_title, "note": _("outsider with fresh eyes") if member.is_outsider else ""},
        reach,
    ]


@require_safe
@office_page
def person(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Show a person: balance, given and received, sessions, what they can help with, what would suit them."""
    found = row_or_404(request, queries.person_page, member_id=member_id, today=today_of(request))
    member = found.member
    card = {
        "name": member.name,
        "role": member.job_title,
        "organisation": member.organisation_name,
        "phone": member.phone,
        "email": member.email,
        "note": _("Left the network.") if member.left_on else "",
        "given": found.standing.given,
        "received": found.standing.received,
    }
    return render(request, "office/person.html", {"found": found, "card": card, "today": today_of(request)})
