"""Take a supply back, whole or in part: coins, lots, and the corrections of its documents."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from kennisruil.billing.actions.acceptance import draw_party_again, withdraw_drafts
from kennisruil.billing.actions.coins import move_coins
from kennisruil.billing.actions.correction import correct_documents
from kennisruil.billing.actions.movement import booking_day, record_movement
from kennisruil.billing.models import Document, Movement, Posted, Supply
from kennisruil.billing.queries.brokered import pairs_of
from kennisruil.billing.queries.house import House, house_on
from kennisruil.billing.rules.lots import share_of
from kennisruil.billing.rules.postings import MoveKind, Rule
from kennisruil.billing.rules.reversals import parts_of
from kennisruil.bookkeeping.actions import hold_books
from kennisruil.ledger import actions as ledger
from kennisruil.ledger.models import Transfer
from kennisruil.ledger.rules import Reference
from kennisruil.network.queries import parties_by_ids, party_by_id
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.refusals import Refusal


class MoreThanIsLeft(Refusal):
    """More would be taken back than is left of the supply. Both in minor units of what was paid for it."""

    code = "more_than_is_left"

    def __init__(self, *, asked: int, left: int) -> None:
        self.asked, self.left = asked, left
        super().__init__(f"{asked} of {left}")


def reverse_supply(
    *,
    network_id: UUID,
    id: UUID,
    supply_id: UUID,
    reason: str,
    by: Actor,
    at: datetime,
    today: date,
    coins: int | None = None,
) -> list[Document]:
    """Take ``coins`` (minor units of what was paid; None: all that is left) of a supply back, on all its sides alike.

    The coins go back through the ledger beyond limits, the same lots close, and what was documented is corrected by 381
    and 261 of the same part; a draft is withdrawn and drawn again. Once per ``id``. The answer is the corrections.

    :raises MoreThanIsLeft: nothing changes.
    """
    house = house_on(network_id=network_id, on=today)
    with action("billing.reverse_supply", network_id=network_id, by=by, at=at, about=("supply", supply_id)):
        hold_books(network_id=network_id)
        supply = Supply.objects.get(network_id=network_id, pk=supply_id)
        if _was_done(supply, id):
            return list(Document.objects.filter(network_id=network_id, id__in=_correction_ids(id, supply_id)))
        parts = _parts(supply, coins)
        _reverse_coins(house, supply, parts, id=id, reason=reason, by=by, at=at)
        withdrawn = withdraw_drafts(network_id=network_id, movements=list(parts))
        reversals = [
            reverse_movement(house, movement, part, id=id, at=at, today=today)
            for movement, part in sorted(parts.items(), key=lambda each: (each[0].party_id, each[0].position))
            if part
        ]
        corrections = correct_documents(house, reversals, id=id, on=today, by=by, at=at)
        for draft in withdrawn:
            # What else stood on it, and what is left of this, waits for nothing: the provider sees it at once.
            draw_party_again(house=house, document=draft, by=by, at=at, today=today)
        return corrections


def _parts(supply: Supply, coins: int | None) -> dict[Movement, int]:
    """Work out how many coins each side takes back."""
    movements = list(supply.movements.filter(reverses__isnull=True).order_by("position", "pk"))
    taken = {
        each.pk: sum(abs(reversal.coins) for reversal in each.reversals.all())
        for each in supply.movements.filter(reverses__isnull=True).prefetch_related("reversals")
    }
    left = {movement: abs(movement.coins) - taken[movement.pk] for movement in movements}
    payers = {movement: rest for movement, rest in left.items() if movement.coins < 0} or left
    whole = sum(payers.values())
    asked = whole if coins is None else coins
    if not 0 < asked <= whole:
        raise MoreThanIsLeft(asked=asked, left=whole)
    by_id = {movement.pk: movement for movement in movements}
    found: dict[Movement, int] = {}
    for sign in (-1, 1):
        side = {movement.pk: rest for movement, rest in left.items() if (movement.coins > 0) == (sign > 0)}
        for key, part in parts_of(coins=side, share=asked, whole=whole).items():
            found[by_id[key]] = part
    # Both sides of a brokered piece stand on one document: they come back by the same part.
    for key, pair in pairs_of(network_id=supply.network_id, movements=movements).items():
        if by_id[key].coins > 0:
            found[by_id[key]] = found[by_id[pair.pk]]
    return found


def _reverse_coins(
    house: House, supply: Supply, parts: Mapping[Movement, int], *, id: UUID, reason: str, by: Actor, at: datetime
) -> None:
    """Reverse the ledger's transfers of the supply: each by the part of the party on its paying or its earning end."""
    accounts = {
        party.account_id: party_id
        for party_id, party in parties_by_ids(
            network_id=house.network_id, party_ids={movement.party_id for movement in parts}
        ).items()
    }
    left: dict[tuple[UUID, bool], int] = {}
    for movement, part in parts.items():
        end = (movement.party_id, movement.coins > 0)
        left[end] = left.get(end, 0) + part
    rows = Transfer.objects.filter(network_id=house.network_id, ref_kind=supply.ref_kind, ref_id=supply.ref_id)
    for transfer in rows.filter(reverses_id__isnull=True).order_by("booked_at", "id"):
        both = ((accounts.get(transfer.from_id), False), (accounts.get(transfer.to_id), True))
        ends = [(party_id, earned) for party_id, earned in both if party_id is not None]
        amount = min([transfer.amount, *(left.get(end, 0) for end in ends)]) if ends else 0
        if not amount:
            continue
        for end in ends:
            left[end] -= amount
        ledger.reverse_transfer(
            network_id=house.network_id,
            id=derived_id(id, "coins", transfer.pk),
            transfer_id=transfer.pk,
            amount=amount,
            reason=reason,
            occurred_at=at,
            booked_at=at,
            request_id=derived_id(id, "coins", transfer.pk),
            by=by,
            reference=Reference("supply", supply.pk),
            allow_beyond_limits=True,
        )
    _rest_with_operator(house, left, id=id, reason=reason, by=by, at=at)


def _rest_with_operator(
    house: House, left: Mapping[tuple[UUID, bool], int], *, id: UUID, reason: str, by: Actor, at: datetime
) -> None:
    """Settle with the operator what one side takes back and the other does not: its price was lowered before."""
    for (party_id, earned), coins in sorted(left.items()):
        if coins:
            move_coins(
                house,
                derived_id(id, "rest", party_id, str(earned)),
                party_by_id(network_id=house.network_id, party_id=party_id),
                coins=-coins if earned else coins,
                kind=MoveKind.REVERSAL,
                reason=reason,
                on=house.on,
                by=by,
                at=at,
            )


def reverse_movement(
    house: House,
    movement: Movement,
    part: int,
    *,
    id: UUID,
    at: datetime,
    today: date,
    kind: MoveKind = MoveKind.REVERSAL,
) -> Movement:
    """Move ``part`` (minor units) of a side of a supply the other way, at its share of what is left. In an action."""
    done = list(movement.reversals.all())
    left_coins = abs(movement.coins) - sum(abs(each.coins) for each in done)
    left_cents = movement.cents - sum(each.cents for each in done)
    return record_movement(
        network_id=house.network_id,
        id=derived_id(id, "movement", movement.pk),
        party_id=movement.party_id,
        kind=kind,
        coins=part if movement.coins < 0 else -part,
        cents=share_of(cents=left_cents, part=part, whole=left_coins),
        booked_on=booking_day(network_id=house.network_id, day=today, at=at, zone=house.zone),
        at=at,
        supply=movement.supply,
        side=movement.side,
        rule=Rule(movement.rule),
        reverses=movement,
    )


def _was_done(supply: Supply, id: UUID) -> bool:
    sides = supply.movements.filter(reverses__isnull=True).values_list("pk", flat=True)
    return Movement.objects.filter(pk__in=[derived_id(id, "movement", side) for side in sides]).exists()


def _correction_ids(id: UUID, supply_id: UUID) -> list[UUID]:
    documents = Posted.objects.filter(movement__supply_id=supply_id, document__isnull=False)
    return [derived_id(id, "corrects", document_id) for document_id in documents.values_list("document_id", flat=True)]
