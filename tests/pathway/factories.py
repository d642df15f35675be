"""Concepts for tests, by the real actions."""

from typing import Any

from kennisruil.network.models import Network
from kennisruil.pathway import actions
from kennisruil.pathway.models import Concept
from kennisruil.shared.ids import new_id
from tests.factories import AT, BY, ON


def a_concept(network: Network, *, name: str = "Zorgmaat", **other: Any) -> Concept:
    """Open a concept; give ``owners`` and ``member_ids`` as needed."""
    return actions.open_concept(
        network_id=network.pk, id=new_id(at=AT), name=name, started_on=ON, by=BY, at=AT, **other
    )
