"""Taking weights for the search of a network."""

from datetime import datetime
from uuid import UUID

from kennisruil.matching.models import Weighing
from kennisruil.matching.rules.learning import Weights
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action


def take_weights(*, network_id: UUID, id: UUID, weights: Weights, needs: int, by: Actor, at: datetime) -> Weighing:
    """Search with these weights from now on: best statement, the whole, words met, words lent. The same id: once.

    ``needs``: on how many needs they were found; nought for the program's own.
    """
    best, whole, words, lent = weights
    with action("matching.take_weights", network_id=network_id, by=by, at=at, about=("network", network_id)):
        row, _new = Weighing.objects.get_or_create(
            network_id=network_id,
            id=id,
            defaults={"best": best, "whole": whole, "words": words, "lent": lent, "needs": needs, "taken_at": at},
        )
    return row
