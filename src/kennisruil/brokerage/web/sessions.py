"""Sessions: my list, and the page of one with every step."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kennisruil.billing import queries as billing
from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.models import Session
from kennisruil.brokerage.rules.course import OFFICE, SIDES, other
from kennisruil.brokerage.web import agreeing, joint, words
from kennisruil.brokerage.web.answered import after_answer
from kennisruil.brokerage.web.asking import session_or_404
from kennisruil.brokerage.web.forms import FeedbackForm, OutcomeForm, WhenForm
from kennisruil.brokerage.web.recipients import may_add
from kennisruil.network.queries import parties_of
from kennisruil.quality import queries as quality
from kennisruil.shared.web.asking import language_of, my_id, today_of
from kennisruil.shared.web.pages import is_office, member_page, network_of
from kennisruil.shared.web.performing import perform


@require_safe
@member_page
def my_sessions(request: HttpRequest) -> HttpResponse:
    """List my sessions: what is coming first, then what was."""
    member_id = my_id(request)
    found = queries.sessions_of(network_id=network_of(request), member_id=member_id)
    rows = joint.rows_once(
        [_row(session, member_id=member_id, language=language_of(request)) for session in found], member_id=member_id
    )
    coming = [row for row in rows if row["session"].state not in ("held", "cancelled")]
    done = [row for row in rows if row["session"].state in ("held", "cancelled")]
    return render(request, "brokerage/my_sessions.html", {"coming": coming[::-1], "done": done})


def _row(session: Session, *, member_id: UUID, language: str) -> dict[str, Any]:
    side = session.side_of(member_id) or "provider"
    return {
        "session": session,
        "side": side,
        "other": session.member_on(other(side)).name,
        "coins": session.provider_coins if side == "provider" else -session.recipient_coins,
        "item": session.item.name_in(language),
        "chip": words.session_chip(session),
    }


@require_safe
@member_page
def session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Show a session: where it stands, what it means, and what who looks can do now."""
    return page_of(request, session_or_404(request, session_id))


def page_of(request: HttpRequest, row: Session, *, status: int = 200, **forms: Any) -> HttpResponse:
    """Answer with the page of a session; ``forms`` are those filled in wrongly, shown with what they said."""
    side = row.side_of(my_id(request))
    zone = request.network.time_zone  # type: ignore[attr-defined]  # set by the shell
    outcomes = queries.outcomes_of(network_id=row.network_id, session_id=row.pk)
    today = today_of(request)
    context = {
        "session": row,
        "chip": words.session_chip(row),
        "item_name": row.item.name_in(language_of(request)),
        "side": side,
        "office": is_office(request),
        "steps": words.steps_of(row, documented_on=_documented_on(row)),
        "people": joint.people(row, side=side, is_office=is_office(request)),
        "meanings": [
            (one, words.consequence(row, one, is_own=one == side))
            for one in SIDES
            if one == side or (side is None and is_office(request))
        ],
        "may_accept": side is not None and row.state in ("proposed", "moved") and side not in row.course.accepted,
        **(agreeing.for_office(row, side) if is_office(request) else {}),
        "may_answer": side is not None and row.state in ("agreed", "asked", "disputed") and today >= row.held_on,
        "is_final": row.course.is_final,
        "may_change": side is not None or is_office(request),
        "may_confirm": row.state in ("agreed", "asked") and today >= row.held_on,
        "has_passed": today >= row.held_on,
        "may_add": is_office(request) and may_add(row),
        "confidential": _confidential(request, row),
        "outcomes": [(row.member_on(one).name, outcomes[one].text) for one in SIDES if one in outcomes],
        "outcome_form": forms.get("outcome_form") or OutcomeForm(initial=_own_text(outcomes, side)),
        "feedback_form": forms.get("feedback_form") or FeedbackForm(),
        "has_given_feedback": _own_feedback(request, row) is not None,
        "office_answers": _answers_for_office(row) if is_office(request) else 0,
        "when_form": forms.get("when_form") or WhenForm(zone=zone, initial={"place": row.place}),
        "half_days": joint.half_days_for(row, side=side),
        "payers": queries.payers_of(network_id=row.network_id, session_id=row.pk),
        "acceptances": queries.acceptances_of(network_id=row.network_id, session_id=row.pk),
        "own_party_ids": _own_party_ids(request),
        **words.spoken(row, side),
    } | joint.context(row, side=side, is_office=is_office(request))
    return render(request, "brokerage/session.html", context, status=status)


def _own_party_ids(request: HttpRequest) -> list[UUID]:
    """Give the parties whose documents who looks may see in the chain."""
    rows = parties_of(network_id=network_of(request), member_id=my_id(request), on=today_of(request))
    return [row.party_id for row in rows]


def _documented_on(row: Session) -> date | None:
    """Give the day of the last document that was issued about the session."""
    documents = billing.documents_about(network_id=row.network_id, ref=("session", row.pk))
    return max((document.issued_on for document in documents if document.issued_on), default=None)


def _own_text(outcomes: dict[str, Any], side: str | None) -> dict[str, str]:
    return {"text": outcomes[side].text} if side in outcomes else {}


def _own_feedback(request: HttpRequest, row: Session) -> Any:
    return quality.feedback_of(network_id=row.network_id, kind="session", id=row.pk, member_id=my_id(request))


def _answers_for_office(row: Session) -> int:
    return quality.for_office(network_id=row.network_id, state="all", kind="session", id=row.pk).count()


def _confidential(request: HttpRequest, row: Session) -> str | None:
    if row.need is None:
        return None
    return queries.confidential_text_for(
        network_id=row.network_id, need=row.need, member_id=my_id(request), is_office=is_office(request)
    )


@require_POST
@member_page
def act(request: HttpRequest, session_id: UUID, verb: str) -> HttpResponse:
    """Take one step: accept, decline, move, cancel, answer, report, and for the office decide and confirm."""
    row = session_or_404(request, session_id)
    side = row.side_of(my_id(request))
    if side is None and not is_office(request):
        # Who pays along reads the page; the steps are for who meets.
        raise Http404
    reason = request.POST.get("reason", "")[:1000]

    def settled(otherwise: str) -> Callable[[Session], str]:
        sign = getattr(request.network, "coin_sign", "") or "SIF"  # type: ignore[attr-defined]  # set by the shell
        return lambda found: after_answer(found, side=side or "", otherwise=otherwise, sign=sign)

    own = {
        "accept": (actions.accept_session, {"side": side}, agreeing.accepted),
        "decline": (actions.decline_session, {"side": side, "text": reason}, _("The session does not go on.")),
        "held": (actions.answer_session, {"side": side, "said": "held"}, settled(_("Thank you, that is noted."))),
        "not-held": (
            actions.answer_session,
            {"side": side, "said": "not_held", "text": reason},
            settled(_("That is noted. The office looks at it.")),
        ),
        "talk": (
            actions.answer_session,
            {"side": side, "said": "talk", "text": reason},
            _("The office calls you. No coins move until then."),
        ),
    }
    shared = {
        "cancel": (
            actions.cancel_session,
            {"reason": reason, "is_for_all": side == "provider"},
            _("The session does not go on; both got a mail."),
        ),
        "no-show": (actions.report_no_show, {"text": reason}, _("That is noted. The office decides what it means.")),
    }
    office = {
        **{
            f"heard-{one}": (actions.accept_session, {"side": one, "is_by_phone": True}, agreeing.heard)
            for one in SIDES
        },
        "confirm": (actions.confirm_session, {}, _("The session is held: the coins have moved.")),
        "confirm-all": (
            actions.confirm_session,
            {"is_for_all": True},
            _("The session is held: the coins have moved."),
        ),
        "cancel-all": (
            actions.cancel_session,
            {"reason": reason, "is_for_all": True},
            _("The session does not go on; everybody got a mail."),
        ),
        "decide-held": (actions.decide_session, {"is_held": True, "reason": reason}, _("It counts as held.")),
        "decide-not": (actions.decide_session, {"is_held": False, "reason": reason}, _("It does not count as held.")),
    }
    steps = shared | (own if side else {}) | (office if is_office(request) else {})
    if verb in steps:
        step, values, done = steps[verb]
        perform(request, step, done=done, session_id=row.pk, **values)
    return redirect("brokerage:session", row.pk)


@require_POST
@member_page
def move(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Take another date."""
    row = session_or_404(request, session_id)
    if row.side_of(my_id(request)) is None and not is_office(request):
        raise Http404
    zone = request.network.time_zone  # type: ignore[attr-defined]  # set by the shell
    form = WhenForm(joint.with_half_day(request.POST, row), zone=zone)
    if not form.is_valid():
        return page_of(request, row, status=422, when_form=form)
    side = row.side_of(my_id(request)) or OFFICE
    perform(
        request,
        actions.move_session,
        done=_("The new date is proposed; who did not choose it gets a mail."),
        session_id=row.pk,
        starts_at=form.starts_at(),
        mover=side,
        place=form.cleaned_data["place"] or row.place,
    )
    return redirect("brokerage:session", row.pk)


@require_POST
@member_page
def outcome(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Note what came of it."""
    row = session_or_404(request, session_id)
    form, side = OutcomeForm(request.POST), row.side_of(my_id(request))
    if side is None or not form.is_valid():
        return page_of(request, row, status=422, outcome_form=form)
    done = _("Thank you. It is kept with the session.")
    perform(request, actions.note_outcome, done=done, session_id=row.pk, side=side, text=form.cleaned_data["text"])
    return redirect("brokerage:session", row.pk)
