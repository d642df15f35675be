"""Reads of referrals."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from kennisruil.brokerage.models import Referral

# After so many days we ask what came of a call.
OUTCOME_AFTER_DAYS = 14
# And after so many more we ask no longer.
_OUTCOME_UNTIL_DAYS = 60


def referral_by_id(*, network_id: UUID, referral_id: UUID) -> Referral:
    """Give a referral with both people. :raises Referral.DoesNotExist: not in this network."""
    return _rows(network_id).get(pk=referral_id)


def referrals_of(*, network_id: UUID, member_id: UUID) -> list[Referral]:
    """List the cards a member was given, newest first."""
    rows = _rows(network_id).filter(member_id=member_id, state__in=("given", "done"))
    return list(rows.order_by("-referred_at", "pk")[:50])


def referrals_about(*, network_id: UUID, need_id: UUID) -> list[Referral]:
    """List the referrals of a need, oldest first, whatever became of them."""
    return list(_rows(network_id).filter(need_id=need_id).order_by("referred_at", "pk")[:50])


def referrals_to_settle(*, network_id: UUID) -> list[Referral]:
    """List what the office settles: who said no, and who has no mail address and so is asked by phone."""
    rows = _rows(network_id)
    declined, by_phone = rows.filter(state="declined"), rows.filter(state="asked", to_member__email="")
    return list((declined | by_phone).order_by("since_on", "pk")[:500])


def calls_to_hear_of(*, network_id: UUID, member_id: UUID, today: date) -> list[Referral]:
    """List the cards of which a member may tell what came of the call."""
    latest = today - timedelta(days=OUTCOME_AFTER_DAYS)
    rows = _rows(network_id).filter(
        member_id=member_id,
        state="given",
        since_on__lte=latest,
        since_on__gt=latest - timedelta(days=_OUTCOME_UNTIL_DAYS),
    )
    return list(rows.order_by("since_on", "pk")[:50])


def _rows(network_id: UUID) -> QuerySet[Referral]:
    return Referral.objects.filter(network_id=network_id).select_related("member", "to_member", "need")
