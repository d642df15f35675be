"""Structured invoices: UBL 2.1 in the Peppol billing and self-billing profiles, and what checks them before issue."""

from kennisruil.billing.einvoice.cen import cen_installed, validate_cen
from kennisruil.billing.einvoice.endpoints import endpoint_of
from kennisruil.billing.einvoice.ubl import build_ubl, has_ubl
from kennisruil.billing.einvoice.validation import plain_words, validate_ubl

__all__ = ["build_ubl", "cen_installed", "endpoint_of", "has_ubl", "plain_words", "validate_cen", "validate_ubl"]
