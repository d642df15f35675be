"""Who may do what in a network."""

from datetime import date
from uuid import UUID

from kennisruil.network.models import Acting, Membership


def is_office(*, network_id: UUID, member_id: UUID) -> bool:
    """Tell whether a member works in the network's office."""
    places = Membership.objects.filter(network_id=network_id, member_id=member_id, is_active=True)
    return places.filter(is_office=True).exists()


def may_keep_books(*, network_id: UUID, member_id: UUID) -> bool:
    """Tell whether a member may close months, book payments and export the ledger."""
    places = Membership.objects.filter(network_id=network_id, member_id=member_id, is_active=True)
    return places.filter(may_keep_books=True).exists()


def may_act_for(*, network_id: UUID, member_id: UUID, party_id: UUID, on: date) -> bool:
    """Tell whether a member may say yes, see documents and change facts for a party on a day."""
    rows = Acting.objects.filter(network_id=network_id, member_id=member_id, party_id=party_id, from_on__lte=on)
    return rows.exclude(until_on__lte=on).exists()
