"""The network room as a Django app."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """Networks, logins, members, parties."""

    name = "kennisruil.network"
    label = "network"
