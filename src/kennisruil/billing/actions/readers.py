"""Who reads the mail of a party."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from kennisruil.billing.queries.house import House
from kennisruil.billing.queries.statement import facts_or_name
from kennisruil.billing.rules.values import PartyFacts
from kennisruil.network.models import Party
from kennisruil.network.queries import facts_of_parties, members_by_ids, people_of_parties


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a party's mail."""

    address: str
    name: str
    language: str


def readers_of_parties(*, house: House, facts: Mapping[UUID, PartyFacts]) -> dict[UUID, list[Reader]]:
    """Give who reads mail of parties: a party's own address for documents, or else the people who may act for it."""
    silent = [party_id for party_id, each in facts.items() if not each.email]
    acting = people_of_parties(network_id=house.network_id, party_ids=silent, on=house.on) if silent else {}
    ids = {member_id for every in acting.values() for member_id in every}
    members = members_by_ids(network_id=house.network_id, member_ids=ids) if ids else {}
    found = {}
    for party_id, each in facts.items():
        people = [members[member_id] for member_id in acting.get(party_id, []) if member_id in members]
        found[party_id] = [Reader(one.email, one.given_name, one.language) for one in people if one.email]
        if each.email:
            found[party_id] = [Reader(each.email, each.name, each.language)]
    return found


def readers_on(*, house: House, parties: Sequence[Party]) -> dict[UUID, list[Reader]]:
    """Give who reads mail of parties, by the facts that hold on the day of ``house``."""
    rows = facts_of_parties(network_id=house.network_id, party_ids=[party.pk for party in parties], on=house.on)
    facts = {party.pk: facts_or_name(party, rows.get(party.pk)) for party in parties}
    return readers_of_parties(house=house, facts=facts)
