"""Writes of the brokerage room, a file per noun."""

from kennisruil.brokerage.actions.agreeing import accept_session, cancel_session, decline_session, move_session
from kennisruil.brokerage.actions.arranging import arrange_session
from kennisruil.brokerage.actions.details import answer_details, choose_party
from kennisruil.brokerage.actions.holding import (
    answer_session,
    ask_whether_held,
    confirm_session,
    decide_session,
    note_outcome,
    report_no_show,
)
from kennisruil.brokerage.actions.lists import list_candidate, move_candidate, unlist_candidate
from kennisruil.brokerage.actions.needs import ask_for_help, change_need, promise_confidence, withdraw_need
from kennisruil.brokerage.actions.past_sessions import forget_past_sessions, note_past_session
from kennisruil.brokerage.actions.proposals import answer_proposal, ask_next, offer_help, pass_over_silent
from kennisruil.brokerage.actions.referrals import (
    answer_referral,
    note_referral_outcome,
    pass_quiet_referrals,
    refer,
)
from kennisruil.brokerage.actions.rounds import accept_link, close_round, draw_round, open_round, reject_link
from kennisruil.brokerage.actions.sweep import sweep_daily
from kennisruil.brokerage.actions.willing import avoid, avoid_no_more, end_pause, judge_fit, take_pause

__all__ = [
    "accept_link",
    "accept_session",
    "answer_details",
    "answer_proposal",
    "answer_referral",
    "answer_session",
    "arrange_session",
    "ask_for_help",
    "ask_next",
    "ask_whether_held",
    "avoid",
    "avoid_no_more",
    "cancel_session",
    "change_need",
    "choose_party",
    "close_round",
    "confirm_session",
    "decide_session",
    "decline_session",
    "draw_round",
    "end_pause",
    "forget_past_sessions",
    "judge_fit",
    "list_candidate",
    "move_candidate",
    "move_session",
    "note_outcome",
    "note_past_session",
    "note_referral_outcome",
    "offer_help",
    "open_round",
    "pass_over_silent",
    "pass_quiet_referrals",
    "promise_confidence",
    "refer",
    "reject_link",
    "report_no_show",
    "sweep_daily",
    "take_pause",
    "unlist_candidate",
    "withdraw_need",
]
