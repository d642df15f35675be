"""What a session would mean for a side, before it is booked."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from kennisruil.billing import queries as billing
from kennisruil.brokerage.models import Proposal
from kennisruil.brokerage.queries.joint import companions_of
from kennisruil.brokerage.queries.money import PartyConsequence, Price
from kennisruil.brokerage.rules.coins import weighed_shares
from kennisruil.brokerage.rules.joint import Amounts, parts_of
from kennisruil.network import queries as network
from kennisruil.network.models import Party
from kennisruil.pathway import queries as pathway


def amounts_ahead(*, proposal: Proposal, price: Price, price_rule: str) -> list[Amounts]:
    """Give the parts of all recipients of a need, the asker's first, at a price."""
    companions = companions_of(network_id=proposal.network_id, need_id=proposal.need_id)
    whole = Amounts(
        recipient_coins=price.recipient_coins,
        provider_coins=price.provider_coins,
        recipient_base_cents=price.recipient_base_cents,
        provider_base_cents=price.provider_base_cents,
    )
    return parts_of(whole, rule=price_rule, recipients=1 + len(companions))


def consequences_ahead(
    *, proposal: Proposal, side: str, price: Price, price_rule: str, on: date
) -> Sequence[PartyConsequence]:
    """Give what a session for a proposal would mean for each known party of a side, VAT included.

    Who has no party yet joins as themselves when it is booked; until then nothing is known of VAT, and none is given.
    """
    amounts = amounts_ahead(proposal=proposal, price=price, price_rule=price_rule)
    if side == "provider":
        party = proposal.party or _own(proposal.network_id, proposal.member_id, on)
        shares: dict[Party, int] = {party: sum(one.provider_coins for one in amounts)} if party else {}
    else:
        shares = _paying(proposal, coins=amounts[0].recipient_coins, on=on)
    return [
        PartyConsequence(
            party=party,
            coins=coins,
            euro=billing.consequence_for(
                network_id=proposal.network_id,
                side=side,
                party_id=party.pk,
                coins=coins,
                on=on,
                counter_value_cents=price.counter_value_cents,
            ),
        )
        for party, coins in shares.items()
    ]


def _own(network_id: UUID, member_id: UUID, on: date) -> Party | None:
    acting = network.parties_of(network_id=network_id, member_id=member_id, on=on)
    return acting[0].party if acting else None


def _paying(proposal: Proposal, *, coins: int, on: date) -> dict[Party, int]:
    """Give who would pay the asker's part: the owners of the concept by their parts, or the asker's own party."""
    need = proposal.need
    owners = pathway.owners_of(network_id=need.network_id, concept_id=need.concept_id, on=on) if need.concept_id else []
    parts: dict[Party, int] = {row.party: row.parts for row in owners}
    own = _own(need.network_id, need.member_id, on)
    parts = parts or ({own: 1} if own else {})
    shares = weighed_shares(price=coins, parts={party.pk: part for party, part in parts.items()}) if parts else []
    by_id = {party.pk: party for party in parts}
    return {by_id[share.party_id]: share.coins for share in shares}
