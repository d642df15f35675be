"""Pages that links in mails open, without signing in. A GET shows and changes nothing; only the button acts."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.actions import links
from kennisruil.brokerage.models import Proposal, Session
from kennisruil.brokerage.web import words
from kennisruil.brokerage.web.answered import moved_of
from kennisruil.brokerage.web.details import details_page
from kennisruil.brokerage.web.moving import may_move, move_page
from kennisruil.network import queries as network
from kennisruil.network.models import Member, Network
from kennisruil.shared import clock
from kennisruil.shared.actors import Actor
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.scope import network_scope
from kennisruil.shared.signed import LinkRefused, network_of, read
from kennisruil.shared.web.house import in_house_of
from kennisruil.shared.web.pages import problem_page
from kennisruil.shared.web.sentences import sentence_for

View = Callable[[HttpRequest, dict[str, Any]], HttpResponse]
_GONE, _UNKNOWN = 410, 404


def by_link(purpose: str, days: int) -> Callable[[View], Callable[..., HttpResponse]]:
    """Open a page by its signed link, in the network that the link names.

    Too old: 410. Unreadable, or of another network than the one signed in to: 404. Nobody learns whether a row exists.
    """

    def guard(view: View) -> Callable[..., HttpResponse]:
        @never_cache
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def guarded(request: HttpRequest, token: str) -> HttpResponse:
            try:
                said = read(token, purpose=purpose, max_age_days=days)
            except LinkRefused as refusal:
                with in_house_of(request, network_of(token, purpose=purpose), find=network.network_by_id):
                    return _no_such_link(request, status=_GONE if refusal.reason == "expired" else _UNKNOWN)
            network_id, seated = UUID(said["network_id"]), getattr(request, "network", None)
            if seated is not None and seated.pk != network_id:
                return _of_elsewhere(request)
            with network_scope(network_id):
                try:
                    request.network = Network.objects.get(pk=network_id)  # type: ignore[attr-defined]  # set as the shell does
                    return view(request, said)
                except ObjectDoesNotExist:
                    return _no_such_link(request, status=_UNKNOWN)

        return guarded

    return guard


def _no_such_link(request: HttpRequest, *, status: int) -> HttpResponse:
    if status == _GONE:
        return problem_page(
            request,
            title=_("This link is too old"),
            text=_("Nothing has changed. Sign in to see where it stands, or call the office."),
            status=status,
        )
    return problem_page(
        request,
        title=_("We cannot read this link"),
        text=_("Nothing has changed. Copy the link whole from the mail, or sign in to see where it stands."),
        status=status,
    )


def _of_elsewhere(request: HttpRequest) -> HttpResponse:
    return problem_page(
        request,
        title=_("This link belongs to another network"),
        text=_("Nothing has changed. Switch to the other network first, or sign out, and open the link again."),
        status=_UNKNOWN,
    )


def speak_to(request: HttpRequest, member: Member) -> None:
    """Speak the language of who got the mail, unless another was chosen in this browser."""
    if getattr(request, "member", None) is None and "django_language" not in request.COOKIES:
        translation.activate(member.language)
        request.LANGUAGE_CODE = member.language  # type: ignore[attr-defined]  # as the shell does


def settled(request: HttpRequest, *, title: str, text: str) -> HttpResponse:
    """Say that the question was answered or is gone: stable, and harmless to open again."""
    return problem_page(request, title=title, text=text, status=_GONE)


@by_link(links.PROPOSAL, links.PROPOSAL_DAYS)
def answer_proposal(request: HttpRequest, said: dict[str, Any]) -> HttpResponse:
    """Ask "can you help?" with the answer of the link chosen."""
    proposal = queries.proposal_by_id(network_id=UUID(said["network_id"]), proposal_id=UUID(said["proposal"]))
    speak_to(request, proposal.member)
    is_open = proposal.need.state == "open" and proposal.state in ("asked", "silent", "other_date", "yes", "no")
    if not is_open or (proposal.state == said["answer"] and request.method != "POST"):
        return _answered(request, proposal)
    if request.method == "POST":
        try:
            actions.answer_proposal(
                network_id=proposal.network_id,
                proposal_id=proposal.pk,
                answer=said["answer"],
                text=request.POST.get("text", "")[:1000],
                by=Actor.member(proposal.member_id),
                at=clock.now(),
            )
        except Refusal as refusal:
            return settled(request, title=_("This was settled already"), text=sentence_for(refusal))
        return _thanks(request, proposal, answer=said["answer"])
    return render(
        request,
        "brokerage/answer_proposal.html",
        {"proposal": proposal, "need": proposal.need, "answer": said["answer"]},
    )


def _answered(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    if proposal.need.state != "open" or proposal.state in ("withdrawn", "listed"):
        text = _("Thank you for looking. Somebody else was found, or the question was taken back.")
        return settled(request, title=_("This question is no longer open"), text=text)
    text = _(
        "You answered this before. Nothing has changed. Did you mean something else? Use the other link in the mail."
    )
    return settled(request, title=_("Your answer is with us"), text=text)


def _thanks(request: HttpRequest, proposal: Proposal, *, answer: str) -> HttpResponse:
    details = links.details_link(network_id=proposal.network_id, member_id=proposal.member_id, proposal_id=proposal.pk)
    return render(request, "brokerage/thanks.html", {"answer": answer, "need": proposal.need, "details": details})


@by_link(links.SESSION, links.SESSION_DAYS)
def answer_session(request: HttpRequest, said: dict[str, Any]) -> HttpResponse:
    """Accept or decline a session, or tell whether it took place, with the answer of the link chosen."""
    session = queries.session_by_id(network_id=UUID(said["network_id"]), session_id=UUID(said["session"]))
    side, say = said["side"], said["say"]
    speak_to(request, session.member_on(side))
    if say == "move" and may_move(session):
        return move_page(request, session, side=side)
    if say == "move" or not _still_open(session, side=side, say=say):
        text = words.passed(session, side) or _state_in_words(session)
        return settled(request, title=_("This was settled already"), text=text)
    if request.method == "POST":
        try:
            _perform(session, side=side, say=say, text=request.POST.get("text", "")[:1000])
        except Refusal as refusal:
            title = _("This cannot be done now")
            return problem_page(request, title=title, text=sentence_for(refusal), status=409)
        session = queries.session_by_id(network_id=session.network_id, session_id=session.pk)
        moved = moved_of(session, side=side) if session.state == "held" else ""
        page = {"session": session, "say": say, "side": side, "moved": moved}
        return render(request, "brokerage/session_answered.html", page)
    context = {
        "session": session,
        "side": side,
        "say": say,
        "other": words.card_of(
            session.member_on("provider" if side == "recipient" else "recipient"), have_met=session.have_met
        ),
        "passed": words.passed(session, side) if say == "accept" else "",
        "meaning": words.consequence(session, side) if say == "accept" else None,
        "item_name": session.item.name_in(translation.get_language()),
    }
    return render(request, "brokerage/answer_session.html", context)


def _still_open(session: Session, *, side: str, say: str) -> bool:
    if say in ("accept", "decline"):
        is_said = side in session.course.accepted
        return session.state in ("proposed", "moved") and not (say == "accept" and is_said)
    return session.state in ("agreed", "asked", "disputed") and session.course.answers.get(side) != say


def _perform(session: Session, *, side: str, say: str, text: str) -> None:
    common: dict[str, Any] = {
        "network_id": session.network_id,
        "session_id": session.pk,
        "side": side,
        "by": Actor.member(session.member_on(side).pk),
        "at": clock.now(),
    }
    if say == "accept":
        actions.accept_session(**common)
    elif say == "decline":
        actions.decline_session(text=text, **common)
    else:
        actions.answer_session(said=say, text=text, **common)


def _state_in_words(session: Session) -> str:
    return {
        "proposed": _("You accepted this session. It is agreed once the other side accepts too."),
        "moved": _("You accepted the new date. It is agreed once the other side accepts too."),
        "agreed": _("You both accepted. See you then."),
        "asked": _("Your answer is with us. Thank you."),
        "disputed": _("The office looks at it with you both. No coins move until then."),
        "no_show": _("The office looks at it with you both. No coins move until then."),
        "held": _("The session is held and the coins have moved. Thank you."),
        "cancelled": _("This session does not go on. No coins move."),
    }[session.state]


@by_link(links.DETAILS, links.DETAILS_DAYS)
def answer_details(request: HttpRequest, said: dict[str, Any]) -> HttpResponse:
    """Ask for which party, and what documents need; everything may wait."""

    network_id = UUID(said["network_id"])
    member = network.member_by_id(network_id=network_id, member_id=UUID(said["member"]))
    speak_to(request, member)
    return details_page(request, member=member, proposal_id=UUID(said["proposal"]) if said["proposal"] else None)
