"""Parties: joining with an account and a number, changing name, leaving."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from kennisruil.ledger import actions as ledger
from kennisruil.network import queries, rules
from kennisruil.network.actions.acting import act_for
from kennisruil.network.actions.facts import change_facts
from kennisruil.network.models import Acting, Network, Party, PartyCounter
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id


def join_party(
    *,
    network_id: UUID,
    id: UUID,
    kind: str,
    name: str,
    on: date,
    by: Actor,
    at: datetime,
    facts: rules.PartyFactsInput | None = None,
    member_id: UUID | None = None,
) -> Party:
    """Add a person or organisation that holds an account, with the limits the network decided for that day.

    ``member_id`` may act for it from ``on``; a person's party is then the member's own. A second call with the same
    ``id`` gives the party as it is. :raises NumberRefused: a number in ``facts`` is wrong; nothing is made.
    """
    known = Party.objects.filter(network_id=network_id, pk=id).first()
    if known is not None:
        return known
    with action("network.join_party", network_id=network_id, by=by, at=at, about=("party", id)):
        party = Party.objects.create(
            id=id,
            network_id=network_id,
            number=_next_number(network_id),
            kind=kind,
            name=name,
            account_id=derived_id(id, "account"),
            joined_on=on,
        )
        _open_account(party, on=on, by=by, at=at)
        if facts is not None:
            change_facts(network_id=network_id, party_id=id, holds_from=on, by=by, at=at, facts=facts)
        if member_id is not None:
            own = kind == "person"
            act_for(network_id=network_id, member_id=member_id, party_id=id, from_on=on, is_own=own, by=by, at=at)
    return party


def _next_number(network_id: UUID) -> int:
    """Draw the next party number; the row stays locked until the end, so no number is lost or given twice."""
    counter = PartyCounter.objects.select_for_update().get(network_id=network_id)
    PartyCounter.objects.filter(pk=counter.pk).update(last=F("last") + 1)
    return counter.last + 1


def _open_account(party: Party, *, on: date, by: Actor, at: datetime) -> None:
    decided = queries.settings_on(network_id=party.network_id, on=on)
    assert party.account_id is not None
    ledger.open_account(
        network_id=party.network_id,
        id=party.account_id,
        book_id=Network.objects.only("book_id").get(pk=party.network_id).book_id,
        floor=decided["limits.floor_minor"],
        ceiling=decided["limits.ceiling_minor"],
        by=by,
        at=at,
    )


def change_party(*, network_id: UUID, party_id: UUID, name: str, by: Actor, at: datetime) -> Party:
    """Call a party otherwise; documents keep the legal name of its facts."""
    with action("network.change_party", network_id=network_id, by=by, at=at, about=("party", party_id)):
        party = Party.objects.get(network_id=network_id, pk=party_id)
        party.name = name
        party.save(update_fields=["name"])
    return party


def party_leaves(*, network_id: UUID, party_id: UUID, on: date, by: Actor, at: datetime) -> Party:
    """Note that a party left on ``on``: nobody acts for it any more. Its coins and documents are billing's care."""
    with action("network.party_leaves", network_id=network_id, by=by, at=at, about=("party", party_id)):
        party = Party.objects.get(network_id=network_id, pk=party_id)
        party.left_on = on
        party.save(update_fields=["left_on"])
        Acting.objects.filter(network_id=network_id, party_id=party_id, until_on=None).update(until_on=on)
    return party
