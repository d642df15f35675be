"""What the office judged of fits: said on a need's page, and read together as a measure of the search."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.queries.measured import Measured
from kennisruil.brokerage.web.asking import member_sent_or_404, need_or_404
from kennisruil.matching import actions as matching_actions
from kennisruil.matching import queries as matching
from kennisruil.matching.queries.search import WEIGHTS
from kennisruil.matching.rules.learning import LEAST_NEEDS
from kennisruil.network import queries as network
from kennisruil.shared.ids import new_id
from kennisruil.shared.web.pages import network_of, office_page
from kennisruil.shared.web.performing import perform

GRADES = (
    (3, gettext_lazy("The right person")),
    (2, gettext_lazy("Would help")),
    (1, gettext_lazy("A little beside it")),
    (0, gettext_lazy("Not for this")),
)


@require_POST
@office_page
def judge(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Keep how well somebody fits."""
    need = need_or_404(request, need_id)
    said = request.POST.get("grade", "")
    grade = int(said) if said.isdecimal() and len(said) == 1 else -1
    member_id = member_sent_or_404(request)
    perform(
        request,
        actions.judge_fit,
        done=_("Noted. The search is measured by it."),
        need_id=need.pk,
        member_id=member_id,
        grade=grade,
    )
    return redirect(reverse("brokerage:need", args=[need.pk]) + "#candidates")


@require_POST
@office_page
def avoid(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Propose somebody to the asker no more."""
    need = need_or_404(request, need_id)
    perform(
        request,
        actions.avoid,
        done=_("They are not proposed to each other any more."),
        member_id=need.member_id,
        other_id=member_sent_or_404(request),
    )
    return redirect(reverse("brokerage:need", args=[need.pk]) + "#candidates")


@require_safe
@office_page
def judged(request: HttpRequest) -> HttpResponse:
    """Show every judged need, and how high the search puts the people who were judged to fit."""
    network_id = network_of(request)
    found = queries.measured(network_id=network_id)
    ids = {member_id for one in found.needs for member_id in one.grades}
    people = network.members_by_ids(network_id=network_id, member_ids=list(ids))
    context = {
        "rows": [_row(one, people) for one in found.needs],
        "found": found,
        "learnt": queries.learnt_weights(network_id=network_id),
        "least_needs": LEAST_NEEDS,
        "is_learnt": matching.usual_reach(network_id=network_id).weights != WEIGHTS,
        "search": matching.search_state(network_id=network_id),
    }
    return render(request, "brokerage/judged.html", context)


@require_POST
@office_page
def weigh(request: HttpRequest) -> HttpResponse:
    """Search with the weights that answers and judgements teach, or again with those of the program."""
    network_id = network_of(request)
    if request.POST.get("back"):
        weights, needs = WEIGHTS, 0
    else:
        learnt = queries.learnt_weights(network_id=network_id)
        if not learnt.is_better:
            messages.info(request, _("There is nothing better to take now. Nothing has changed."))
            return redirect("brokerage:judged")
        weights, needs = learnt.weights, learnt.needs
    perform(
        request,
        matching_actions.take_weights,
        done=_("From now on we search this way."),
        id=new_id(),
        weights=weights,
        needs=needs,
    )
    return redirect("brokerage:judged")


def _row(one: Measured, people: dict[UUID, Any]) -> dict[str, Any]:
    words = dict(GRADES)
    return {
        "need": one.need,
        "people": [
            {"name": people[member_id].name, "grade": words[grade], "place": one.places.get(member_id)}
            for member_id, grade in sorted(one.grades.items(), key=lambda pair: (-pair[1], people[pair[0]].name))
        ],
    }
