"""The bookkeeping room as a Django app."""

from django.apps import AppConfig


class BookkeepingConfig(AppConfig):
    """Journal, chart of accounts, outbox."""

    name = "kennisruil.bookkeeping"
    label = "bookkeeping"
