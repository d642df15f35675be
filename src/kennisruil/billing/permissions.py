"""Who may see and do what in billing."""

from collections.abc import Collection
from uuid import UUID

from kennisruil.network.queries import Place


def may_see_party(*, place: Place, party_id: UUID, own_party_ids: Collection[UUID]) -> bool:
    """Documents, statements and lots are for the party itself, the office and the bookkeeper."""
    return place.is_office or place.may_keep_books or party_id in own_party_ids


def may_answer_draft(*, place: Place, party_id: UUID, own_party_ids: Collection[UUID]) -> bool:
    """A self-billing draft is accepted or refused by who acts for the provider, or by the office for it."""
    return place.is_office or party_id in own_party_ids


def may_close_months(*, place: Place) -> bool:
    """The office closes months."""
    return place.is_office


def may_keep_money(*, place: Place) -> bool:
    """Payments, write-offs, reversals and opening balances are for the bookkeeper."""
    return place.may_keep_books
