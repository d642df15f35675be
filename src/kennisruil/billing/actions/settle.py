"""Lots that close at their own worth without a supply: paid out, given away, written off."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from kennisruil.billing.actions.books import book_movements
from kennisruil.billing.actions.claims import open_claim
from kennisruil.billing.actions.coins import move_coins
from kennisruil.billing.actions.letters import settlement_letter
from kennisruil.billing.actions.movement import booking_day, record_movement
from kennisruil.billing.models import Claim, Document, Movement
from kennisruil.billing.queries.house import House, house_on
from kennisruil.billing.queries.lots import open_lots, payable_lots
from kennisruil.billing.rules import postings
from kennisruil.billing.rules.lots import NotThatManyCoins, OpenLot, worth_of
from kennisruil.billing.rules.postings import MoveKind
from kennisruil.bookkeeping.actions import hold_books
from kennisruil.network.models import Party
from kennisruil.network.queries import party_by_id
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.refusals import Refusal


class PayOutNotAllowed(Refusal):
    """The network decided that credit is not paid out in euro. Nothing changes."""

    code = "pay_out_not_allowed"


class NotInTheLots(Refusal):
    """The party's lots hold fewer coins than asked. Both in minor units."""

    code = "not_in_the_lots"

    def __init__(self, *, asked: int, held: int) -> None:
        self.asked, self.held = asked, held
        super().__init__(f"{asked} of {held}")


def settle_balance(
    *,
    network_id: UUID,
    id: UUID,
    party_id: UUID,
    kind: MoveKind,
    coins: int | None,
    reason: str,
    by: Actor,
    at: datetime,
    today: date,
    to_party_id: UUID | None = None,
    document_id: UUID | None = None,
) -> Movement:
    """Close lots at their own worth, against the account of the kind; coins go to the operator or ``to_party_id``.

    :raises PayOutNotAllowed, NotInTheLots: nothing changes.
    """
    house = house_on(network_id=network_id, on=today)
    if kind is MoveKind.PAY_OUT and not pays_out(house):
        raise PayOutNotAllowed
    with action(f"billing.{kind}", network_id=network_id, by=by, at=at, about=("party", party_id)):
        hold_books(network_id=network_id)
        known = Movement.objects.filter(network_id=network_id, pk=id).first()
        if known is not None:
            return known
        party = party_by_id(network_id=network_id, party_id=party_id)
        lots = _lots(network_id, party_id, kind, document_id, all_of_it=coins is None)
        signed, cents = _what(lots, kind, coins)
        other = party_by_id(network_id=network_id, party_id=to_party_id) if to_party_id else None
        move_coins(house, id, party, coins=signed, kind=kind, reason=reason, on=today, by=by, at=at, other=other)
        movements = _movements(house, id, party, kind, signed, cents, lots, at=at, other=other)
        letter = settlement_letter(
            house=house, key=id, party=party, kind=kind, coins=abs(signed), cents=cents, reason=reason, on=today
        )
        if kind is MoveKind.PAY_OUT:
            _owe(house, id, party, cents, letter)
        book_movements(
            house=house,
            movements=movements,
            lines=postings.without_supply(
                kind=kind, party_id=party_id, coins=signed, cents=cents, to_party_id=to_party_id
            ),
            kind=kind,
            text=letter.number,
            key=id,
            on=today,
            by=by,
            at=at,
            reference=("document", letter.pk),
        )
    return movements[0]


def pays_out(house: House) -> bool:
    """Tell whether the network decided that credit may be paid out in euro."""
    return bool(house.settings.get("settlement.pay_out", "no") == "yes")


def _owe(house: House, id: UUID, party: Party, cents: int, letter: Document) -> None:
    """Write what the operator pays out: settled by set-off, or by the bank."""
    open_claim(
        house=house,
        id=derived_id(id, "owed"),
        party_id=party.pk,
        part=Claim.Part.BASE,
        sign=-1,
        account="suppliers",
        cents=cents,
        issued_on=house.on,
        due_on=house.on + timedelta(days=house.rules.terms_on(on=house.on).vat_due_days),
        document=letter,
    )


def _lots(
    network_id: UUID, party_id: UUID, kind: MoveKind, document_id: UUID | None, *, all_of_it: bool
) -> tuple[OpenLot, ...]:
    """Give the lots that may close, in their order."""
    if document_id is None or kind is not MoveKind.WRITE_OFF:
        return open_lots(network_id=network_id, party_id=party_id)
    if all_of_it:
        return payable_lots(network_id=network_id, party_id=party_id, only_document_id=document_id)
    return payable_lots(network_id=network_id, party_id=party_id, first_document_id=document_id)


def _what(lots: Sequence[OpenLot], kind: MoveKind, coins: int | None) -> tuple[int, int]:
    """Give the signed coins and their worth in the lots. :raises NotInTheLots: there are not that many."""
    sign = 1 if kind is MoveKind.WRITE_OFF else -1
    held = sum(abs(lot.coins) for lot in lots if (lot.coins < 0) == (sign > 0))
    signed = sign * (held if coins is None else coins)
    if not signed:
        raise NotInTheLots(asked=0, held=held)
    try:
        return signed, worth_of(lots, coins=signed)
    except NotThatManyCoins as refused:
        raise NotInTheLots(asked=refused.asked, held=refused.held) from refused


def _movements(
    house: House,
    id: UUID,
    party: Party,
    kind: MoveKind,
    signed: int,
    cents: int,
    lots: Sequence[OpenLot],
    *,
    at: datetime,
    other: Party | None,
) -> list[Movement]:
    booked_on = booking_day(network_id=house.network_id, day=house.on, at=at, zone=house.zone)
    first = record_movement(
        network_id=house.network_id,
        id=id,
        party_id=party.pk,
        kind=kind,
        coins=signed,
        cents=0,
        booked_on=booked_on,
        at=at,
        other_party_id=other.pk if other else None,
        lots=lots,
        at_origin=True,
    )
    if other is None:
        return [first]
    second = record_movement(
        network_id=house.network_id,
        id=derived_id(id, "received"),
        party_id=other.pk,
        kind=kind,
        coins=-signed,
        cents=cents,
        booked_on=booked_on,
        at=at,
        other_party_id=party.pk,
    )
    return [first, second]
