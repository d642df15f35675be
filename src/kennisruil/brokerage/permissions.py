"""Who may do what with needs and sessions."""

from uuid import UUID

from kennisruil.brokerage.models import Need, Proposal, Referral, Session
from kennisruil.brokerage.queries.joint import payers_people


def may_see_session(*, session: Session, member_id: UUID, is_office: bool) -> bool:
    """The two sides, who acts for a party that pays part of it, and the office."""
    if is_office or session.side_of(member_id) is not None:
        return True
    paying = payers_people(network_id=session.network_id, session_ids=[session.pk])
    return member_id in paying.get(session.pk, ())


def may_change_need(*, need: Need, member_id: UUID, is_office: bool) -> bool:
    """Who asked it, and the office."""
    return is_office or need.member_id == member_id


def may_answer_proposal(*, proposal: Proposal, member_id: UUID, is_office: bool) -> bool:
    """Who was asked; the office notes what it heard by phone."""
    return is_office or proposal.member_id == member_id


def may_see_referral(*, referral: Referral, member_id: UUID, is_office: bool) -> bool:
    """The office, whom it names, and who may call once the card is given."""
    is_given = referral.state in ("given", "done")
    return is_office or referral.to_member_id == member_id or (is_given and referral.member_id == member_id)
