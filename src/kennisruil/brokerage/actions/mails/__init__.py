"""Mails of the brokerage room, each in its reader's language and with the content in it, never a bare link."""

from kennisruil.brokerage.actions.mails.agreeing import (
    mail_agreed,
    mail_cancelled,
    mail_moved,
    mail_payers,
    mail_session_proposed,
)
from kennisruil.brokerage.actions.mails.company import mail_joins, mail_leaves, mail_shared_anew
from kennisruil.brokerage.actions.mails.holding import mail_asked, mail_decided
from kennisruil.brokerage.actions.mails.proposals import mail_choose_half_day, mail_proposal, mail_thanks
from kennisruil.brokerage.actions.mails.referrals import mail_card, mail_may_call

__all__ = [
    "mail_agreed",
    "mail_asked",
    "mail_cancelled",
    "mail_card",
    "mail_choose_half_day",
    "mail_decided",
    "mail_joins",
    "mail_leaves",
    "mail_may_call",
    "mail_moved",
    "mail_payers",
    "mail_proposal",
    "mail_session_proposed",
    "mail_shared_anew",
    "mail_thanks",
]
