"""Reads that bring several rooms together: a person, who still has to give."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kennisruil.brokerage import queries as brokerage
from kennisruil.brokerage.models import Invitation, Need, PastSession, Session
from kennisruil.brokerage.queries import Inviting
from kennisruil.brokerage.rules.ranking import Standing
from kennisruil.gatherings import queries as gatherings
from kennisruil.gatherings.models import Contribution, Place
from kennisruil.ledger import queries as ledger
from kennisruil.matching import queries as matching
from kennisruil.matching.models import KnowHow
from kennisruil.matching.rules import Fit
from kennisruil.network import queries as network
from kennisruil.network.models import Acting, Member, Party
from kennisruil.shared.ages import Age, age_of
from kennisruil.shared.periods import day_of

# Parties without an account have nothing to show.
PARTIES_LIMIT = 2000
FITS_SHOWN = 3
PEOPLE_ASKED = 3


@dataclass(frozen=True, slots=True)
class PartyBalance:
    """A party a person acts for, with its balance in minor units; None where it has no account."""

    acting: Acting
    balance: int | None


@dataclass(frozen=True, slots=True)
class PersonPage:
    """All the office sees of one person."""

    member: Member
    parties: Sequence[PartyBalance]
    standing: Standing
    know_how: Sequence[KnowHow]
    sessions: Sequence[Session]
    past_sessions: Sequence[PastSession]
    needs: Sequence[Need]
    fits: Sequence[tuple[Need, Fit]]
    invitations: Sequence[Invitation]
    places: Sequence[Place]
    contributions: Sequence[Contribution]

    @property
    def balance(self) -> int:
        """The sum over the parties the person acts for, minor units."""
        return sum(row.balance or 0 for row in self.parties)


@dataclass(frozen=True, slots=True)
class StillToGive:
    """A party under zero: since when, how much, who acts for it."""

    party: Party
    minor: int
    since_on: date
    age: Age
    people: Sequence[Member]


def person_page(*, network_id: UUID, member_id: UUID, today: date) -> PersonPage:
    """Bring together what the office needs to know of a person. :raises Member.DoesNotExist: not in this network."""
    member = network.member_by_id(network_id=network_id, member_id=member_id)
    parties = party_balances(network_id=network_id, member_id=member_id, today=today)
    party_ids = [row.acting.party_id for row in parties]
    return PersonPage(
        member=member,
        parties=parties,
        standing=brokerage.standings(network_id=network_id, member_ids=[member_id], on=today)[member_id],
        know_how=matching.know_how_of(network_id=network_id, member_id=member_id),
        sessions=brokerage.sessions_of(network_id=network_id, member_id=member_id, limit=20),
        past_sessions=brokerage.past_sessions(network_id=network_id, party_ids=party_ids, limit=20),
        needs=brokerage.needs_of(network_id=network_id, member_id=member_id),
        fits=brokerage.fits_for_member(network_id=network_id, member_id=member_id, limit=5),
        invitations=brokerage.invitations_of(network_id=network_id, member_id=member_id),
        places=list(gatherings.places_of_member(network_id=network_id, member_id=member_id)[:20]),
        contributions=gatherings.contributions(network_id=network_id, member_id=member_id)[:20],
    )


def party_balances(*, network_id: UUID, member_id: UUID, today: date) -> list[PartyBalance]:
    """List the parties a member acts for, the own one first, each with its balance."""
    rows = network.parties_of(network_id=network_id, member_id=member_id, on=today)
    balances = _balances(network_id, (row.party.account_id for row in rows))
    return [PartyBalance(row, balances.get(row.party.account_id)) for row in rows]


def still_to_give(*, network_id: UUID, today: date, zone: str) -> list[StillToGive]:
    """List the parties under zero, the longest first, with the people who act for them."""
    book_id = network.network_by_id(network_id=network_id).book_id
    under = [
        row
        for row in ledger.balances(network_id=network_id, book_id=book_id)
        if row.kind == "member" and row.balance < 0 and row.negative_since
    ]
    parties = _parties_of_accounts(network_id, [row.account_id for row in under])
    acting = network.people_of_parties(network_id=network_id, party_ids=[p.pk for p in parties.values()], on=today)
    members = network.members_by_ids(
        network_id=network_id, member_ids={each for ids in acting.values() for each in ids}
    )
    found = []
    for account in under:
        party = parties.get(account.account_id)
        if party is None:
            continue
        assert account.negative_since is not None
        since_on = day_of(account.negative_since, zone)
        own = [members[member_id] for member_id in acting.get(party.pk, []) if member_id in members]
        found.append(
            StillToGive(
                party=party,
                minor=-account.balance,
                since_on=since_on,
                age=age_of(since_on=since_on, today=today),
                people=own,
            )
        )
    return sorted(found, key=lambda row: (row.since_on, row.party.name, row.party.pk))


def people(*, network_id: UUID, text: str, today: date) -> Sequence[Member]:
    """List people by any part of a name, skill or organisation; everybody, by name, when ``text`` is empty."""
    if text.strip():
        return matching.people_search(network_id=network_id, text=text, limit=200)
    rows = Member.objects.filter(network_id=network_id).exclude(left_on__lte=today)
    return list(rows.order_by("family_name", "given_name", "pk")[:5000])


def invitees_of(*, network_id: UUID, rows: Sequence[StillToGive], today: date) -> dict[UUID, Inviting]:
    """Say for the first people who act for each party whether they may be invited now, and which open needs fit them.

    What fits is looked for once, for all of them together: it is what takes long in a large network.
    """
    asked = {person.pk for row in rows for person in row.people[:PEOPLE_ASKED]}
    return brokerage.inviting(network_id=network_id, member_ids=asked, today=today)


def fits_of_party(*, row: StillToGive, invitees: Mapping[UUID, Inviting]) -> Sequence[tuple[Need, Fit]]:
    """Give the open needs that fit the first people who act for a party, best first, from what was found of them."""
    asked = [invitees[person.pk] for person in row.people[:PEOPLE_ASKED] if person.pk in invitees]
    own = [pair for one in asked for pair in one.fits]
    best = {need.pk: (need, fit) for need, fit in sorted(own, key=lambda pair: pair[1].score)}
    return sorted(best.values(), key=lambda pair: (-pair[1].score, str(pair[0].pk)))[:FITS_SHOWN]


def _balances(network_id: UUID, account_ids: Iterable[UUID | None]) -> dict[UUID | None, int]:
    wanted = {account_id for account_id in account_ids if account_id}
    book_id = network.network_by_id(network_id=network_id).book_id
    rows = ledger.balances(network_id=network_id, book_id=book_id, account_ids=wanted)
    return {row.account_id: row.balance for row in rows}


def _parties_of_accounts(network_id: UUID, account_ids: Sequence[UUID]) -> dict[UUID, Party]:
    rows = Party.objects.filter(network_id=network_id, account_id__in=account_ids).order_by("pk")[:PARTIES_LIMIT]
    return {row.account_id: row for row in rows if row.account_id}
