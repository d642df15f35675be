"""Writes of the brokerage room, a file per noun."""

from kennisruil.brokerage.actions.agreeing import accept_session
from kennisruil.brokerage.actions.alerts import change_rhythm, end_all_news, end_news, want_news
from kennisruil.brokerage.actions.arranging import arrange_session
from kennisruil.brokerage.actions.booking import book_half_day
from kennisruil.brokerage.actions.capacity import set_capacity
from kennisruil.brokerage.actions.companions import add_companion, remove_companion
from kennisruil.brokerage.actions.details import answer_details, choose_party
from kennisruil.brokerage.actions.ending import cancel_session, decline_session, move_session
from kennisruil.brokerage.actions.half_days import forget_past_days, keep_days, keep_week
from kennisruil.brokerage.actions.holding import (
    answer_session,
    ask_whether_held,
    confirm_session,
    decide_session,
    note_outcome,
    report_no_show,
)
from kennisruil.brokerage.actions.inviting import accept_invitation, invite_to_give
from kennisruil.brokerage.actions.lists import list_candidate, move_candidate, unlist_candidate
from kennisruil.brokerage.actions.needs import ask_for_help, change_need, promise_confidence, withdraw_need
from kennisruil.brokerage.actions.offering import ask_whether_offers_stand, offer_what_i_can, post_offer
from kennisruil.brokerage.actions.past_sessions import forget_past_sessions, note_past_session
from kennisruil.brokerage.actions.places import leave_place, offer_place, wait_for
from kennisruil.brokerage.actions.proposals import answer_proposal, ask_beyond, ask_next, offer_help, pass_over_silent
from kennisruil.brokerage.actions.reaching import ask_introduction, close_approach, introduce, write_to
from kennisruil.brokerage.actions.recipients import add_recipient
from kennisruil.brokerage.actions.referrals import (
    answer_referral,
    note_referral_outcome,
    pass_quiet_referrals,
    refer,
)
from kennisruil.brokerage.actions.rounds import accept_link, close_round, draw_round, open_round, reject_link
from kennisruil.brokerage.actions.sweep import sweep_daily
from kennisruil.brokerage.actions.telling import read_need, read_open_needs, tell_news
from kennisruil.brokerage.actions.turns import take_place
from kennisruil.brokerage.actions.willing import avoid, avoid_no_more, end_pause, judge_fit, take_pause

__all__ = [
    "accept_invitation",
    "accept_link",
    "accept_session",
    "add_companion",
    "add_recipient",
    "answer_details",
    "answer_proposal",
    "answer_referral",
    "answer_session",
    "arrange_session",
    "ask_beyond",
    "ask_for_help",
    "ask_introduction",
    "ask_next",
    "ask_whether_held",
    "ask_whether_offers_stand",
    "avoid",
    "avoid_no_more",
    "book_half_day",
    "cancel_session",
    "change_need",
    "change_rhythm",
    "choose_party",
    "close_approach",
    "close_round",
    "confirm_session",
    "decide_session",
    "decline_session",
    "draw_round",
    "end_all_news",
    "end_news",
    "end_pause",
    "forget_past_days",
    "forget_past_sessions",
    "introduce",
    "invite_to_give",
    "judge_fit",
    "keep_days",
    "keep_week",
    "leave_place",
    "list_candidate",
    "move_candidate",
    "move_session",
    "note_outcome",
    "note_past_session",
    "note_referral_outcome",
    "offer_help",
    "offer_place",
    "offer_what_i_can",
    "open_round",
    "pass_over_silent",
    "pass_quiet_referrals",
    "post_offer",
    "promise_confidence",
    "read_need",
    "read_open_needs",
    "refer",
    "reject_link",
    "remove_companion",
    "report_no_show",
    "set_capacity",
    "sweep_daily",
    "take_pause",
    "take_place",
    "tell_news",
    "unlist_candidate",
    "wait_for",
    "want_news",
    "withdraw_need",
    "write_to",
]
