"""What members find of each other: only through what all may read, and only what truly comes near. No Django."""

from collections.abc import Sequence

from kennisruil.matching.rules.found import Candidate, Reason

# Below this, in spreads of the question, nobody is near; with somebody clearly near, who is less than half as near is
# left out too (looked at on the demo with thirty questions of one to ten words).
_LEAST, _SHARE_OF_BEST = 3.0, 0.4


def shown_to_members(found: Sequence[Candidate], *, most: int) -> list[tuple[Candidate, tuple[Reason, ...]]]:
    """Keep who comes near enough by words that all may read, with those reasons alone.

    Who is found first of all by what only the office reads is left out: being found would tell it.
    """
    best = max((one.score for one in found), default=0.0)
    kept = []
    for one in found:
        is_near = one.score >= max(_SHARE_OF_BEST * best, _LEAST if len(one.parts) and one.parts[0] else 0.0)
        if is_near and one.reasons and not one.reasons[0].is_for_office:
            kept.append((one, tuple(reason for reason in one.reasons if not reason.is_for_office)))
    return kept[:most]
