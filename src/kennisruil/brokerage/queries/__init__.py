"""Reads of the brokerage room, a file per noun."""

from kennisruil.brokerage.queries.candidates import candidates_for_need, fits_for_member, fits_for_members, standings
from kennisruil.brokerage.queries.details import DetailsMissing, details_missing
from kennisruil.brokerage.queries.learning import learnt_weights
from kennisruil.brokerage.queries.measured import measured
from kennisruil.brokerage.queries.money import consequences_of, price_on
from kennisruil.brokerage.queries.needs import (
    confidential_text_for,
    has_promised,
    need_by_id,
    needs,
    needs_of,
    open_proposals_for,
    proposal_by_id,
    proposals_of,
)
from kennisruil.brokerage.queries.objections import close_objections
from kennisruil.brokerage.queries.past_sessions import past_sessions
from kennisruil.brokerage.queries.referrals import referral_by_id, referrals_about, referrals_of
from kennisruil.brokerage.queries.rounds import (
    needs_for_round,
    past_rounds,
    plans_of,
    present_round,
    round_by_id,
    round_link,
)
from kennisruil.brokerage.queries.sessions import (
    acceptances_of,
    exchange_terms,
    locked_session,
    outcomes_of,
    payers_of,
    session_by_id,
    session_of_need,
    sessions_between,
    sessions_in,
    sessions_of,
)
from kennisruil.brokerage.queries.waiting import Waiting, waiting
from kennisruil.brokerage.queries.willing import (
    avoided_by,
    judged_needs,
    judgements_of,
    not_to_ask,
    pause_of,
    paused_on,
)

__all__ = [
    "DetailsMissing",
    "Waiting",
    "acceptances_of",
    "avoided_by",
    "candidates_for_need",
    "close_objections",
    "confidential_text_for",
    "consequences_of",
    "details_missing",
    "exchange_terms",
    "fits_for_member",
    "fits_for_members",
    "has_promised",
    "judged_needs",
    "judgements_of",
    "learnt_weights",
    "locked_session",
    "measured",
    "need_by_id",
    "needs",
    "needs_for_round",
    "needs_of",
    "not_to_ask",
    "open_proposals_for",
    "outcomes_of",
    "past_rounds",
    "past_sessions",
    "pause_of",
    "paused_on",
    "payers_of",
    "plans_of",
    "present_round",
    "price_on",
    "proposal_by_id",
    "proposals_of",
    "referral_by_id",
    "referrals_about",
    "referrals_of",
    "round_by_id",
    "round_link",
    "session_by_id",
    "session_of_need",
    "sessions_between",
    "sessions_in",
    "sessions_of",
    "standings",
    "waiting",
]
