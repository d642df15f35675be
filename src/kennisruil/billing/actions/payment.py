"""Euro that came in or went out: VAT first, then the base, which buys coins back."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from kennisruil.billing.actions.books import book_movements
from kennisruil.billing.actions.buying import buy_back, left_of, settle_vat
from kennisruil.billing.actions.claims import allocate, open_claim, open_claims
from kennisruil.billing.actions.letters import receipt
from kennisruil.billing.models import Claim, Movement, Payment
from kennisruil.billing.queries.house import House, house_on
from kennisruil.billing.queries.lots import payable_lots
from kennisruil.billing.rules import postings
from kennisruil.billing.rules.lots import OpenLot, bought_with
from kennisruil.billing.rules.postings import MoveKind
from kennisruil.bookkeeping.actions import hold_books, post_entry
from kennisruil.bookkeeping.rules.entries import EntryLine, credit, debit, netted
from kennisruil.network.models import Party
from kennisruil.network.queries import party_by_id
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.refusals import Refusal


class MoreThanIsOwed(Refusal):
    """More would be paid to a party than it is owed. Both in cents."""

    code = "more_than_is_owed"

    def __init__(self, *, asked: int, owed: int) -> None:
        self.asked, self.owed = asked, owed
        super().__init__(f"{asked} of {owed}")


def record_payment(
    *,
    network_id: UUID,
    id: UUID,
    party_id: UUID,
    cents: int,
    paid_on: date,
    by: Actor,
    at: datetime,
    today: date,
    document_id: UUID | None = None,
    structured_message: str = "",
    note: str = "",
) -> Payment:
    """Record euro from a party (positive) or to it (negative), once per ``id``; booked ``today``, paid on ``paid_on``.

    What comes in pays VAT first, then base, oldest first or ``document_id`` before others; base buys coins
    back, whole minor units only, and what is left over stays as a prepayment. What goes out settles what is owed.

    :raises MoreThanIsOwed: paying out more than that; nothing changes.
    """
    house = house_on(network_id=network_id, on=today)
    with action("billing.record_payment", network_id=network_id, by=by, at=at, about=("party", party_id)):
        hold_books(network_id=network_id)
        known = Payment.objects.filter(network_id=network_id, pk=id).first()
        if known is not None:
            return known
        party = party_by_id(network_id=network_id, party_id=party_id)
        if cents < 0:
            return _pay_out(house=house, id=id, party=party, cents=-cents, paid_on=paid_on, note=note, by=by, at=at)
        found = _Incoming(house=house, id=id, party=party, cents=cents, by=by, at=at, document_id=document_id)
        return found.settle(paid_on=paid_on, structured_message=structured_message, note=note)


class _Incoming:
    """One payment under way: what it settles, in order."""

    def __init__(
        self, *, house: House, id: UUID, party: Party, cents: int, by: Actor, at: datetime, document_id: UUID | None
    ) -> None:
        self.house, self.id, self.party, self.cents = house, id, party, cents
        self.by, self.at, self.document_id = by, at, document_id
        claims = open_claims(network_id=house.network_id, party_id=party.pk)
        self.vat = [claim for claim in claims if claim.sign > 0 and claim.part == Claim.Part.VAT]
        self.vat.sort(key=lambda claim: claim.document_id != document_id)
        self.prepaid = [claim for claim in claims if claim.part == Claim.Part.PREPAID]
        self.lines: list[EntryLine] = [debit("bank", cents)]

    def settle(self, *, paid_on: date, structured_message: str, note: str) -> Payment:
        """Pay VAT, then base, keep the rest; write receipt, entry and payment."""
        kept_before = sum(left_of(claim) for claim in self.prepaid)
        left = self.cents + kept_before
        vat_cents = self._settle_vat(left)
        left -= vat_cents
        lots = payable_lots(
            network_id=self.house.network_id, party_id=self.party.pk, first_document_id=self.document_id
        )
        coins, base_cents = bought_with(lots, cents=left)
        left -= base_cents
        movement = self._buy_back(coins, lots) if coins else None
        self._keep(left, kept_before)
        document = receipt(
            house=self.house,
            key=self.id,
            party=self.party,
            cents=self.cents,
            vat_cents=vat_cents,
            base_cents=base_cents,
            coins=coins,
            on=self.house.on,
        )
        self._post(movement, document.number)
        return Payment.objects.create(
            id=self.id,
            network_id=self.house.network_id,
            party=self.party,
            cents=self.cents,
            vat_cents=vat_cents,
            base_cents=base_cents,
            prepaid_cents=left,
            coins=coins,
            paid_on=paid_on,
            structured_message=structured_message,
            note=note[:300],
            document=document,
            movement=movement,
        )

    def _settle_vat(self, cents: int) -> int:
        paid, lines = settle_vat(
            house=self.house, claims=self.vat, cents=cents, how="payment", about=("payment", self.id)
        )
        self.lines += lines
        return paid

    def _buy_back(self, coins: int, lots: Sequence[OpenLot]) -> Movement:
        movement = buy_back(
            house=self.house,
            id=self.id,
            party=self.party,
            coins=coins,
            lots=lots,
            kind=MoveKind.PAYMENT,
            reason="base paid in euro",
            by=self.by,
            at=self.at,
        )
        self.lines += postings.bought_back(party_id=self.party.pk, cents=movement.cents)
        return movement

    def _keep(self, left: int, before: int) -> None:
        """Put what is left over beside the balance, together with what was kept before."""
        for claim in self.prepaid:
            allocate(claim=claim, cents=left_of(claim), how="payment", on=self.house.on, about=("payment", self.id))
        open_claim(
            house=self.house,
            id=derived_id(self.id, "prepaid"),
            party_id=self.party.pk,
            part=Claim.Part.PREPAID,
            sign=-1,
            account="customers",
            cents=left,
            issued_on=self.house.on,
        )
        self.lines.append(credit("customers", left - before, self.party.pk))

    def _post(self, movement: Movement | None, number: str) -> None:
        book_movements(
            house=self.house,
            movements=[movement] if movement else [],
            lines=self.lines,
            kind="payment",
            text=number,
            key=self.id,
            on=self.house.on,
            by=self.by,
            at=self.at,
            reference=("payment", self.id),
        )


def _pay_out(
    *, house: House, id: UUID, party: Party, cents: int, paid_on: date, note: str, by: Actor, at: datetime
) -> Payment:
    """Pay a party what it is owed in euro, oldest first."""
    owed = [claim for claim in open_claims(network_id=house.network_id, party_id=party.pk) if claim.sign < 0]
    # What they paid ahead goes back last: it was kept for what comes.
    owed.sort(key=lambda claim: claim.part == Claim.Part.PREPAID)
    total = sum(left_of(claim) for claim in owed)
    if cents > total:
        raise MoreThanIsOwed(asked=cents, owed=total)
    lines: list[EntryLine] = [credit("bank", cents)]
    left = cents
    for claim in owed:
        part = min(left, left_of(claim))
        if part:
            allocate(claim=claim, cents=part, how="payment", on=house.on, about=("payment", id))
            lines.append(debit(claim.account, part, party.pk))
        left -= part
    post_entry(
        network_id=house.network_id,
        id=derived_id(id, "entry"),
        booked_on=house.on,
        kind="payment",
        text=note or "Paid to the party",
        reference=("payment", id),
        lines=netted(lines),
        by=by,
        at=at,
        chart=house.chart,
    )
    return Payment.objects.create(
        id=id,
        network_id=house.network_id,
        party=party,
        cents=-cents,
        vat_cents=-cents,
        paid_on=paid_on,
        note=note[:300],
    )
