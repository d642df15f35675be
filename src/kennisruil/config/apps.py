"""The house as a Django app: when every room is there, questions meet their answers."""

from django.apps import AppConfig

from kennisruil.config.wiring import wire


class HouseConfig(AppConfig):
    """Wires the rooms; no tables."""

    name = "kennisruil.config"
    label = "house"

    def ready(self) -> None:
        """Register every answer, once all rooms are loaded."""
        wire()
