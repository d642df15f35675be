"""Writes of the bookkeeping room."""

from kennisruil.bookkeeping.actions.delivery import deliver_batch
from kennisruil.bookkeeping.actions.journal import NewEntry, hold_books, post_entries, post_entry
from kennisruil.bookkeeping.actions.outbox import fill_outbox, tell_many, tell_packages, try_again
from kennisruil.bookkeeping.actions.packages import change_chart, choose_targets
from kennisruil.bookkeeping.actions.reconciliation import reconcile

__all__ = [
    "NewEntry",
    "change_chart",
    "choose_targets",
    "deliver_batch",
    "fill_outbox",
    "hold_books",
    "post_entries",
    "post_entry",
    "reconcile",
    "tell_many",
    "tell_packages",
    "try_again",
]
