"""A payment that was somebody else's: what it settled opens again, the coins it bought are still to give again."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from kennisruil.billing.actions.books import book_movements
from kennisruil.billing.actions.claims import allocate, open_claim, open_claims
from kennisruil.billing.actions.coins import move_coins
from kennisruil.billing.actions.letters import addressee_of, write_letter
from kennisruil.billing.actions.movement import booking_day, record_movement
from kennisruil.billing.models import Allocation, Claim, Document, LotClosing, Movement, Payment, PaymentUndoing
from kennisruil.billing.queries.house import House, house_on
from kennisruil.billing.rules.kinds import DocumentKind
from kennisruil.billing.rules.postings import MoveKind, without_supply
from kennisruil.billing.rules.views import LetterRow
from kennisruil.bookkeeping.actions import hold_books
from kennisruil.bookkeeping.rules.entries import EntryLine, credit, debit
from kennisruil.shared.actors import Actor
from kennisruil.shared.amounts import format_euro
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.refusals import Refusal


class AlreadyUsed(Refusal):
    """What was paid too much paid something else since: that stays. Both in cents; nothing changes."""

    code = "already_used"

    def __init__(self, *, kept: int, left: int) -> None:
        self.kept, self.left = kept, left
        super().__init__(f"{left} of {kept}")


def undo_payment(
    *, network_id: UUID, payment_id: UUID, by: Actor, at: datetime, today: date, reason: str = ""
) -> PaymentUndoing:
    """Take a payment off a party's account again, once, with a letter; booked ``today``.

    What it settled is open again as it was due; coins it bought back are still to give again, at what they were worth.

    :raises AlreadyUsed: what it left over was used since; nothing changes.
    """
    house = house_on(network_id=network_id, on=today)
    with action("billing.undo_payment", network_id=network_id, by=by, at=at, about=("payment", payment_id)):
        hold_books(network_id=network_id)
        known = PaymentUndoing.objects.filter(network_id=network_id, payment_id=payment_id).first()
        if known is not None:
            return known
        payment = Payment.objects.select_related("party", "movement").get(network_id=network_id, pk=payment_id)
        return _Undoing(house=house, payment=payment, by=by, at=at).run(reason=reason)


class _Undoing:
    """One payment being taken back: the same amounts the other way."""

    def __init__(self, *, house: House, payment: Payment, by: Actor, at: datetime) -> None:
        self.house, self.payment, self.by, self.at = house, payment, by, at
        self.id = derived_id(payment.pk, "undone")
        self.lines: list[EntryLine] = [
            credit("bank", payment.cents) if payment.cents > 0 else debit("bank", -payment.cents)
        ]

    def run(self, *, reason: str) -> PaymentUndoing:
        """Open again, move coins back, book, tell the party."""
        rows = Allocation.objects.filter(
            network_id=self.house.network_id, about_kind="payment", about_id=self.payment.pk
        )
        settled = list(rows.select_related("claim__document").order_by("claim__position", "pk"))
        self._reopen([each for each in settled if self.payment.cents < 0 or each.claim.part != Claim.Part.PREPAID])
        if self.payment.cents > 0:
            self._take_kept([each for each in settled if each.claim.part == Claim.Part.PREPAID])
        movement = self._give_back() if self.payment.movement else None
        letter = self._letter(reason)
        book_movements(
            house=self.house,
            movements=[movement] if movement else [],
            lines=self.lines,
            kind="payment",
            text=letter.number,
            key=self.id,
            on=self.house.on,
            by=self.by,
            at=self.at,
            reference=("payment", self.payment.pk),
            **self._as_it_was(),
        )
        return PaymentUndoing.objects.create(
            id=self.id,
            network_id=self.house.network_id,
            payment=self.payment,
            undone_on=self.house.on,
            reason=reason[:200],
            movement=movement,
            document=letter,
        )

    def _reopen(self, settled: Sequence[Allocation]) -> None:
        """Open what was settled as claims of their own: a claim that was closed stays closed."""
        for each in settled:
            claim = each.claim
            open_claim(
                house=self.house,
                id=derived_id(self.id, claim.pk),
                party_id=claim.party_id,
                part=claim.part,
                sign=claim.sign,
                account=claim.account,
                cents=each.cents,
                issued_on=claim.issued_on,
                due_on=claim.due_on,
                document=claim.document,
                old_number=claim.old_number,
            )
            make = debit if claim.sign > 0 else credit
            self.lines.append(make(claim.account, each.cents, claim.party_id))

    def _take_kept(self, used: Sequence[Allocation]) -> None:
        """Take back what the payment left over, from what is kept for the party now; or keep again what it used."""
        left_over = self.payment.prepaid_cents - sum(each.cents for each in used)
        party_id = self.payment.party_id
        if left_over < 0:
            open_claim(
                house=self.house,
                id=derived_id(self.id, "prepaid"),
                party_id=party_id,
                part=Claim.Part.PREPAID,
                sign=-1,
                account="customers",
                cents=-left_over,
                issued_on=self.house.on,
            )
        elif left_over:
            self._use_kept(left_over)
        self.lines.append(debit("customers", left_over, party_id))

    def _use_kept(self, cents: int) -> None:
        claims = open_claims(network_id=self.house.network_id, party_id=self.payment.party_id)
        kept = [claim for claim in claims if claim.part == Claim.Part.PREPAID]
        held = sum(claim.cents - claim.settled_cents for claim in kept)
        if held < cents:
            raise AlreadyUsed(kept=cents, left=held)
        for claim in reversed(kept):
            part = min(cents, claim.cents - claim.settled_cents)
            allocate(claim=claim, cents=part, how="payment_undone", on=self.house.on, about=("undoing", self.id))
            cents -= part

    def _give_back(self) -> Movement:
        bought = self.payment.movement
        assert bought is not None
        move_coins(
            self.house,
            self.id,
            self.payment.party,
            coins=-bought.coins,
            kind=MoveKind.PAYMENT,
            reason="payment undone",
            on=self.house.on,
            by=self.by,
            at=self.at,
        )
        movement = record_movement(
            network_id=self.house.network_id,
            id=derived_id(self.id, "movement"),
            party_id=self.payment.party_id,
            kind=MoveKind.PAYMENT,
            coins=-bought.coins,
            cents=bought.cents,
            booked_on=booking_day(
                network_id=self.house.network_id, day=self.house.on, at=self.at, zone=self.house.zone
            ),
            at=self.at,
        )
        self.lines += [
            line
            for line in without_supply(
                kind=MoveKind.PAYMENT, party_id=self.payment.party_id, coins=-bought.coins, cents=bought.cents
            )
            if line.role != "bank"
        ]
        return movement

    def _as_it_was(self) -> dict[str, Any]:
        """Give the day and the document of the base that the coins had closed, where it was one."""
        closings = LotClosing.objects.filter(network_id=self.house.network_id, movement=self.payment.movement)
        rows = Allocation.objects.filter(
            network_id=self.house.network_id, about_kind="closing", about_id__in=closings.values("pk")
        )
        claims = [each.claim for each in rows.select_related("claim__document").order_by("claim__position", "pk")]
        documents = {claim.document for claim in claims}
        return {
            "due_on": min((claim.due_on for claim in claims if claim.due_on), default=None),
            "document": documents.pop() if len(documents) == 1 else None,
        }

    def _letter(self, reason: str) -> Document:
        to = addressee_of(party=self.payment.party, on=self.house.on)
        with override(to.language):
            euro = format_euro(abs(self.payment.cents), language=to.language)
            said = _("We had noted a payment of %(euro)s for you by mistake. What it settled is open again.")
            given = _("We had noted by mistake that we paid you %(euro)s. It still comes to you.")
            subject = _("A payment that was not yours")
            rows = (LetterRow(label=_("Reason"), amount=reason),) if reason else ()
            paragraphs = ((said if self.payment.cents > 0 else given) % {"euro": euro},)
        return write_letter(
            house=self.house,
            id=derived_id(self.id, "letter"),
            party=self.payment.party,
            to=to,
            kind=DocumentKind.LETTER,
            subject=subject,
            paragraphs=paragraphs,
            rows=rows,
            on=self.house.on,
            base_cents=0,
            month_on=self.house.on.replace(day=1),
        )
