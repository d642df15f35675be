"""When somebody may be invited to give back: some weeks after receiving, not too often, and never for nothing."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteTerms:
    """Decisions of a network: days after a session received, and days between two invitations of one person."""

    after_days: int
    again_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What counts for one person: the last session received and given, the last invitation, and what stands now.

    ``fits``: how many open needs fit. ``is_busy``: gives a session already. ``has_mail``: can be written to.
    """

    last_received_on: date | None
    last_invited_on: date | None
    fits: int
    is_paused: bool = False
    is_busy: bool = False
    has_mail: bool = True


def invite_state(facts: Received, *, today: date, terms: InviteTerms) -> str:
    """Say whether somebody may be invited: ``ready``, or what stands against it, the most lasting first.

    ``nothing_fits``, ``no_mail``, ``paused``, ``busy``, ``invited`` (not long ago), ``too_soon`` after receiving.
    """
    if not facts.fits:
        return "nothing_fits"
    if not facts.has_mail:
        return "no_mail"
    if facts.is_paused:
        return "paused"
    if facts.is_busy:
        return "busy"
    if facts.last_invited_on and today < facts.last_invited_on + timedelta(days=terms.again_days):
        return "invited"
    if facts.last_received_on and today < facts.last_received_on + timedelta(days=terms.after_days):
        return "too_soon"
    return "ready"
