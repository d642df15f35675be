"""Refusals we foresee: small classes that carry data; the web makes a sentence of them, the API a stable code."""

from typing import ClassVar


class Refusal(Exception):
    """A foreseen no. ``code`` is stable; attributes carry the data; what stays unchanged stands where it is raised."""

    code: ClassVar[str] = "refused"

    def data(self) -> dict[str, object]:
        """Give the carried values by name, for logs and for the API."""
        return {name: value for name, value in vars(self).items() if not name.startswith("_")}
