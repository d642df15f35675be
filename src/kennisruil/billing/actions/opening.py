"""Balances from before the network: coins with the euro and the document they came from."""

from datetime import date, datetime
from uuid import UUID

from kennisruil.billing.actions.books import book_movements
from kennisruil.billing.actions.claims import open_claim
from kennisruil.billing.actions.coins import move_coins
from kennisruil.billing.actions.movement import booking_day, record_movement
from kennisruil.billing.models import Claim, Movement
from kennisruil.billing.queries.house import House, house_on
from kennisruil.billing.rules import postings
from kennisruil.billing.rules.documents import months_later
from kennisruil.billing.rules.postings import MoveKind
from kennisruil.bookkeeping.actions import hold_books
from kennisruil.bookkeeping.rules.entries import EntryLine, credit, debit
from kennisruil.network.queries import party_by_id
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id


def record_opening_balance(
    *,
    network_id: UUID,
    id: UUID,
    party_id: UUID,
    coins: int,
    cents: int,
    on: date,
    by: Actor,
    at: datetime,
    today: date,
    old_number: str = "",
    old_issued_on: date | None = None,
    vat_cents: int = 0,
) -> Movement:
    """Bring in a balance from before: ``coins`` signed, ``cents`` its worth, ``on`` the day it held. Once per ``id``.

    ``vat_cents`` is VAT still open, positive when the party owes it. Limits do not bind.

    Without ``old_number`` it is an opening lot without document. A base still to give is due after the return term.
    """
    house = house_on(network_id=network_id, on=today)
    with action("billing.record_opening_balance", network_id=network_id, by=by, at=at, about=("party", party_id)):
        hold_books(network_id=network_id)
        known = Movement.objects.filter(network_id=network_id, pk=id).first()
        if known is not None:
            return known
        party = party_by_id(network_id=network_id, party_id=party_id)
        move_coins(house, id, party, coins=coins, kind=MoveKind.OPENING, reason="opening balance", on=on, by=by, at=at)
        movement = record_movement(
            network_id=network_id,
            id=id,
            party_id=party_id,
            kind=MoveKind.OPENING,
            coins=coins,
            cents=cents,
            booked_on=booking_day(network_id=network_id, day=on, at=at, zone=house.zone),
            at=at,
            text=old_number,
        )
        issued_on = old_issued_on or on
        lines = [
            *postings.without_supply(kind=MoveKind.OPENING, party_id=party_id, coins=coins, cents=cents),
            *_opening_vat(house, id, party_id, vat_cents=vat_cents, issued_on=issued_on, old_number=old_number),
        ]
        book_movements(
            house=house,
            movements=[movement],
            lines=lines,
            kind="opening",
            text=old_number or "Opening lot without document",
            key=id,
            on=today,
            by=by,
            at=at,
            reference=("movement", id),
            due_on=months_later(issued_on, house.rules.terms_on(on=issued_on).return_months),
            old_number=old_number,
        )
    return movement


def _opening_vat(
    house: House, id: UUID, party_id: UUID, *, vat_cents: int, issued_on: date, old_number: str
) -> tuple[EntryLine, ...]:
    if not vat_cents:
        return ()
    account = "customers" if vat_cents > 0 else "suppliers"
    open_claim(
        house=house,
        id=derived_id(id, "vat"),
        party_id=party_id,
        part=Claim.Part.VAT,
        sign=1 if vat_cents > 0 else -1,
        account=account,
        cents=abs(vat_cents),
        issued_on=issued_on,
        due_on=issued_on,
        old_number=old_number,
    )
    return (debit(account, vat_cents, party_id), credit("opening", vat_cents))
