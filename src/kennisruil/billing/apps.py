"""The billing room as a Django app."""

from django.apps import AppConfig


class BillingConfig(AppConfig):
    """Lots, supplies, documents, settlement, statements, month close."""

    name = "kennisruil.billing"
    label = "billing"
