"""Bank statements as banks send them (CODA, CAMT.053, MT940), read without a database: nothing of a file is lost."""

from kennisruil.billing.bank.reading import read_bank_file
from kennisruil.billing.bank.values import BankMove, Reading, Unreadable

__all__ = ["BankMove", "Reading", "Unreadable", "read_bank_file"]
