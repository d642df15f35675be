"""The order in which the broker sees people, and the visible reasons for it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from kennisruil.matching.rules import Candidate, Reason

# Fits within this share of each other are equals: then who has received and not given yet comes first.
_EQUALS = 0.85
OUTSIDERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the office knows of a person: coins given and received (minor units), balance, sessions under way, marks."""

    given: int = 0
    received: int = 0
    balance: int = 0
    under_way: int = 0
    helpfulness: float | None = None
    is_outsider: bool = False

    @property
    def has_still_to_give(self) -> bool:
        """Has received and not given back yet."""
        return self.balance < 0

    @property
    def never_gave(self) -> bool:
        """Has received, has not given yet."""
        return self.received > 0 and self.given == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A person for a need: why, what they stand for, and whether they are there for their fresh eyes."""

    member_id: UUID
    reasons: tuple[Reason, ...]
    standing: Standing
    is_fresh_eyes: bool = False
    score: float = 0.0


def rank(candidates: Sequence[Candidate], standings: Mapping[UUID, Standing]) -> list[Ranked]:
    """Order candidates by fit; among equals who has still to give comes first, then who is least busy.

    Feedback of earlier sessions moves a fit by at most a tenth.
    """
    weighed = sorted(
        (
            Ranked(
                member_id=candidate.member_id,
                reasons=candidate.reasons,
                standing=standing,
                score=candidate.score * _feedback_factor(standing.helpfulness),
            )
            for candidate in candidates
            for standing in [standings.get(candidate.member_id, Standing())]
        ),
        key=lambda person: (-person.score, str(person.member_id)),
    )
    ranked: list[Ranked] = []
    while weighed:
        best = weighed[0].score
        # Of a score below nothing a share would lie above it, and nobody would be among its equals.
        bound = best * _EQUALS if best > 0 else best
        equals = [person for person in weighed if person.score >= bound]
        ranked += sorted(equals, key=_among_equals)
        weighed = weighed[len(equals) :]
    return ranked


def _among_equals(person: Ranked) -> tuple[bool, bool, int, float, str]:
    standing = person.standing
    return (
        not standing.never_gave,
        not standing.has_still_to_give,
        standing.under_way,
        -person.score,
        str(person.member_id),
    )


def _feedback_factor(helpfulness: float | None) -> float:
    """Turn an average of 1–5 into 0.9–1.1; nobody is punished for having none."""
    return 1.0 if helpfulness is None else 1.0 + (helpfulness - 3) * 0.05


def with_fresh_eyes(ranked: Sequence[Ranked], outsiders: Sequence[Ranked], *, limit: int) -> list[Ranked]:
    """Keep the best ``limit`` and see to it that outsiders are always among them: up to three below the others."""
    best = list(ranked[:limit])
    known: Collection[UUID] = {person.member_id for person in best}
    present = sum(person.standing.is_outsider for person in best)
    fresh = [person for person in outsiders if person.member_id not in known]
    return best + fresh[: max(OUTSIDERS - present, 0)]
