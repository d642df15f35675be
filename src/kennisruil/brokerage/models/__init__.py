"""Tables of the brokerage room, a file per noun."""

from kennisruil.brokerage.models.alert import Alert, Told
from kennisruil.brokerage.models.capacity import Capacity, WaitingPlace
from kennisruil.brokerage.models.exchange_round import ExchangeRound, RoundLink
from kennisruil.brokerage.models.half_day import DayHalf, WeekHalf
from kennisruil.brokerage.models.invitation import Approach, Invitation
from kennisruil.brokerage.models.joint import Companion, JointSession
from kennisruil.brokerage.models.need import Need, Promise, Proposal
from kennisruil.brokerage.models.past_session import PastSession
from kennisruil.brokerage.models.referral import Referral
from kennisruil.brokerage.models.session import Acceptance, Outcome, Session, SessionPayer
from kennisruil.brokerage.models.span import SessionSpan
from kennisruil.brokerage.models.willing import Avoidance, Judgement, Pause

__all__ = [
    "Acceptance",
    "Alert",
    "Approach",
    "Avoidance",
    "Capacity",
    "Companion",
    "DayHalf",
    "ExchangeRound",
    "Invitation",
    "JointSession",
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
    "Told",
    "WaitingPlace",
    "WeekHalf",
]
