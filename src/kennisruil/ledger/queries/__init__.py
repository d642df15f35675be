"""Reads of the ledger: all inside a network scope, none sums over a whole history. Amounts in minor units."""

from kennisruil.ledger.queries.accounts import balance, balances, balances_now, limit_history, reservation
from kennisruil.ledger.queries.history import account_history, balance_at, balances_at, statement_for, transfers_about
from kennisruil.ledger.queries.values import Balance, Held, Line, Movement, Statement

__all__ = [
    "Balance",
    "Held",
    "Line",
    "Movement",
    "Statement",
    "account_history",
    "balance",
    "balance_at",
    "balances",
    "balances_at",
    "balances_now",
    "limit_history",
    "reservation",
    "statement_for",
    "transfers_about",
]
