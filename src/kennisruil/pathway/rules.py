"""What a concept is: its stages in order, and how owners share it. No Django."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from kennisruil.shared.refusals import Refusal

STAGES = ("idea", "exploring", "prototype", "pilot", "launch", "growth", "stopped")


class SharesRefused(Refusal):
    """Owners of a concept hold whole parts of one or more, each owner once. ``concept_id``."""

    code = "shares_refused"

    def __init__(self, *, concept_id: UUID) -> None:
        self.concept_id = concept_id
        super().__init__(str(concept_id))


@dataclass(frozen=True, slots=True)
class Share:
    """An owner and its parts: of two owners with 1 and 3, the first bears a quarter."""

    party_id: UUID
    parts: int = 1


def check_shares(shares: Sequence[Share], *, concept_id: UUID) -> None:
    """Accept whole parts of at least one and each owner once. :raises SharesRefused: otherwise."""
    if any(share.parts < 1 for share in shares) or len({share.party_id for share in shares}) < len(shares):
        raise SharesRefused(concept_id=concept_id)


def split_by_parts(amount: int, shares: Sequence[Share]) -> dict[UUID, int]:
    """Divide a whole amount over owners by their parts, to the last unit: largest remainder, then order of the list.

    The sum of the result is ``amount``; nobody is more than one unit from the exact part.
    """
    whole = sum(share.parts for share in shares)
    assert whole > 0, "a concept without owners pays nothing"
    exact = [divmod(amount * share.parts, whole) for share in shares]
    left = amount - sum(units for units, _rest in exact)
    by_rest = sorted(range(len(shares)), key=lambda index: (-exact[index][1], index))[:left]
    return {share.party_id: exact[index][0] + (index in by_rest) for index, share in enumerate(shares)}
