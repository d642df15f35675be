"""The ledger as a Django app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The room that moves coins."""

    name = "kennisruil.ledger"
    label = "ledger"
