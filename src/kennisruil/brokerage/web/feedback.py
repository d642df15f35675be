"""Feedback on a session: five questions, answered by either side once it is held."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kennisruil.brokerage.web.asking import session_or_404
from kennisruil.brokerage.web.forms import FeedbackForm
from kennisruil.brokerage.web.sessions import page_of
from kennisruil.quality import actions as quality
from kennisruil.quality.rules import Answers
from kennisruil.shared.web.asking import my_id
from kennisruil.shared.web.pages import member_page
from kennisruil.shared.web.performing import perform


@require_POST
@member_page
def feedback(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Answer the five questions; the recipient's marks concern who gave."""
    row = session_or_404(request, session_id)
    form, side = FeedbackForm(request.POST), row.side_of(my_id(request))
    if side is None or not form.is_valid():
        return page_of(request, row, status=422, feedback_form=form)
    said = form.cleaned_data
    answers = Answers(
        helpfulness=int(said["helpfulness"]) if said["helpfulness"] else None,
        clarity=int(said["clarity"]) if said["clarity"] else None,
        again={"yes": True, "no": False}.get(said["again"]),
        taken_along=said["taken_along"],
        for_office=said["for_office"],
    )
    perform(
        request,
        quality.give_feedback,
        done=_("Thank you. It helps the next match."),
        about=("session", row.pk),
        member_id=my_id(request),
        answers=answers,
        concerns_id=row.provider_id if side == "recipient" else None,
    )
    return redirect("brokerage:session", row.pk)
