"""Everything that is kept about a person."""

from typing import Any
from uuid import UUID

from django.forms.models import model_to_dict

from kennisruil.network.models import Acting, Agreement, Member, Membership, PartyFacts
from kennisruil.network.rules import data_answers


def my_data(*, network_id: UUID, member_id: UUID) -> dict[str, Any]:
    """Collect what every room keeps about a member."""
    collected: dict[str, Any] = {}
    for answer in data_answers:
        collected |= answer(network_id=network_id, member_id=member_id)
    return collected


def data_of_network(*, network_id: UUID, member_id: UUID) -> dict[str, Any]:
    """Give what this room keeps: details, roles, parties of one's own and their facts, agreements."""
    acting = list(Acting.objects.filter(network_id=network_id, member_id=member_id).order_by("pk")[:200])
    own = [row.party_id for row in acting if row.is_own]
    facts = PartyFacts.objects.filter(network_id=network_id, party_id__in=own)
    roles = Membership.objects.select_related("login").filter(network_id=network_id, member_id=member_id)
    agreed = Agreement.objects.filter(network_id=network_id)
    agreements = agreed.filter(member_id=member_id) | agreed.filter(party_id__in=own)
    return {
        "member": _plain(Member.objects.get(network_id=network_id, pk=member_id)),
        "roles": [
            {"email": row.login.email, "office": row.is_office, "books": row.may_keep_books}
            for row in roles.order_by("pk")[:50]
        ],
        "acts_for": [_plain(row) for row in acting],
        "own_facts": [_plain(row) for row in facts.order_by("holds_from", "pk")[:200]],
        "agreements": [_plain(row) for row in agreements.order_by("agreed_on", "pk")[:500]],
    }


def _plain(row: Any) -> dict[str, Any]:
    return {name: value for name, value in model_to_dict(row).items() if name != "network_id"}
