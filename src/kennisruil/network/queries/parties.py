"""Parties, what is known of them on a day, and who may act for them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from kennisruil.network.models import Acting, Party, PartyFacts


def party_by_id(*, network_id: UUID, party_id: UUID) -> Party:
    """Give a party of the network. :raises Party.DoesNotExist: not in this network."""
    return Party.objects.get(network_id=network_id, pk=party_id)


def party_of_account(*, network_id: UUID, account_id: UUID) -> Party:
    """Give the party that an account is of. :raises Party.DoesNotExist: none in this network."""
    return Party.objects.get(network_id=network_id, account_id=account_id)


def parties_by_ids(*, network_id: UUID, party_ids: Iterable[UUID]) -> dict[UUID, Party]:
    """Give parties by id; ids of elsewhere are left out."""
    return {party.pk: party for party in Party.objects.filter(network_id=network_id, pk__in=list(party_ids))}


def find_parties(*, network_id: UUID, text: str = "", on: date | None = None) -> list[Party]:
    """List parties by any part of their name or number, the operator left out; at most 500, by name."""
    rows = Party.objects.filter(network_id=network_id, is_operator=False)
    for word in text.split()[:8]:
        rows = (
            rows.filter(number=int(word)) if word.isdecimal() and len(word) < 9 else rows.filter(name__icontains=word)
        )
    if on is not None:
        rows = rows.exclude(left_on__lte=on)
    return list(rows.order_by("name", "pk")[:500])


def operator_of(*, network_id: UUID) -> Party:
    """Give the legal operator, in whose name documents are made."""
    return Party.objects.get(network_id=network_id, is_operator=True)


def noted_facts(*, network_id: UUID, party_id: UUID, on: date) -> PartyFacts | None:
    """Give whatever is noted of a party on a day, even when its VAT status is not known yet."""
    rows = PartyFacts.objects.filter(network_id=network_id, party_id=party_id, holds_from__lte=on)
    return rows.order_by("-holds_from", "pk").first()


def facts_on(*, network_id: UUID, party_id: UUID, on: date) -> PartyFacts | None:
    """Give what the law asks of a party on a day; None while its VAT status is unknown (the to-do page says so)."""
    facts = noted_facts(network_id=network_id, party_id=party_id, on=on)
    return facts if facts and facts.vat_kind else None


def facts_of_parties(*, network_id: UUID, party_ids: Iterable[UUID], on: date) -> dict[UUID, PartyFacts]:
    """Give what is noted of several parties on a day, by party, in one query."""
    rows = PartyFacts.objects.filter(network_id=network_id, party_id__in=list(party_ids), holds_from__lte=on)
    return {row.party_id: row for row in rows.order_by("party_id", "-holds_from", "pk").distinct("party_id")}


def facts_until(*, network_id: UUID, party_ids: Iterable[UUID], on: date) -> list[PartyFacts]:
    """List every row of facts of several parties that began to hold by ``on``, the oldest of each first."""
    rows = PartyFacts.objects.filter(network_id=network_id, party_id__in=list(party_ids), holds_from__lte=on)
    return list(rows.order_by("party_id", "holds_from", "pk"))


def facts_history(*, network_id: UUID, party_id: UUID) -> list[PartyFacts]:
    """List all facts of a party, the latest first; at most 100."""
    return list(PartyFacts.objects.filter(network_id=network_id, party_id=party_id).order_by("-holds_from", "pk")[:100])


def parties_of(*, network_id: UUID, member_id: UUID, on: date) -> list[Acting]:
    """List the parties a member may act for on a day, the own one first."""
    rows = Acting.objects.filter(network_id=network_id, member_id=member_id, from_on__lte=on)
    open_rows = rows.exclude(until_on__lte=on).select_related("party")
    return list(open_rows.order_by("-is_own", "party__name", "pk")[:100])


def people_of(*, network_id: UUID, party_id: UUID, on: date) -> list[Acting]:
    """List the members who may act for a party on a day."""
    rows = Acting.objects.filter(network_id=network_id, party_id=party_id, from_on__lte=on)
    open_rows = rows.exclude(until_on__lte=on).select_related("member")
    return list(open_rows.order_by("-is_own", "member__family_name", "pk")[:500])


def people_of_parties(*, network_id: UUID, party_ids: Iterable[UUID], on: date) -> dict[UUID, list[UUID]]:
    """Give the members who may act for each of several parties on a day, in one query."""
    rows = Acting.objects.filter(network_id=network_id, party_id__in=list(party_ids), from_on__lte=on)
    found: dict[UUID, list[UUID]] = {}
    for party_id, member_id in (
        rows.exclude(until_on__lte=on).order_by("-is_own", "pk").values_list("party_id", "member_id")[:5000]
    ):
        found.setdefault(party_id, []).append(member_id)
    return found
