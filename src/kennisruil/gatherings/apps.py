"""The gatherings room as a Django app."""

from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    """Workshops, who attends them, contributions."""

    name = "kennisruil.gatherings"
    label = "gatherings"
