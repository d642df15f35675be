"""The office adds who works on a concept and who owns it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kennisruil.network import queries as network
from kennisruil.pathway import actions, queries, rules
from kennisruil.pathway.web.asking import concept_or_404
from kennisruil.pathway.web.forms import OwnerForm, WorkerForm
from kennisruil.shared.web.asking import today_of, write_as
from kennisruil.shared.web.pages import network_of, office_page


@require_POST
@office_page
def join(request: HttpRequest, concept_id: UUID) -> HttpResponse:
    """Let somebody work on the concept, from today."""
    one, form = concept_or_404(request, concept_id), WorkerForm(request.POST)
    email = form.cleaned_data["email"] if form.is_valid() else ""
    member = network.member_by_email(network_id=network_of(request), email=email) if email else None
    if member is None:
        messages.error(request, _("Nobody here has this e-mail address. Invite the person first."))
    else:
        actions.join_concept(concept_id=one.pk, member_id=member.pk, from_on=today_of(request), **write_as(request))
    return redirect("pathway:concept", concept_id=one.pk)


@require_POST
@office_page
def leave(request: HttpRequest, concept_id: UUID, member_id: UUID) -> HttpResponse:
    """Note that somebody no longer works on it, from today."""
    one = concept_or_404(request, concept_id)
    actions.leave_concept(concept_id=one.pk, member_id=member_id, until_on=today_of(request), **write_as(request))
    return redirect("pathway:concept", concept_id=one.pk)


@require_POST
@office_page
def share(request: HttpRequest, concept_id: UUID) -> HttpResponse:
    """Give a party other parts from today; nil parts end its share, the others keep theirs."""
    one, today = concept_or_404(request, concept_id), today_of(request)
    form = OwnerForm(request.POST, network_id=network_of(request), on=today)
    if form.is_valid():
        party_id, parts = UUID(form.cleaned_data["owner"]), form.cleaned_data["parts"]
        present = queries.shares_of(network_id=network_of(request), concept_id=one.pk, on=today)
        owners = [row for row in present if row.party_id != party_id]
        owners += [rules.Share(party_id, parts)] if parts else []
        actions.share_concept(concept_id=one.pk, owners=owners, from_on=today, **write_as(request))
    return redirect("pathway:concept", concept_id=one.pk)
