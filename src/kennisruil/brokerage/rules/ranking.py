"""The order in which the broker sees people, and the visible reasons for it; a human decides."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from kennisruil.matching.rules import Candidate, Reason

OUTSIDERS = 3
# Fits are counted in spreads of the need over the fixed sample (see matching): two people within one spread of each
# other fit about equally well. What follows moves a fit by a part of a spread, and all together never by more than one,
# so that a clearly better fit stays above.
_MOST_MOVED = 1.0
_NEVER_GAVE = 0.6
_STILL_TO_GIVE = 0.4
_PER_SESSION = -0.25
_SESSIONS_FREE = 1
_SLOW = -0.3
_DECLINED = -0.5
_OTHER_SECTOR = 0.1
_PER_MARK = 0.2
SLOW_FROM_DAYS = 5
DECLINED_WITHIN = timedelta(days=60)
# Two people whose know-how points in about unrelated directions come from different worlds.
OTHER_SECTOR_BELOW = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the office knows of a person, coins in minor units.

    ``this_quarter``: sessions given or agreed to in this quarter. ``under_way``: of those, still to be held.
    ``answers_in_days``: how long answers usually took. ``declined_on``: the last no of the past sixty days.
    ``last_gave_on``: the last session given. ``is_other_sector``: from another world than the asker; None: not known.
    """

    given: int = 0
    received: int = 0
    balance: int = 0
    under_way: int = 0
    this_quarter: int = 0
    answers_in_days: float | None = None
    declined_on: date | None = None
    last_gave_on: date | None = None
    helpfulness: float | None = None
    is_outsider: bool = False
    is_other_sector: bool | None = None

    @property
    def has_still_to_give(self) -> bool:
        """Has received and not given back yet."""
        return self.balance < 0

    @property
    def never_gave(self) -> bool:
        """Has received, has not given yet."""
        return self.received > 0 and self.given == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One thing beside the fit that moved a person up (positive) or down, in spreads.

    ``kind``: never_gave, still_to_give, load, slow, declined, other_sector or feedback.
    """

    kind: str
    moved: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A person for a need: why, what they stand for, what moved them, and whether they are there for fresh eyes.

    ``is_fit_lower``: others fit clearly better, which is why they stand higher. ``is_likely``: fits well enough that a
    plan may count on it.
    """

    member_id: UUID
    reasons: tuple[Reason, ...]
    standing: Standing
    is_fresh_eyes: bool = False
    score: float = 0.0
    factors: tuple[Factor, ...] = ()
    is_fit_lower: bool = False
    is_likely: bool = False

    @property
    def why_not_higher(self) -> tuple[str, ...]:
        """Name what kept a person lower, the heaviest first: kinds of factors, and ``fit`` where others fit better."""
        down = sorted((factor for factor in self.factors if factor.moved < 0), key=lambda factor: factor.moved)
        return (*(("fit",) if self.is_fit_lower else ()), *(factor.kind for factor in down))


def factors_of(standing: Standing) -> tuple[Factor, ...]:
    """Say what beside the fit speaks for and against asking a person now."""
    busy = max(standing.this_quarter - _SESSIONS_FREE, 0)
    days = standing.answers_in_days
    moved = {
        "never_gave": _NEVER_GAVE if standing.never_gave else 0.0,
        "still_to_give": _STILL_TO_GIVE if standing.has_still_to_give and not standing.never_gave else 0.0,
        "load": _PER_SESSION * busy,
        "slow": _SLOW if days is not None and days >= SLOW_FROM_DAYS else 0.0,
        "declined": _DECLINED if standing.declined_on else 0.0,
        "other_sector": _OTHER_SECTOR if standing.is_other_sector else 0.0,
        # Nobody is punished for having no feedback.
        "feedback": _PER_MARK * (standing.helpfulness - 3) if standing.helpfulness is not None else 0.0,
    }
    return tuple(Factor(kind=kind, moved=by) for kind, by in moved.items() if by)


def rank(candidates: Sequence[Candidate], standings: Mapping[UUID, Standing]) -> list[Ranked]:
    """Order candidates by fit, moved by at most one spread by what else is known; ties stay in the order given.

    The candidates come best fit first, as the search gives them: its ties are broken by name, never by chance.
    """
    best = max((candidate.score for candidate in candidates), default=0.0)
    people = [_ranked(candidate, standings.get(candidate.member_id, Standing()), best) for candidate in candidates]
    return sorted(people, key=lambda person: -person.score)


def _ranked(candidate: Candidate, standing: Standing, best: float) -> Ranked:
    factors = factors_of(standing)
    moved = sum(factor.moved for factor in factors)
    return Ranked(
        member_id=candidate.member_id,
        reasons=candidate.reasons,
        standing=standing,
        score=candidate.score + min(max(moved, -_MOST_MOVED), _MOST_MOVED),
        factors=factors,
        is_fit_lower=candidate.score < best - _MOST_MOVED,
        is_likely=candidate.is_likely,
    )


def with_fresh_eyes(ranked: Sequence[Ranked], outsiders: Sequence[Ranked], *, limit: int) -> list[Ranked]:
    """Keep the best ``limit``, and below them up to three people with fresh eyes who are not among them."""
    best = list(ranked[:limit])
    known: Collection[UUID] = {person.member_id for person in best}
    return best + [person for person in outsiders if person.member_id not in known][:OUTSIDERS]
