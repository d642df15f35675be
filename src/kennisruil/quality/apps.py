"""The quality room as a Django app."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    """Feedback."""

    name = "kennisruil.quality"
    label = "quality"
