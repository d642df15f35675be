"""Leaving: a member says so and sees what is left; the office settles it with them and notes that they have left."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kennisruil.network import actions
from kennisruil.network import queries as network
from kennisruil.network.models import Member
from kennisruil.office import queries
from kennisruil.shared.web.asking import my_id, today_of
from kennisruil.shared.web.pages import member_page, network_of, office_page
from kennisruil.shared.web.performing import perform


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def leave(request: HttpRequest) -> HttpResponse:
    """Say what is left to settle, and take the wish to leave, or take it back."""
    network_id, today = network_of(request), today_of(request)
    if request.method == "POST":
        if request.POST.get("wish") == "stay":
            perform(request, actions.stay_after_all, done=_("Good that you stay!"), member_id=my_id(request))
        else:
            said = _("The office knows. It calls you to settle together what is left.")
            perform(request, actions.ask_to_leave, done=said, member_id=my_id(request), on=today)
        return redirect("office:leave")
    page = {
        "parties": queries.party_balances(network_id=network_id, member_id=my_id(request), today=today),
        "asked_on": network.member_by_id(network_id=network_id, member_id=my_id(request)).leaving_asked_on,
    }
    return render(request, "office/leave.html", page)


@require_POST
@office_page
def left(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Note that somebody has left, once nothing of their own is open in coins."""
    network_id, today = network_of(request), today_of(request)
    try:
        member = network.member_by_id(network_id=network_id, member_id=member_id)
    except Member.DoesNotExist as error:
        raise Http404 from error
    rows = queries.party_balances(network_id=network_id, member_id=member_id, today=today)
    if any(row.acting.is_own and row.balance for row in rows):
        messages.error(
            request, _("There are still coins on their own account. Settle those first; nothing has changed.")
        )
    else:
        said = _("%(name)s has left. Everything they did stays.") % {"name": member.name}
        perform(request, actions.member_leaves, done=said, member_id=member_id, on=today)
    return redirect("office:person", member_id=member_id)
