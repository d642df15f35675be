"""Reads of the bookkeeping room."""

from kennisruil.bookkeeping.queries.journal import (
    AccountBalance,
    account_balances,
    balance_of_role,
    chart_on,
    entries_about,
    found_entries,
    invariants,
    journal,
    party_balances,
    trial_balance,
)
from kennisruil.bookkeeping.queries.outbox import (
    OUTBOX_STATES,
    found_outbox,
    outbox_counts,
    parcels_about,
    targets_on,
    where_targets_are_due,
)
from kennisruil.bookkeeping.queries.reconciled import found_reconciled, months_apart

__all__ = [
    "OUTBOX_STATES",
    "AccountBalance",
    "account_balances",
    "balance_of_role",
    "chart_on",
    "entries_about",
    "found_entries",
    "found_outbox",
    "found_reconciled",
    "invariants",
    "journal",
    "months_apart",
    "outbox_counts",
    "parcels_about",
    "party_balances",
    "targets_on",
    "trial_balance",
    "where_targets_are_due",
]
