"""The tables of the ledger; only the functions in ``sql/`` write them, the program itself reads."""

from kennisruil.ledger.models.accounts import Account, Book, Coin, LimitChange
from kennisruil.ledger.models.periods import PeriodLock, Seal
from kennisruil.ledger.models.reservations import Reservation
from kennisruil.ledger.models.transfers import Entry, RequestMemory, ReversedSoFar, Transfer

__all__ = [
    "Account",
    "Book",
    "Coin",
    "Entry",
    "LimitChange",
    "PeriodLock",
    "RequestMemory",
    "Reservation",
    "ReversedSoFar",
    "Seal",
    "Transfer",
]
