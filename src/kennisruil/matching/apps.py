"""The matching room as a Django app."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Know-how statements and the functions that search them."""

    name = "kennisruil.matching"
    label = "matching"
