"""Concepts: the list, one of them, opening one, moving it to another stage."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kennisruil.pathway import actions, queries, rules, words
from kennisruil.pathway.web.asking import concept_or_404
from kennisruil.pathway.web.forms import ConceptForm, OpenForm, OwnerForm, StageForm, WorkerForm
from kennisruil.shared.links_to import url_for
from kennisruil.shared.web.asking import drawn_id, my_id, today_of, write_as
from kennisruil.shared.web.pages import is_office, member_page, network_of, office_page


@require_safe
@office_page
def concepts(request: HttpRequest) -> HttpResponse:
    """List concepts by any word in name or summary, and by stage."""
    text, stage = request.GET.get("q", ""), request.GET.get("stage", "")
    stage = stage if stage in rules.STAGES else ""
    found = queries.find_concepts(network_id=network_of(request), text=text, stage=stage)
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    rows = [
        [
            {"text": one.name, "url": reverse("pathway:concept", args=[one.pk])},
            {"text": words.STAGES[one.stage]},
            {"day": one.started_on},
        ]
        for one in page
    ]
    choices = [{"value": "", "text": _("All stages")}] + [
        {"value": value, "text": word} for value, word in words.STAGES.items()
    ]
    filters = [
        {"name": "q", "label": _("Name or a word"), "kind": "search", "value": text},
        {"name": "stage", "label": _("Stage"), "kind": "choice", "value": stage, "choices": choices},
    ]
    columns = [{"label": _("Concept")}, {"label": _("Stage")}, {"label": _("Started")}]
    return render(
        request, "pathway/concepts.html", {"rows": rows, "columns": columns, "filters": filters, "page": page}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@office_page
def open_concept(request: HttpRequest) -> HttpResponse:
    """Open a concept. The id stands in the form, so a second press opens it once."""
    today = today_of(request)
    form = OpenForm(request.POST or None, network_id=network_of(request), on=today)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        concept = actions.open_concept(
            id=drawn_id(request),
            name=given["name"],
            summary=given["summary"],
            stage=given["stage"],
            started_on=today,
            owners=[rules.Share(UUID(given["owner"]))] if given["owner"] else [],
            **write_as(request),
        )
        messages.success(request, _("%(name)s is open.") % {"name": concept.name})
        return redirect("pathway:concept", concept_id=concept.pk)
    return render(request, "pathway/open_concept.html", {"form": form, "id": drawn_id(request)})


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def concept(request: HttpRequest, concept_id: UUID) -> HttpResponse:
    """Show a concept to the office and to who works on it; the office changes it."""
    one, network_id, today = concept_or_404(request, concept_id), network_of(request), today_of(request)
    people = queries.members_of(network_id=network_id, concept_id=one.pk, on=today)
    office = is_office(request)
    if not office and my_id(request) not in [row.member_id for row in people]:
        raise Http404
    form = ConceptForm(request.POST or None, initial={"name": one.name, "summary": one.summary})
    if request.method == "POST" and office and form.is_valid():
        actions.change_concept(concept_id=one.pk, **form.cleaned_data, **write_as(request))
        messages.success(request, _("What %(name)s is, is kept.") % {"name": form.cleaned_data["name"]})
        return redirect("pathway:concept", concept_id=one.pk)
    owners = queries.owners_of(network_id=network_id, concept_id=one.pk, on=today)
    stages = queries.stages_of(network_id=network_id, concept_id=one.pk)
    page = {
        "concept": one,
        "stage": words.STAGES[one.stage],
        "owners": [
            {"name": row.party.name, "parts": row.parts, "url": url_for("party", row.party_id)} for row in owners
        ],
        "people": [
            {"name": row.member.name, "pk": row.member_id, "url": url_for("member", row.member_id)} for row in people
        ],
        "events": [{"on": row.entered_on, "text": words.STAGES[row.stage], "icon": "place"} for row in stages],
        "form": form if office else None,
        "owner_form": OwnerForm(network_id=network_id, on=today) if office else None,
        "worker_form": WorkerForm() if office else None,
        "stage_form": StageForm(initial={"stage": one.stage}) if office else None,
    }
    return render(request, "pathway/concept.html", page)


@require_POST
@office_page
def enter_stage(request: HttpRequest, concept_id: UUID) -> HttpResponse:
    """Note that the concept enters a stage today."""
    one, form = concept_or_404(request, concept_id), StageForm(request.POST)
    if form.is_valid():
        actions.enter_stage(
            concept_id=one.pk, stage=form.cleaned_data["stage"], on=today_of(request), **write_as(request)
        )
    return redirect("pathway:concept", concept_id=one.pk)
