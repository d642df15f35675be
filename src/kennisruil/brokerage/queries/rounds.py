"""Reads of exchange rounds: the field a plan looks at, a round with its links, balances before and after."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kennisruil.brokerage.models import ExchangeRound, Need, RoundLink
from kennisruil.brokerage.queries.candidates import candidates_for_need
from kennisruil.brokerage.queries.capacity import rooms_of
from kennisruil.brokerage.rules.capacity import Room
from kennisruil.brokerage.rules.ranking import Ranked
from kennisruil.brokerage.rules.rounds import Field, Giver, Link, Possible, Standing, Sums, Wish, sums_of
from kennisruil.ledger import queries as ledger
from kennisruil.ledger.queries.values import Balance
from kennisruil.network import queries as network
from kennisruil.network.models import Acting, Party

# So many people of a need's ranking are looked at.
PEOPLE_A_NEED = 20
_AWAITED = ("asked", "yes", "other_date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A person who fits a need, as a round keeps it: ``fit`` 0 to 1 against the best of that need."""

    need_id: UUID
    member_id: UUID
    fit: float
    quote: str
    load: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPlan:
    """One plan of a round: its links in groups, and what those that nobody rejected do to balances."""

    plan: str
    chains: Sequence[Sequence[RoundLink]]
    sums: Sums

    @property
    def size(self) -> int:
        """How many links it has."""
        return sum(len(chain) for chain in self.chains)


def needs_for_round(*, network_id: UUID) -> list[Need]:
    """List open needs of which nobody's answer is awaited, asked first; at most 10,000."""
    rows = Need.objects.filter(network_id=network_id, state="open").exclude(proposals__state__in=_AWAITED)
    return list(rows.select_related("member").order_by("asked_at", "pk")[:10_000])


def found_for(*, network_id: UUID, need: Need, on: date) -> list[Found]:
    """Give the people who likely fit a need, best first; nobody who is there for fresh eyes alone."""
    ranked = candidates_for_need(network_id=network_id, need=need, on=on, limit=PEOPLE_A_NEED)
    fitting = [person for person in ranked if not person.is_fresh_eyes and person.is_likely and person.score > 0]
    best = max((person.score for person in fitting), default=1.0)
    return [
        Found(
            need_id=need.pk,
            member_id=person.member_id,
            fit=person.score / best,
            quote=_quote(person),
            load=person.standing.under_way,
        )
        for person in fitting[:PEOPLE_A_NEED]
    ]


def _quote(person: Ranked) -> str:
    return person.reasons[0].quote if person.reasons else ""


def field_of(
    *, network_id: UUID, needs: Sequence[Need], found: Sequence[Found], price: int, capacity: int, on: date
) -> Field:
    """Put together what the plans look at; who acts for no party yet is left out. Order: asked first, then numbers."""
    people = {need.member_id for need in needs} | {one.member_id for one in found}
    parties = _parties(network_id, people, on=on)
    givers = {one.member_id: one for one in found if one.member_id in parties}
    wishes = [need for need in needs if need.member_id in parties]
    known = {need.pk for need in wishes}
    rooms = rooms_of(network_id=network_id, member_ids=givers, on=on)
    standings = _standings(network_id, {party.pk: party for party in parties.values()}.values())
    return Field(
        standings=standings,
        givers=[
            Giver(key=key, party=parties[key].pk, capacity=_capacity(capacity - one.load, rooms[key]), load=one.load)
            for key, one in sorted(givers.items(), key=lambda pair: (parties[pair[0]].number, str(pair[0])))
        ],
        wishes=[Wish(key=need.pk, party=parties[need.member_id].pk) for need in wishes],
        possible=[
            Possible(wish=one.need_id, giver=one.member_id, fit=one.fit)
            for one in found
            if one.need_id in known and one.member_id in parties
        ],
        price=price,
    )


def _capacity(at_once: int, room: Room) -> int:
    """Give how many sessions a person may get in a round: not more at once than the network wants, nor they."""
    return max(0, at_once if room.left is None else min(at_once, room.left))


def _parties(network_id: UUID, member_ids: Iterable[UUID], *, on: date) -> dict[UUID, Party]:
    """Give for each member the party they give and receive for: the own one, else the first by name."""
    rows = Acting.objects.filter(network_id=network_id, member_id__in=list(member_ids), from_on__lte=on)
    present = rows.exclude(until_on__lte=on).exclude(party__account_id=None).select_related("party")
    found: dict[UUID, Party] = {}
    for acting in present.order_by("member_id", "-is_own", "party__name", "pk")[:50_000]:
        found.setdefault(acting.member_id, acting.party)
    return found


def _standings(network_id: UUID, parties: Iterable[Party]) -> list[Standing]:
    ordered = sorted(parties, key=lambda party: party.number)
    balances = _balances(network_id, [party.account_id for party in ordered if party.account_id])
    return [
        Standing(
            key=party.pk,
            balance=one.balance,
            room_to_earn=None if one.ceiling is None else max(0, one.ceiling - one.balance),
            room_to_pay=one.room,
        )
        for party in ordered
        if party.account_id
        for one in [balances[party.account_id]]
    ]


def _balances(network_id: UUID, account_ids: Iterable[UUID]) -> dict[UUID, Balance]:
    book_id = network.network_by_id(network_id=network_id).book_id
    rows = ledger.balances(network_id=network_id, book_id=book_id, account_ids=set(account_ids))
    return {row.account_id: row for row in rows}


def present_round(*, network_id: UUID) -> ExchangeRound | None:
    """Give the round that is not closed, or None."""
    return (
        ExchangeRound.objects.filter(network_id=network_id).exclude(state="closed").order_by("opened_at", "pk").first()
    )


def past_rounds(*, network_id: UUID) -> list[ExchangeRound]:
    """List closed rounds, the latest first, at most 50."""
    rows = ExchangeRound.objects.filter(network_id=network_id, state="closed")
    return list(rows.order_by("-opened_at", "pk")[:50])


def round_by_id(*, network_id: UUID, round_id: UUID) -> ExchangeRound:
    """Give a round. :raises ExchangeRound.DoesNotExist: not in this network."""
    return ExchangeRound.objects.get(network_id=network_id, pk=round_id)


def round_link(*, network_id: UUID, link_id: UUID) -> RoundLink:
    """Give a link of a round. :raises RoundLink.DoesNotExist: not in this network."""
    return RoundLink.objects.get(network_id=network_id, pk=link_id)


def plans_of(*, network_id: UUID, round_id: UUID) -> dict[str, RoundPlan]:
    """Give the plans of a round by name, each with balances as they stand now and as its links would leave them."""
    rows = RoundLink.objects.filter(network_id=network_id, round_id=round_id).select_related(
        "round", "need__member", "giver", "provider_party", "recipient_party"
    )
    chains: dict[str, dict[int, list[RoundLink]]] = {}
    for link in rows.order_by("plan", "chain", "place", "pk")[:50_000]:
        chains.setdefault(link.plan, {}).setdefault(link.chain, []).append(link)
    return {
        plan: RoundPlan(plan=plan, chains=list(groups.values()), sums=_sums(network_id, groups.values()))
        for plan, groups in chains.items()
    }


def _sums(network_id: UUID, chains: Iterable[Sequence[RoundLink]]) -> Sums:
    links = [link for chain in chains for link in chain]
    parties = {party.pk: party for link in links for party in (link.provider_party, link.recipient_party)}
    field = Field(
        standings=_standings(network_id, parties.values()),
        givers=(),
        wishes=(),
        possible=(),
        price=links[0].round.price,
    )
    return sums_of(
        field,
        [
            Link(
                wish=link.need_id,
                giver=link.giver_id,
                provider_party=link.provider_party_id,
                recipient_party=link.recipient_party_id,
                fit=0.0,
            )
            for link in links
            if link.state != RoundLink.State.REJECTED
        ],
    )
