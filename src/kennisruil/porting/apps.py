"""The porting room as a Django app."""

from django.apps import AppConfig


class PortingConfig(AppConfig):
    """Imports."""

    name = "kennisruil.porting"
    label = "porting"
