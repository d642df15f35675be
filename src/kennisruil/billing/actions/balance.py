"""Balances that no supply stands behind: paid out, given away, written off on leaving."""

from datetime import date, datetime
from uuid import UUID

from kennisruil.billing.actions.books import book_movements
from kennisruil.billing.actions.claims import set_off
from kennisruil.billing.actions.coins import move_coins
from kennisruil.billing.actions.letters import settlement_letter
from kennisruil.billing.actions.movement import booking_day, record_movement
from kennisruil.billing.models import Document, Movement
from kennisruil.billing.queries.house import House, house_on
from kennisruil.billing.queries.lots import open_lots
from kennisruil.billing.rules import postings
from kennisruil.billing.rules.lots import NotThatManyCoins, totals, worth_of
from kennisruil.billing.rules.postings import MoveKind
from kennisruil.bookkeeping.actions import hold_books
from kennisruil.network.actions import party_leaves
from kennisruil.network.models import Party
from kennisruil.network.queries import party_by_id
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.refusals import Refusal


class NotInTheLots(Refusal):
    """The party's lots hold fewer coins than asked. Both in minor units."""

    code = "not_in_the_lots"

    def __init__(self, *, asked: int, held: int) -> None:
        self.asked, self.held = asked, held
        super().__init__(f"{asked} of {held}")


def write_off(
    *,
    network_id: UUID,
    id: UUID,
    party_id: UUID,
    reason: str,
    by: Actor,
    at: datetime,
    today: date,
    coins: int | None = None,
) -> Movement:
    """Write off what a party has still to give (all of it, or ``coins`` minor units), with a reason and a letter.

    VAT stays due. :raises NotInTheLots: it has less to give; nothing changes.
    """
    return _settle(
        network_id=network_id,
        id=id,
        party_id=party_id,
        kind=MoveKind.WRITE_OFF,
        coins=coins,
        reason=reason,
        by=by,
        at=at,
        today=today,
    )


def pay_out(
    *,
    network_id: UUID,
    id: UUID,
    party_id: UUID,
    by: Actor,
    at: datetime,
    today: date,
    coins: int | None = None,
    reason: str = "",
) -> Movement:
    """Pay a party's credit out in euro (all of it, or ``coins``), if the network's terms allow it; booked at the bank.

    :raises NotInTheLots: it has less credit; nothing changes.
    """
    return _settle(
        network_id=network_id,
        id=id,
        party_id=party_id,
        kind=MoveKind.PAY_OUT,
        coins=coins,
        reason=reason,
        by=by,
        at=at,
        today=today,
    )


def give_away(
    *,
    network_id: UUID,
    id: UUID,
    party_id: UUID,
    by: Actor,
    at: datetime,
    today: date,
    coins: int | None = None,
    to_party_id: UUID | None = None,
    reason: str = "",
) -> Movement:
    """Give a party's credit (all of it, or ``coins``) to the network, or to another party, at the worth of its lots.

    :raises NotInTheLots: it has less credit; nothing changes.
    """
    return _settle(
        network_id=network_id,
        id=id,
        party_id=party_id,
        kind=MoveKind.GIFT if to_party_id else MoveKind.GIVEN_AWAY,
        coins=coins,
        reason=reason,
        by=by,
        at=at,
        today=today,
        to_party_id=to_party_id,
    )


def leave(
    *,
    network_id: UUID,
    id: UUID,
    party_id: UUID,
    by: Actor,
    at: datetime,
    today: date,
    way: str = "given_away",
    to_party_id: UUID | None = None,
    reason: str = "",
) -> list[Document]:
    """Settle a party's balance and let it go: credit ``paid_out`` or ``given_away``, what is still to give written off.

    Euro that is still open stays open, and is paid later. The answer is the letters.
    """
    house = house_on(network_id=network_id, on=today)
    with action("billing.leave", network_id=network_id, by=by, at=at, about=("party", party_id)):
        hold_books(network_id=network_id)
        coins, _ = totals(open_lots(network_id=network_id, party_id=party_id))
        kind = MoveKind.WRITE_OFF if coins < 0 else MoveKind.PAY_OUT if way == "paid_out" else MoveKind.GIVEN_AWAY
        if coins:
            _settle(
                network_id=network_id,
                id=id,
                party_id=party_id,
                kind=MoveKind.GIFT if kind is MoveKind.GIVEN_AWAY and to_party_id else kind,
                coins=None,
                reason=reason,
                by=by,
                at=at,
                today=today,
                to_party_id=to_party_id,
            )
        set_off(house=house, party_id=party_id, key=derived_id(id, "leave"), on=today, by=by, at=at)
        party_leaves(network_id=network_id, party_id=party_id, on=today, by=by, at=at)
        return list(Document.objects.filter(network_id=network_id, pk=derived_id(id, "letter")))


def _settle(
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
) -> Movement:
    """Close lots at their own worth, against the account of the kind; coins go to the operator or ``to_party_id``."""
    house = house_on(network_id=network_id, on=today)
    with action(f"billing.{kind}", network_id=network_id, by=by, at=at, about=("party", party_id)):
        hold_books(network_id=network_id)
        known = Movement.objects.filter(network_id=network_id, pk=id).first()
        if known is not None:
            return known
        party = party_by_id(network_id=network_id, party_id=party_id)
        signed, cents = _what(network_id, party_id, kind, coins)
        other = party_by_id(network_id=network_id, party_id=to_party_id) if to_party_id else None
        move_coins(house, id, party, coins=signed, kind=kind, reason=reason, on=today, by=by, at=at, other=other)
        movements = _movements(house, id, party, kind, signed, cents, at=at, other=other)
        letter = settlement_letter(
            house=house, key=id, party=party, kind=kind, coins=abs(signed), cents=cents, reason=reason, on=today
        )
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


def _what(network_id: UUID, party_id: UUID, kind: MoveKind, coins: int | None) -> tuple[int, int]:
    """Give the signed coins and their worth in the lots. :raises NotInTheLots: there are not that many."""
    sign = 1 if kind is MoveKind.WRITE_OFF else -1
    lots = open_lots(network_id=network_id, party_id=party_id)
    held = sum(abs(lot.coins) for lot in lots if (lot.coins < 0) == (sign > 0))
    signed = sign * (held if coins is None else coins)
    if not signed:
        raise NotInTheLots(asked=0, held=held)
    try:
        return signed, worth_of(lots, coins=signed)
    except NotThatManyCoins as refused:
        raise NotInTheLots(asked=refused.asked, held=refused.held) from refused


def _movements(
    house: House, id: UUID, party: Party, kind: MoveKind, signed: int, cents: int, *, at: datetime, other: Party | None
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
