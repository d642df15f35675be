"""What was given or received, in the language of who reads: asked of the rooms that know."""

from collections.abc import Collection, Mapping
from typing import Protocol
from uuid import UUID

from kennisruil.shared.asks import Ask


class NamingAnswer(Protocol):
    """Names what ``refs`` (kind and id) stand for in ``language``, by id; what bears people's own words is left out."""

    def __call__(
        self, *, network_id: UUID, refs: Collection[tuple[str, UUID]], language: str
    ) -> Mapping[UUID, str]: ...


supply_names: Ask[NamingAnswer] = Ask("supply_names")
