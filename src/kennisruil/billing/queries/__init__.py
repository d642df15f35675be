"""Reads of the billing room."""

from kennisruil.billing.queries.consequence import Consequence, consequence_for
from kennisruil.billing.queries.digest import digest
from kennisruil.billing.queries.documents import (
    claims_of_document,
    document,
    documents_about,
    settlements_of_document,
)
from kennisruil.billing.queries.house import House, house_on
from kennisruil.billing.queries.invariants import invariants
from kennisruil.billing.queries.lots import LotRow, lots_of, open_lots
from kennisruil.billing.queries.months import MonthRow, Preview, months_overview, preview_close, waiting_supplies
from kennisruil.billing.queries.statement import open_euro_of, prepaid_of, statement_for, statements_of

__all__ = [
    "Consequence",
    "House",
    "LotRow",
    "MonthRow",
    "Preview",
    "claims_of_document",
    "consequence_for",
    "digest",
    "document",
    "documents_about",
    "house_on",
    "invariants",
    "lots_of",
    "months_overview",
    "open_euro_of",
    "open_lots",
    "prepaid_of",
    "preview_close",
    "settlements_of_document",
    "statement_for",
    "statements_of",
    "waiting_supplies",
]
