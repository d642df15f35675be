"""The civil day of an instant in a network."""

from datetime import date, datetime
from uuid import UUID

from kennisruil.network import queries as network
from kennisruil.shared.periods import day_of


def day_in(*, network_id: UUID, at: datetime) -> date:
    """Give the day on which ``at`` falls for the people of the network."""
    return day_of(at, network.network_by_id(network_id=network_id).time_zone)
