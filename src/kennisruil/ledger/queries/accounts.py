"""Accounts and reservations as they stand now."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F

from kennisruil.ledger.models import Account, LimitChange, Reservation
from kennisruil.ledger.queries.values import Balance, Held

_FIELDS = ("kind", "state", "balance", "reserved", "floor", "ceiling", "alarm_level", "negative_since")


def balance(*, network_id: UUID, account_id: UUID) -> Balance:
    """Give an account as it stands. :raises Account.DoesNotExist: the network has no such account."""
    found = Account.objects.filter(network_id=network_id, id=account_id)
    return Balance(**found.values(*_FIELDS, account_id=F("id")).get())


def balances(
    *, network_id: UUID, book_id: UUID, account_ids: Iterable[UUID] | None = None, limit: int = 20_000
) -> list[Balance]:
    """Give the accounts of a book as they stand, all or those of ``account_ids``, in order of id."""
    found = Account.objects.filter(network_id=network_id, book_id=book_id)
    if account_ids is not None:
        found = found.filter(id__in=account_ids)
    return [Balance(**row) for row in found.order_by("pk").values(*_FIELDS, account_id=F("id"))[:limit]]


def reservation(*, network_id: UUID, reservation_id: UUID) -> Held:
    """Give a reservation as it stands. :raises Reservation.DoesNotExist: the network has no such reservation."""
    found = Reservation.objects.filter(network_id=network_id, id=reservation_id)
    fields = ("account_id", "amount", "posted", "released", "state", "expires_at")
    return Held(**found.values(*fields, reservation_id=F("id")).get())


def limit_history(*, network_id: UUID, account_id: UUID) -> list[LimitChange]:
    """List the limits an account has had, the latest first; at most 200."""
    rows = LimitChange.objects.filter(network_id=network_id, account_id=account_id)
    return list(rows.order_by("-at", "-pk")[:200])
