"""The brokerage room as a Django app."""

from django.apps import AppConfig


class BrokerageConfig(AppConfig):
    """Needs, proposals, sessions, referrals."""

    name = "kennisruil.brokerage"
    label = "brokerage"
