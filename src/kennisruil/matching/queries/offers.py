"""Offers: statements of their own kind, fresh, stale, or gone from the lists."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from kennisruil.matching.models import KnowHow
from kennisruil.matching.rules.offers import OfferTerms, gone_until, stale_until
from kennisruil.network import queries as network
from kennisruil.shared.periods import day_of


def offer_terms(*, network_id: UUID, on: date) -> OfferTerms:
    """Give after how many days an offer is stale, and leaves the lists, as decided for a day."""
    return OfferTerms(
        stale_after_days=int(network.setting(network_id=network_id, key="offers.stale_after_days", on=on)),
        leaves_after_days=int(network.setting(network_id=network_id, key="offers.leaves_after_days", on=on)),
    )


def said_on(offer: KnowHow, *, zone: str) -> date:
    """Give the day on which an offer was last said to stand."""
    return day_of(offer.still_true_at or offer.said_at, zone)


def _offers(network_id: UUID) -> "QuerySet[Any]":
    rows = KnowHow.objects.filter(network_id=network_id, kind="offer", withdrawn_at=None, member__left_on=None)
    return rows.annotate(stood_at=Coalesce("still_true_at", "said_at")).select_related("member")


def offers(*, network_id: UUID, today: date, exclude: Collection[UUID] = (), limit: int = 200) -> list[KnowHow]:
    """List the offers that all may read and that have not left the lists, the newest first."""
    until = gone_until(today=today, terms=offer_terms(network_id=network_id, on=today))
    rows = _offers(network_id).filter(readers="members", stood_at__date__gt=until).exclude(member_id__in=exclude)
    return list(rows.order_by("-stood_at", "pk")[:limit])


def offers_of(*, network_id: UUID, member_id: UUID) -> list[KnowHow]:
    """List the offers of a member, whoever may read them, the newest first."""
    return list(_offers(network_id).filter(member_id=member_id).order_by("-stood_at", "pk")[:100])


def stale_offers(*, network_id: UUID, today: date, limit: int = 2000) -> list[KnowHow]:
    """List the offers that are stale, whether or not they left the lists, the longest first."""
    until = stale_until(today=today, terms=offer_terms(network_id=network_id, on=today))
    rows = _offers(network_id).filter(stood_at__date__lte=until)
    return list(rows.order_by("stood_at", "pk")[:limit])
