"""The other way round: which open questions fit one person, by what they can do. No Django."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from kennisruil.matching.rules.found import FITS_FROM, Fit, Reason

# Measured on the judged needs of tests/data/matching (own, development), as a choice of needs for each person. With a
# shared word alone 11 % and 5 % of what was shown truly fitted, and 24 % and 10 % of the true fits were found. By
# meaning from this score on 45 % and 46 % truly fit, 60 % and 55 % with what is adjacent, and 38 % of both are found;
# from 6.0 on 49 % and 50 %, of which 36 % and 29 % are found. People decide for themselves; nothing shown helps nobody.
MEANT_FROM = 5.75
# What a shared theme counts, in spreads of the question (tried: 0, 1, 1.5, 2).
_THEME = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """How near one statement of a person lies to a question: products with its best part and with all they can do."""

    question_id: UUID
    know_how_id: UUID
    best: float
    whole: float
    best_spread: float
    whole_spread: float
    theme: int | None
    part: str


def score_of(near: Sequence[Near], *, themes: Mapping[int, float]) -> float:
    """Count how well a person fits one question: the best statement, the whole, and a theme in common, in spreads."""
    best = max(one.best / one.best_spread for one in near)
    whole = near[0].whole / near[0].whole_spread
    return best + whole + _THEME * theme_met([one.theme for one in near], themes)


def theme_met(own: Sequence[int | None], themes: Mapping[int, float]) -> float:
    """Say how far the themes of statements are those of a question: 1 for its heaviest, less for a lighter one."""
    most = max(themes.values(), default=0.0)
    return max((themes.get(nr, 0.0) / most for nr in own if nr is not None), default=0.0) if most else 0.0


def fits_by_meaning(
    near: Sequence[Near],
    *,
    themes: Mapping[UUID, Mapping[int, float]],
    reasons: Mapping[tuple[UUID, str], Reason],
    most_reasons: int = 2,
) -> list[Fit]:
    """Keep the questions that fit one person well enough to be shown without a broker's eye, each with its reasons.

    ``reasons``: by statement and part. A fit's score is 1 at the threshold, so that it stands beside one by words.
    """
    per_question: dict[UUID, list[Near]] = {}
    for one in near:
        per_question.setdefault(one.question_id, []).append(one)
    fits = []
    for question_id, own in per_question.items():
        score = score_of(own, themes=themes.get(question_id, {}))
        if score >= MEANT_FROM:
            best = sorted(own, key=lambda one: (-one.best, str(one.know_how_id)))[:most_reasons]
            kept = [one for place, one in enumerate(best) if place == 0 or one.best >= 0.75 * best[0].best]
            quoted = tuple(reasons[one.know_how_id, one.part] for one in kept)
            fits.append(Fit(question_id=question_id, score=score / MEANT_FROM, reasons=quoted))
    return fits


def by_words_beside(fits: Sequence[Fit]) -> list[Fit]:
    """Bring fits by words alone to the same measure: 1 at their threshold."""
    return [Fit(question_id=fit.question_id, score=fit.score / FITS_FROM, reasons=fit.reasons) for fit in fits]


def best_fits(fits: Sequence[Fit], *, limit: int) -> list[Fit]:
    """Order fits, the best first; ties by id."""
    return sorted(fits, key=lambda fit: (-fit.score, str(fit.question_id)))[:limit]
