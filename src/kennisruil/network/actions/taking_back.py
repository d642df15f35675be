"""Taking back what came in by mistake: rows on which nothing was built go as if they had never come."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from kennisruil.ledger import actions as ledger
from kennisruil.network.models import Acting, Member, Party, PartyFacts
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action


def take_back_parties(*, network_id: UUID, ids: Collection[UUID], by: Actor, at: datetime) -> None:
    """Remove parties to which nothing refers, with their facts and who acted for them.

    An account cannot be unmade, so it closes; its number is not given again. What refers to a party refuses in the
    database: then all stays.
    """
    with action("network.take_back_parties", network_id=network_id, by=by, at=at, about=("network", network_id)):
        rows = Party.objects.filter(network_id=network_id, pk__in=ids)
        for account_id in list(rows.order_by("pk").values_list("account_id", flat=True)):
            assert account_id is not None
            ledger.close_account(network_id=network_id, account_id=account_id, by=by, at=at)
        Acting.objects.filter(network_id=network_id, party_id__in=ids).delete()
        PartyFacts.objects.filter(network_id=network_id, party_id__in=ids).delete()
        rows.delete()


def take_back_facts(*, network_id: UUID, party_id: UUID, action_id: UUID, by: Actor, at: datetime) -> bool:
    """Remove the facts of a party that began with an action; False when none did and all is as it was."""
    with action("network.take_back_facts", network_id=network_id, by=by, at=at, about=("party", party_id)):
        own = PartyFacts.objects.filter(network_id=network_id, party_id=party_id, action_id=action_id)
        return bool(own.delete()[0])


def take_back_acting(*, network_id: UUID, action_id: UUID, by: Actor, at: datetime) -> None:
    """Remove who began to act for whom with an action."""
    with action("network.take_back_acting", network_id=network_id, by=by, at=at, about=("network", network_id)):
        Acting.objects.filter(network_id=network_id, action_id=action_id).delete()


def take_back_members(*, network_id: UUID, ids: Collection[UUID], by: Actor, at: datetime) -> None:
    """Remove people to whom nothing refers; what does refuses in the database: then all stays."""
    with action("network.take_back_members", network_id=network_id, by=by, at=at, about=("network", network_id)):
        Member.objects.filter(network_id=network_id, pk__in=ids).delete()
