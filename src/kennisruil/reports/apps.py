"""The reports room as a Django app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """How the network is doing, in pictures."""

    name = "kennisruil.reports"
    label = "reports"
