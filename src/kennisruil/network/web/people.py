"""The office looks after people: inviting, details, roles, ways in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kennisruil.network import actions, queries
from kennisruil.network.models import Member
from kennisruil.network.web.asking import member_or_404
from kennisruil.network.web.forms import PersonForm, RolesForm
from kennisruil.shared.links_to import url_for
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.web.asking import drawn_id, language_of, today_of, write_as
from kennisruil.shared.web.pages import network_of, office_page
from kennisruil.shared.web.performing import perform
from kennisruil.shared.web.sentences import sentence_for

DETAILS = tuple(PersonForm.base_fields)


@require_http_methods(["GET", "HEAD", "POST"])
@office_page
def invite(request: HttpRequest) -> HttpResponse:
    """Invite a person: they get a mail with the way in. The id stands in the form, so a second press invites once."""
    initial = {"language": language_of(request)}
    form = PersonForm(request.POST or None, initial=initial)
    known: Member | None = None
    if request.method == "POST" and form.is_valid():
        known = queries.member_by_email(network_id=network_of(request), email=form.cleaned_data["email"])
        if known is None or str(known.pk) == request.POST.get("id"):
            try:
                member = actions.welcome_member(id=drawn_id(request), **form.cleaned_data, **write_as(request))
            except Refusal as refusal:
                form.add_error("email", sentence_for(refusal))
            else:
                messages.success(request, _("The invitation to %(name)s is on its way.") % {"name": member.name})
                return redirect(_page_of(member))
        else:
            form.add_error("email", _("%(name)s already has this address here.") % {"name": known.name})
    page = {
        "form": form,
        "id": drawn_id(request),
        "known": known,
        "known_url": known and _page_of(known),
    }
    return render(request, "network/invite.html", page)


def _page_of(member: Member) -> str:
    """Give the page of a person, wherever it is shown."""
    return url_for("member", member.pk) or reverse("network:person", args=[member.pk])


@require_http_methods(["GET", "HEAD", "POST"])
@office_page
def person(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Show and change the details, roles and way in of a person."""
    member = member_or_404(request, member_id)
    place = queries.place_of_member(network_id=network_of(request), member_id=member.pk)
    initial: dict[str, Any] = {name: getattr(member, name) for name in DETAILS}
    form = PersonForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_member(member_id=member.pk, **form.cleaned_data, **write_as(request))
        messages.success(request, _("The details of %(name)s are kept.") % {"name": member.name})
        return redirect("network:person", member_id=member.pk)
    roles = {"is_office": place.is_office, "may_keep_books": place.may_keep_books} if place else {}
    page = {
        "person": member,
        "place": place,
        "form": form,
        "roles": RolesForm(initial=roles, prefix="roles"),
        "parties": queries.parties_of(network_id=network_of(request), member_id=member.pk, on=today_of(request)),
        "page_url": url_for("member", member.pk),
    }
    return render(request, "network/person.html", page)


@require_POST
@office_page
def roles(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Decide what a person may do."""
    member = member_or_404(request, member_id)
    form = RolesForm(request.POST, prefix="roles")
    if form.is_valid():
        said = _("The roles of %(name)s are kept.") % {"name": member.name}
        perform(request, actions.change_roles, done=said, member_id=member.pk, **form.cleaned_data)
    return redirect("network:person", member_id=member.pk)


@require_POST
@office_page
def way_in(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Give a person a login on their e-mail address and write them; again for who lost the mail."""
    member = member_or_404(request, member_id)
    said = _("The invitation to %(name)s is on its way.") % {"name": member.name}

    def give_and_write(**write: Any) -> None:
        if not member.email:
            raise actions.EmailMissing(member_id=member.pk)
        actions.give_login(member_id=member.pk, email=member.email, **write)
        actions.send_invitation(member_id=member.pk, **write)

    perform(request, give_and_write, done=said)
    return redirect("network:person", member_id=member.pk)


@require_POST
@office_page
def close_way_in(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Close a person's way in; what they did stays."""
    member = member_or_404(request, member_id)
    said = _("%(name)s can no longer sign in here. Everything they did stays.") % {"name": member.name}
    perform(request, actions.deactivate_login, done=said, member_id=member.pk)
    return redirect("network:person", member_id=member.pk)
