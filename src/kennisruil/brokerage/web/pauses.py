"""Being left in peace for a while: by oneself, or by the office for somebody."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.web.forms import DayField
from kennisruil.network import queries as network
from kennisruil.network.models import Member
from kennisruil.shared.ids import new_id
from kennisruil.shared.links_to import url_for
from kennisruil.shared.web.asking import my_id, row_or_404, today_of
from kennisruil.shared.web.pages import member_page, network_of, office_page
from kennisruil.shared.web.performing import perform


class PauseForm(forms.Form):
    """Until when somebody is left in peace."""

    until_on = DayField(
        label=gettext_lazy("Back on"),
        help_text=gettext_lazy("Leave it empty if you do not know yet."),
        required=False,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def my_pause(request: HttpRequest) -> HttpResponse:
    """Take a pause, or be there again."""
    member = row_or_404(request, network.member_by_id, member_id=my_id(request))
    return _page(request, member, back=reverse("brokerage:give_back"), is_own=True)


@require_http_methods(["GET", "HEAD", "POST"])
@office_page
def pause_of(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Leave somebody in peace, or bring them back."""
    member = row_or_404(request, network.member_by_id, member_id=member_id)
    return _page(request, member, back=url_for("member", member.pk) or reverse("brokerage:needs"), is_own=False)


def _page(request: HttpRequest, member: Member, *, back: str, is_own: bool) -> HttpResponse:
    form = PauseForm(request.POST or None)
    if request.method == "POST" and request.POST.get("end"):
        perform(request, actions.end_pause, done=_("Welcome back."), member_id=member.pk)
        return redirect(request.path)
    # An empty form is sent too: without a last day.
    if request.method == "POST":
        form = PauseForm(request.POST)
        if form.is_valid() and perform(
            request,
            actions.take_pause,
            done=_("Nobody is asked anything during the pause. What was agreed stays agreed."),
            id=new_id(),
            member_id=member.pk,
            until_on=form.cleaned_data["until_on"],
        ):
            return redirect(request.path)
    pause = queries.pause_of(network_id=network_of(request), member_id=member.pk, on=today_of(request))
    context = {"form": form, "person": member, "is_own": is_own, "pause": pause, "back_url": back}
    return render(request, "brokerage/pause.html", context, status=422 if form.errors else 200)
