"""What people could give now: for the rooms that remind them of it, kindly."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from kennisruil.billing.rules.reminders import Idea
from kennisruil.brokerage.models import Need, Session
from kennisruil.brokerage.queries.fits import fits_for_members
from kennisruil.matching.rules import Fit
from kennisruil.shared.links_to import url_for

_UNDER_WAY = ("proposed", "agreed", "moved")
_LONGEST = 220


def giving_ideas_of_brokerage(*, network_id: UUID, member_ids: Collection[UUID]) -> Mapping[UUID, Sequence[Idea]]:
    """Tell whose open needs fit each of these people; who gives a session already has nothing to be told."""
    rows = Session.objects.filter(network_id=network_id, provider_id__in=member_ids, state__in=_UNDER_WAY)
    busy = set(rows.values_list("provider_id", flat=True))
    fits = fits_for_members(network_id=network_id, member_ids=[each for each in member_ids if each not in busy])
    return {member_id: [_idea(need, fit) for need, fit in own] for member_id, own in fits.items() if own}


def _idea(need: Need, fit: Fit) -> Idea:
    quote = fit.reasons[0].quote if fit.reasons else ""
    text = need.text if len(need.text) <= _LONGEST else f"{need.text[:_LONGEST].rstrip()}…"
    return Idea(text=text, reason=quote, url=url_for("need", need.pk) or "")
