"""Tables of the brokerage room, a file per noun."""

from kennisruil.brokerage.models.need import Need, Promise, Proposal
from kennisruil.brokerage.models.past_session import PastSession
from kennisruil.brokerage.models.referral import Referral
from kennisruil.brokerage.models.session import Acceptance, Outcome, Session, SessionPayer

__all__ = ["Acceptance", "Need", "Outcome", "PastSession", "Promise", "Proposal", "Referral", "Session", "SessionPayer"]
