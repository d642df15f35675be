"""The shared room as a Django app."""

from django.apps import AppConfig


class SharedConfig(AppConfig):
    """Tables of actions, files and mails."""

    name = "kennisruil.shared"
    label = "shared"
    default_auto_field = "django.db.models.BigAutoField"
