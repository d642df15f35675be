"""The office introduces a member to another whom they found."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.web import words
from kennisruil.shared.web.asking import row_or_404
from kennisruil.shared.web.pages import office_page
from kennisruil.shared.web.performing import perform


@require_http_methods(["GET", "HEAD", "POST"])
@office_page
def introduction(request: HttpRequest, approach_id: UUID) -> HttpResponse:
    """Show who wants to meet whom and why; ask whether they may call, or let it be."""
    row = row_or_404(request, queries.approach_by_id, approach_id=approach_id)
    if request.method == "POST":
        if request.POST.get("what") == "introduce":
            done = _("We ask whether they may call. With a yes the other gets the card: name, phone number and why.")
            perform(request, actions.introduce, done=done, approach_id=row.pk)
        else:
            perform(request, actions.close_approach, done=_("That is noted."), approach_id=row.pk)
        return redirect("brokerage:introduction", row.pk)
    context = {
        "row": row,
        "asker": words.card_of(row.member, for_office=True),
        "other": words.card_of(row.to_member, for_office=True),
    }
    return render(request, "brokerage/introduction.html", context)
