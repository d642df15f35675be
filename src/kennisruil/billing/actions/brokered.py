"""Sides of a brokered supply: shared out into pieces from one payer to one provider, and the operator's own part."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from kennisruil.billing.models import Supply
from kennisruil.billing.rules.brokerage import FEE, Amount, share_out
from kennisruil.billing.rules.kinds import LegalRole, Side
from kennisruil.billing.rules.postings import Rule
from kennisruil.network.queries import setting
from kennisruil.shared.ids import derived_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One movement a supply makes: ``coins`` signed, positive for who gave; ``cents`` never negative."""

    id: UUID
    party_id: UUID
    side: Side
    rule: Rule
    coins: int
    cents: int
    other_party_id: UUID | None = None
    text: str = ""


def is_brokered(*, network_id: UUID, on: date) -> bool:
    """Whether the operator was a broker on the day a supply was performed."""
    return bool(setting(network_id=network_id, key="legal_role", on=on) == LegalRole.BROKER)


def brokered_parts(supply: Supply, parts: Sequence[Part]) -> list[Part]:
    """Share the sides of a supply out; a side that stands alone, and a grant, stays as it is.

    What is paid above what is earned is a sale of the operator (its fee), what is earned above is a purchase.
    """
    payers = _amounts(parts, Rule.SALE)
    providers = _amounts(parts, Rule.PURCHASE)
    if not payers or not providers:
        return list(parts)
    shared = share_out(payers=payers, providers=providers)
    found = [each for each in parts if each.rule is Rule.GRANT]
    for piece in shared.pieces:
        ends = ((Side.RECIPIENT, piece.payer_id, piece.provider_id), (Side.PROVIDER, piece.provider_id, piece.payer_id))
        found += [_part(supply, side, one, Rule.BROKERED, piece.amount, other) for side, one, other in ends]
    fees = [_part(supply, Side.RECIPIENT, key, Rule.SALE, each) for key, each in shared.fees.items()]
    found += [replace(fee, text=FEE) for fee in fees]
    found += [_part(supply, Side.PROVIDER, key, Rule.PURCHASE, each) for key, each in shared.bought.items()]
    return found


def _amounts(parts: Sequence[Part], rule: Rule) -> dict[UUID, Amount]:
    found: dict[UUID, Amount] = {}
    for each in parts:
        if each.rule is rule:
            known = found.get(each.party_id, Amount(coins=0, cents=0))
            found[each.party_id] = Amount(coins=known.coins + abs(each.coins), cents=known.cents + each.cents)
    return found


def _part(supply: Supply, side: Side, party_id: UUID, rule: Rule, amount: Amount, other_id: UUID | None = None) -> Part:
    return Part(
        id=derived_id(supply.pk, rule, side, party_id, other_id or ""),
        party_id=party_id,
        side=side,
        rule=rule,
        coins=amount.coins if side is Side.PROVIDER else -amount.coins,
        cents=amount.cents,
        other_party_id=other_id,
    )
