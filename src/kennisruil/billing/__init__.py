"""Lots, supplies, VAT rules, euro documents, e-invoices, payments, settlement and statements."""
