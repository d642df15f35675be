"""Reads of the brokerage room, a file per noun."""

from kennisruil.brokerage.queries.alerts import alert_by_id, alerts_of
from kennisruil.brokerage.queries.candidates import candidates_for_need, standings
from kennisruil.brokerage.queries.capacity import capacity_of, rooms_of, usual_room
from kennisruil.brokerage.queries.details import DetailsMissing, details_missing
from kennisruil.brokerage.queries.directory import (
    approach_by_id,
    approaches_waiting,
    fields_of_directory,
    find_in_directory,
    hidden_from,
    is_in_directory,
    people_under,
    theme_overview,
)
from kennisruil.brokerage.queries.fits import fits_for_member, fits_for_members
from kennisruil.brokerage.queries.half_days import (
    clear_half_days,
    free_half_days,
    given_by,
    half_days_to_choose,
    hours_of,
)
from kennisruil.brokerage.queries.inviting import Inviting, invitation_by_id, invitations_of, invite_terms, inviting
from kennisruil.brokerage.queries.joint import companions_of, payers_people, recipients_of, together_with
from kennisruil.brokerage.queries.learning import learnt_weights
from kennisruil.brokerage.queries.measured import measured
from kennisruil.brokerage.queries.money import consequences_of, price_on, sessions_without_room, without_room
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
from kennisruil.brokerage.queries.places import offered_places, place_by_id, places_for, places_of_need
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
    "Inviting",
    "Waiting",
    "acceptances_of",
    "alert_by_id",
    "alerts_of",
    "approach_by_id",
    "approaches_waiting",
    "avoided_by",
    "candidates_for_need",
    "capacity_of",
    "clear_half_days",
    "close_objections",
    "companions_of",
    "confidential_text_for",
    "consequences_of",
    "details_missing",
    "exchange_terms",
    "fields_of_directory",
    "find_in_directory",
    "fits_for_member",
    "fits_for_members",
    "free_half_days",
    "given_by",
    "half_days_to_choose",
    "has_promised",
    "hidden_from",
    "hours_of",
    "invitation_by_id",
    "invitations_of",
    "invite_terms",
    "inviting",
    "is_in_directory",
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
    "offered_places",
    "open_proposals_for",
    "outcomes_of",
    "past_rounds",
    "past_sessions",
    "pause_of",
    "paused_on",
    "payers_of",
    "payers_people",
    "people_under",
    "place_by_id",
    "places_for",
    "places_of_need",
    "plans_of",
    "present_round",
    "price_on",
    "proposal_by_id",
    "proposals_of",
    "recipients_of",
    "referral_by_id",
    "referrals_about",
    "referrals_of",
    "rooms_of",
    "round_by_id",
    "round_link",
    "session_by_id",
    "session_of_need",
    "sessions_between",
    "sessions_in",
    "sessions_of",
    "sessions_without_room",
    "standings",
    "theme_overview",
    "together_with",
    "usual_room",
    "waiting",
    "without_room",
]
