"""The office room as a Django app."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """The to-do page and pages that show several rooms."""

    name = "kennisruil.office"
    label = "office"
