"""Who may do what with needs and sessions."""

from uuid import UUID

from kennisruil.brokerage.models import Need, Proposal, Referral, Session


def may_see_session(*, session: Session, member_id: UUID, is_office: bool) -> bool:
    """The two sides and the office."""
    return is_office or session.side_of(member_id) is not None


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
