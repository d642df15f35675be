"""Leaving with any balance: credit paid out or given away, what is still to give paid or written off."""

from contextlib import suppress
from datetime import date, datetime
from typing import Any
from uuid import UUID

from kennisruil.billing.actions.final_statement import make_final_statement
from kennisruil.billing.actions.letoff import has_open_vat, write_off_vat
from kennisruil.billing.actions.mails import mail_documents
from kennisruil.billing.actions.payment import record_payment
from kennisruil.billing.actions.setoff import NothingToSetOff, set_off_chosen
from kennisruil.billing.actions.settle import settle_balance
from kennisruil.billing.models import Document
from kennisruil.billing.queries.house import house_on
from kennisruil.billing.queries.lots import open_lots
from kennisruil.billing.rules.lots import totals
from kennisruil.billing.rules.postings import MoveKind
from kennisruil.bookkeeping.actions import hold_books
from kennisruil.ledger import queries as ledger
from kennisruil.network.actions import party_leaves
from kennisruil.network.queries import party_by_id
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.refusals import Refusal


class CoinsReserved(Refusal):
    """Coins are held for a session that was agreed. ``reserved`` in minor units; nothing changes."""

    code = "coins_reserved"

    def __init__(self, *, reserved: int) -> None:
        self.reserved = reserved
        super().__init__(str(reserved))


class StillToGive(Refusal):
    """What was paid does not cover all that is still to give. ``left`` in minor units; nothing changes."""

    code = "still_to_give"

    def __init__(self, *, left: int) -> None:
        self.left = left
        super().__init__(str(left))


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
    paid_cents: int = 0,
    paid_on: date | None = None,
    lets_vat_off: bool = False,
) -> list[Document]:
    """Settle a party's balance and let it go, with a final statement; the answer is the letters and the receipt.

    Credit is ``paid_out`` or ``given_away`` (to the network, or to ``to_party_id``). What is still to give is paid for
    with ``paid_cents`` that came in on ``paid_on`` (VAT first), and what that leaves is written off unless ``way`` is
    ``paid``. What goes both ways in euro is set off; then VAT stays open and is paid later, or is let off.

    :raises CoinsReserved, StillToGive, PayOutNotAllowed: nothing changes.
    """
    with action("billing.leave", network_id=network_id, by=by, at=at, about=("party", party_id)):
        hold_books(network_id=network_id)
        _refuse_reserved(network_id, party_id)
        who: dict[str, Any] = {"network_id": network_id, "party_id": party_id, "by": by, "at": at, "today": today}
        if paid_cents:
            record_payment(**who, id=derived_id(id, "paid"), cents=paid_cents, paid_on=paid_on or today)
        coins, _ = totals(open_lots(network_id=network_id, party_id=party_id))
        if coins < 0 and way == "paid":
            raise StillToGive(left=-coins)
        if coins:
            kind = _kind(coins, way, to_party_id)
            to = to_party_id if kind is MoveKind.GIFT else None
            settle_balance(**who, id=id, kind=kind, coins=None, reason=reason, to_party_id=to)
        with suppress(NothingToSetOff):
            set_off_chosen(**who, id=derived_id(id, "set_off"))
        if lets_vat_off and has_open_vat(network_id=network_id, party_id=party_id):
            write_off_vat(**who, id=derived_id(id, "vat"), reason=reason)
        _tell(network_id, party_id, letters := _letters(network_id, id), key=str(id), on=today, at=at)
        party_leaves(network_id=network_id, party_id=party_id, on=today, by=by, at=at)
        return letters


def _tell(network_id: UUID, party_id: UUID, letters: list[Document], *, key: str, on: date, at: datetime) -> None:
    """Mail the letters and the final statement, while somebody still acts for the party."""
    house, party = house_on(network_id=network_id, on=on), party_by_id(network_id=network_id, party_id=party_id)
    make_final_statement(house=house, party=party, at=at)
    if letters:
        mail_documents(house=house, party=party, documents=letters, key=key, at=at)


def _refuse_reserved(network_id: UUID, party_id: UUID) -> None:
    account_id = party_by_id(network_id=network_id, party_id=party_id).account_id
    held = ledger.balance(network_id=network_id, account_id=account_id).reserved if account_id else 0
    if held:
        raise CoinsReserved(reserved=held)


def _kind(coins: int, way: str, to_party_id: UUID | None) -> MoveKind:
    if coins < 0:
        return MoveKind.WRITE_OFF
    if way == "paid_out":
        return MoveKind.PAY_OUT
    return MoveKind.GIFT if to_party_id else MoveKind.GIVEN_AWAY


def _letters(network_id: UUID, id: UUID) -> list[Document]:
    keys = [
        derived_id(id, "letter"),
        derived_id(derived_id(id, "paid"), "receipt"),
        derived_id(derived_id(id, "vat"), "letter"),
    ]
    return list(Document.objects.filter(network_id=network_id, pk__in=keys).order_by("kind", "number", "pk"))
