"""Links in mails: one per answer, each signed for one question about one row, good for some months."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse

from kennisruil.shared.signed import sign

PROPOSAL, SESSION, DETAILS = "brokerage.proposal", "brokerage.session", "brokerage.details"
REFERRAL, REFERRAL_DAYS = "brokerage.referral", 60
PLACE, PLACE_DAYS = "brokerage.place", 60
BOOK, BOOK_DAYS = "brokerage.book", 60
# A proposal waits days, an answer after a session some weeks; details may be asked until the close.
PROPOSAL_DAYS, SESSION_DAYS, DETAILS_DAYS = 60, 180, 180


def proposal_link(*, network_id: UUID, proposal_id: UUID, answer: str) -> str:
    """Give the link that opens the page with ``answer`` (yes, no, other_date) chosen; only its button acts."""
    token = sign(PROPOSAL, network_id=network_id, proposal=proposal_id, answer=answer)
    return _whole("brokerage:answer_proposal", token)


def session_link(*, network_id: UUID, session_id: UUID, side: str, say: str) -> str:
    """Give the link of one side of a session; ``say``: accept, decline, move, held, not_held or talk."""
    token = sign(SESSION, network_id=network_id, session=session_id, side=side, say=say)
    return _whole("brokerage:answer_session", token)


def referral_link(*, network_id: UUID, referral_id: UUID, say: str) -> str:
    """Give the link of whom a referral names; ``say``: fine or not."""
    token = sign(REFERRAL, network_id=network_id, referral=referral_id, say=say)
    return _whole("brokerage:answer_referral", token)


def place_link(*, network_id: UUID, place_id: UUID, say: str) -> str:
    """Give the link of who waited for somebody; ``say``: ask or leave."""
    return _whole("brokerage:answer_place", sign(PLACE, network_id=network_id, place=place_id, say=say))


def booking_link(*, network_id: UUID, proposal_id: UUID, side: str) -> str:
    """Give the link to the half-days of the other side, for one side of a proposal that was agreed to."""
    return _whole("brokerage:book_by_link", sign(BOOK, network_id=network_id, proposal=proposal_id, side=side))


def details_link(*, network_id: UUID, member_id: UUID, proposal_id: UUID | str = "") -> str:
    """Give the link to the page on which a person says for which party, with which number and account."""
    token = sign(DETAILS, network_id=network_id, member=member_id, proposal=proposal_id)
    return _whole("brokerage:answer_details", token)


def _whole(name: str, token: str) -> str:
    return f"{settings.BASE_URL}{reverse(name, args=[token])}"


def page_link(name: str, id: UUID) -> str:
    """Give the whole address of one of this room's pages."""
    return f"{settings.BASE_URL}{reverse(name, args=[id])}"
