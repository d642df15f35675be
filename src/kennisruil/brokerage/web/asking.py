"""What the views of this room load from the request, and how they perform one action."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest

from kennisruil.brokerage import queries
from kennisruil.brokerage.models import Need, Proposal, Session
from kennisruil.brokerage.permissions import may_answer_proposal, may_change_need, may_see_session
from kennisruil.network import queries as network
from kennisruil.network.models import Member
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.web.asking import my_id, write_as
from kennisruil.shared.web.pages import network_of
from kennisruil.shared.web.sentences import sentence_for


def is_office(request: HttpRequest) -> bool:
    """Whether who asks works in the office."""
    return bool(getattr(request, "is_office", False))


def need_or_404(request: HttpRequest, need_id: UUID) -> Need:
    """Give a need of this network."""
    try:
        return queries.need_by_id(network_id=network_of(request), need_id=need_id)
    except Need.DoesNotExist as error:
        raise Http404 from error


def own_need_or_404(request: HttpRequest, need_id: UUID) -> Need:
    """Give a need that who asks may change; to others it is as if it did not exist."""
    need = need_or_404(request, need_id)
    if not may_change_need(need=need, member_id=my_id(request), is_office=is_office(request)):
        raise Http404
    return need


def proposal_or_404(request: HttpRequest, proposal_id: UUID) -> Proposal:
    """Give a proposal that who asks may answer."""
    try:
        proposal = queries.proposal_by_id(network_id=network_of(request), proposal_id=proposal_id)
    except Proposal.DoesNotExist as error:
        raise Http404 from error
    if not may_answer_proposal(proposal=proposal, member_id=my_id(request), is_office=is_office(request)):
        raise Http404
    return proposal


def session_or_404(request: HttpRequest, session_id: UUID) -> Session:
    """Give a session that who asks may see."""
    try:
        session = queries.session_by_id(network_id=network_of(request), session_id=session_id)
    except Session.DoesNotExist as error:
        raise Http404 from error
    if not may_see_session(session=session, member_id=my_id(request), is_office=is_office(request)):
        raise Http404
    return session


def member_sent_or_404(request: HttpRequest) -> UUID:
    """Give the id of the member that a form names; the forms of this room only name members of this network."""
    try:
        member_id = UUID(request.POST.get("member", ""))
        return network.member_by_id(network_id=network_of(request), member_id=member_id).pk
    except (ValueError, Member.DoesNotExist) as error:
        raise Http404 from error


def perform(request: HttpRequest, verb: Callable[..., Any], *, done: str = "", **values: Any) -> bool:
    """Call one action as who asks; say ``done``, or the sentence of its refusal. Gives whether it was done."""
    try:
        verb(**values, **write_as(request))
    except Refusal as refusal:
        messages.error(request, sentence_for(refusal))
        return False
    if done:
        messages.success(request, done)
    return True
