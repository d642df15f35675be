"""Writes of the billing room: one business verb each."""

from kennisruil.billing.actions.acceptance import (
    NotADraft,
    accept_document,
    accept_due_drafts,
    draw_again,
    refuse_document,
)
from kennisruil.billing.actions.balance import give_away, pay_out, write_off
from kennisruil.billing.actions.close import (
    CloseResult,
    EarlierMonthOpen,
    HasObjections,
    TooEarly,
    close_month,
)
from kennisruil.billing.actions.late import document_late_supply
from kennisruil.billing.actions.leaving import CoinsReserved, StillToGive, leave
from kennisruil.billing.actions.letoff import NoOpenVat, write_off_vat
from kennisruil.billing.actions.limits import change_limits
from kennisruil.billing.actions.opening import record_opening_balance
from kennisruil.billing.actions.paper import paper_of_document, paper_of_statement
from kennisruil.billing.actions.payment import MoreThanIsOwed, record_payment
from kennisruil.billing.actions.price import NoPriceToLower, reduce_price
from kennisruil.billing.actions.reminders import (
    hold_reminders,
    release_reminders,
    send_giving_reminders,
    send_payment_reminders,
)
from kennisruil.billing.actions.reversal import MoreThanIsLeft, reverse_supply
from kennisruil.billing.actions.rulebook import ExampleNotValid, RuleCannotStand, change_rules, take_rule_away
from kennisruil.billing.actions.setoff import NothingToSetOff, set_off, set_off_chosen
from kennisruil.billing.actions.settle import NotInTheLots, PayOutNotAllowed, pays_out
from kennisruil.billing.actions.supply import Side, record_supply
from kennisruil.billing.actions.tax_number import TaxNumberRefused, forget_tax_numbers, keep_tax_number

__all__ = [
    "CloseResult",
    "CoinsReserved",
    "EarlierMonthOpen",
    "ExampleNotValid",
    "HasObjections",
    "MoreThanIsLeft",
    "MoreThanIsOwed",
    "NoOpenVat",
    "NoPriceToLower",
    "NotADraft",
    "NotInTheLots",
    "NothingToSetOff",
    "PayOutNotAllowed",
    "RuleCannotStand",
    "Side",
    "StillToGive",
    "TaxNumberRefused",
    "TooEarly",
    "accept_document",
    "accept_due_drafts",
    "change_limits",
    "change_rules",
    "close_month",
    "document_late_supply",
    "draw_again",
    "forget_tax_numbers",
    "give_away",
    "hold_reminders",
    "keep_tax_number",
    "leave",
    "paper_of_document",
    "paper_of_statement",
    "pay_out",
    "pays_out",
    "record_opening_balance",
    "record_payment",
    "record_supply",
    "reduce_price",
    "refuse_document",
    "release_reminders",
    "reverse_supply",
    "send_giving_reminders",
    "send_payment_reminders",
    "set_off",
    "set_off_chosen",
    "take_rule_away",
    "write_off",
    "write_off_vat",
]
