"""The menu room as a Django app."""

from django.apps import AppConfig


class MenuConfig(AppConfig):
    """Versions of the menu card and their items."""

    name = "kennisruil.menu"
    label = "menu"
