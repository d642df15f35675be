"""The pathway room as a Django app."""

from django.apps import AppConfig


class PathwayConfig(AppConfig):
    """Concepts and their stages."""

    name = "kennisruil.pathway"
    label = "pathway"
