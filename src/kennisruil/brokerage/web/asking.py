"""Needs, proposals, sessions and members that a page names; what is not of this network does not exist."""

from uuid import UUID

from django.http import Http404, HttpRequest

from kennisruil.brokerage import queries
from kennisruil.brokerage.models import Need, Proposal, Referral, Session
from kennisruil.brokerage.permissions import may_answer_proposal, may_change_need, may_see_referral, may_see_session
from kennisruil.network import queries as network
from kennisruil.shared.web.asking import my_id, row_or_404
from kennisruil.shared.web.pages import is_office


def need_or_404(request: HttpRequest, need_id: UUID) -> Need:
    """Give a need of this network."""
    return row_or_404(request, queries.need_by_id, need_id=need_id)


def own_need_or_404(request: HttpRequest, need_id: UUID) -> Need:
    """Give a need that who asks may change; to others it is as if it did not exist."""
    need = need_or_404(request, need_id)
    if not may_change_need(need=need, member_id=my_id(request), is_office=is_office(request)):
        raise Http404
    return need


def proposal_or_404(request: HttpRequest, proposal_id: UUID) -> Proposal:
    """Give a proposal that who asks may answer."""
    proposal = row_or_404(request, queries.proposal_by_id, proposal_id=proposal_id)
    if not may_answer_proposal(proposal=proposal, member_id=my_id(request), is_office=is_office(request)):
        raise Http404
    return proposal


def referral_or_404(request: HttpRequest, referral_id: UUID) -> Referral:
    """Give a referral that who asks may see."""
    referral = row_or_404(request, queries.referral_by_id, referral_id=referral_id)
    if not may_see_referral(referral=referral, member_id=my_id(request), is_office=is_office(request)):
        raise Http404
    return referral


def session_or_404(request: HttpRequest, session_id: UUID) -> Session:
    """Give a session that who asks may see."""
    session = row_or_404(request, queries.session_by_id, session_id=session_id)
    if not may_see_session(session=session, member_id=my_id(request), is_office=is_office(request)):
        raise Http404
    return session


def member_sent_or_404(request: HttpRequest) -> UUID:
    """Give the id of the member that a form names; the forms of this room only name members of this network."""
    try:
        member_id = UUID(request.POST.get("member", ""))
    except ValueError as error:
        raise Http404 from error
    return row_or_404(request, network.member_by_id, member_id=member_id).pk
