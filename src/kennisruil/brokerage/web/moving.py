"""Taking another date by the link of a reminder, without signing in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kennisruil.brokerage import actions
from kennisruil.brokerage.models import Session
from kennisruil.brokerage.web import joint, words
from kennisruil.brokerage.web.forms import WhenForm
from kennisruil.network.models import Network
from kennisruil.shared import clock
from kennisruil.shared.actors import Actor
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.web.sentences import sentence_for


def may_move(session: Session) -> bool:
    """Whether the session still lies ahead."""
    return session.state in ("proposed", "moved", "agreed") and session.starts_at > clock.now()


def move_page(request: HttpRequest, session: Session, *, side: str) -> HttpResponse:
    """Ask for another date; the other side accepts it again."""
    zone = Network.objects.only("time_zone").get(pk=session.network_id).time_zone
    form = WhenForm(joint.with_half_day(request.POST, session) or None, zone=zone, initial={"place": session.place})
    if request.method == "POST" and form.is_valid():
        try:
            _move(session, form, side=side)
        except Refusal as refusal:
            form.add_error(None, sentence_for(refusal))
        else:
            return render(request, "brokerage/session_answered.html", {"session": session, "say": "move", "side": side})
    context: dict[str, Any] = {
        "session": session,
        "side": side,
        "form": form,
        "half_days": joint.half_days_for(session, side=side),
        "other": words.card_of(
            session.member_on("provider" if side == "recipient" else "recipient"), have_met=session.have_met
        ),
    }
    return render(request, "brokerage/answer_move.html", context, status=422 if form.errors else 200)


def _move(session: Session, form: WhenForm, *, side: str) -> None:
    actions.move_session(
        network_id=session.network_id,
        session_id=session.pk,
        starts_at=form.starts_at(),
        mover=side,
        place=form.cleaned_data["place"] or session.place,
        by=Actor.member(session.member_on(side).pk),
        at=clock.now(),
    )
