"""The shell as a Django app: templates, styles and tags, no tables."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """Name and label of the room."""

    name = "kennisruil.shell"
    label = "shell"
