"""Tables of the brokerage room, a file per noun."""

from kennisruil.brokerage.models.exchange_round import ExchangeRound, RoundLink
from kennisruil.brokerage.models.need import Need, Promise, Proposal
from kennisruil.brokerage.models.past_session import PastSession
from kennisruil.brokerage.models.referral import Referral
from kennisruil.brokerage.models.session import Acceptance, Outcome, Session, SessionPayer
from kennisruil.brokerage.models.span import SessionSpan
from kennisruil.brokerage.models.willing import Avoidance, Judgement, Pause

__all__ = [
    "Acceptance",
    "Avoidance",
    "ExchangeRound",
    "Judgement",
    "Need",
    "Outcome",
    "PastSession",
    "Pause",
    "Promise",
    "Proposal",
    "Referral",
    "RoundLink",
    "Session",
    "SessionPayer",
    "SessionSpan",
]
