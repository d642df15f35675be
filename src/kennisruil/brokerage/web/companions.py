"""Several recipients, on the office's side: who receives along with who asked."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.web import words
from kennisruil.brokerage.web.asking import member_sent_or_404, need_or_404
from kennisruil.matching import queries as matching
from kennisruil.shared.web.pages import office_page
from kennisruil.shared.web.performing import perform


@require_http_methods(["GET", "HEAD", "POST"])
@office_page
def companions(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Add somebody who receives along, or take them off again."""
    need = need_or_404(request, need_id)
    if request.method == "POST":
        is_added = request.POST.get("do") != "remove"
        perform(
            request,
            actions.add_companion if is_added else actions.remove_companion,
            done=_("They receive along, and say yes for themselves.") if is_added else _("They no longer join."),
            need_id=need.pk,
            member_id=member_sent_or_404(request),
        )
        return redirect("brokerage:companions", need.pk)
    rows = queries.companions_of(network_id=need.network_id, need_id=need.pk)
    text = request.GET.get("people", "").strip()[:100]
    known = {need.member_id, *(row.member_id for row in rows)}
    people = matching.people_search(network_id=need.network_id, text=text, limit=20) if text else []
    context = {
        "need": need,
        "companions": rows,
        "people": text,
        "found": [
            {"member_id": member.pk, "person": words.card_of(member, for_office=True)}
            for member in people
            if member.pk not in known and member.left_on is None
        ]
        if text
        else None,
        "back_url": reverse("brokerage:need", args=[need.pk]),
    }
    return render(request, "brokerage/companions.html", context)
