"""A network in memory: on its books, what is paid, set off, settled and taken back."""

from collections.abc import Sequence
from uuid import UUID

from kennisruil.billing.rules import postings
from kennisruil.billing.rules.lots import OpenLot, bought_with, share_of
from kennisruil.billing.rules.postings import MoveKind, Rule
from kennisruil.bookkeeping.rules.entries import credit, debit
from tests.billing.model_books import OPERATOR, PARTIES, Books, Moved

__all__ = ["OPERATOR", "PARTIES", "Moved", "Net", "supply"]


class Net(Books):
    """What becomes of movements in euro."""

    def payable(self, party: UUID) -> list[OpenLot]:
        """Give the lots still to give that have a document."""
        lots = self.lots.get(party, ())
        return [lot for lot in lots if lot.coins < 0 and self.moved[lot.movement_id.int - 101].posted]

    def pay(self, party: UUID, cents: int) -> None:
        """Take euro in: VAT first, then base, the rest below a minor unit kept."""
        before = self.prepaid.get(party, 0)
        left = cents + before
        vat = min(left, max(0, self.vat.get(party, 0)))
        self.vat[party] = self.vat.get(party, 0) - vat
        lots = self.payable(party)
        coins, base = bought_with(lots, cents=left - vat)
        moved = self._bought(party, coins, lots, MoveKind.PAYMENT)
        self.prepaid[party] = left - vat - base
        self.paid += cents
        lines = [
            debit("bank", cents),
            credit("customers", vat, party),
            *postings.bought_back(party_id=party, cents=base),
        ]
        self.post(moved, [*lines, credit("customers", self.prepaid[party] - before, party)])

    def set_off(self, party: UUID) -> None:
        """Let what is owed both ways close each other: VAT first, then base."""
        owed = self.owed.get(party, 0)
        if owed <= 0:
            return
        vat = min(owed, max(0, self.vat.get(party, 0)))
        lots = self.payable(party)
        coins, base = bought_with(lots, cents=owed - vat)
        moved = self._bought(party, coins, lots, MoveKind.SET_OFF)
        self.vat[party] = self.vat.get(party, 0) - vat
        self.owed[party] = owed - vat - base
        back = postings.bought_back(party_id=party, cents=base)
        self.post(moved, [debit("suppliers", vat + base, party), credit("customers", vat, party), *back])

    def _bought(self, party: UUID, coins: int, lots: Sequence[OpenLot], kind: MoveKind) -> Moved | None:
        if not coins:
            return None
        every = self.lots[party]
        # What has no document closes after what has one.
        self.lots[party] = tuple(sorted(every, key=lambda lot: lot not in lots))
        return self.move(party, coins, 0, at_origin=True, kind=str(kind))

    def pay_owed(self, party: UUID, cents: int) -> None:
        """Pay a party what it is owed, at most ``cents``."""
        part = min(cents, max(0, self.owed.get(party, 0)))
        self.owed[party] = self.owed.get(party, 0) - part
        self.paid -= part
        self.post(None, [debit("suppliers", part, party), credit("bank", part)])

    def settle(self, party: UUID, coins: int, kind: MoveKind, *, to: UUID | None = None) -> None:
        """Close lots at their worth: pay out, give away, write off; at most what the lots hold."""
        give = kind is MoveKind.WRITE_OFF
        held = sum(abs(lot.coins) for lot in self.lots.get(party, ()) if (lot.coins < 0) == give)
        coins = min(coins, held) * (1 if give else -1)
        if not coins:
            return
        moved = self.move(party, coins, 0, at_origin=True, kind=str(kind))
        lines = postings.without_supply(kind=kind, party_id=party, coins=coins, cents=moved.cents, to_party_id=to)
        if kind is MoveKind.PAY_OUT:
            self.owed[party] = self.owed.get(party, 0) + moved.cents
        if to:
            self.move(to, -coins, moved.cents, kind=str(kind)).posted = True
        self.post(moved, lines)

    def let_vat_off(self, party: UUID) -> None:
        """Write the VAT off that a party still has to pay."""
        cents = max(0, self.vat.get(party, 0))
        self.vat[party] = self.vat.get(party, 0) - cents
        self.post(None, postings.let_off(party_id=party, cents=cents))

    def take_back(self, moved: Moved, coins: int) -> None:
        """Take a part of a supply's movement back: the same lots, and its correction when it has a document."""
        left = abs(moved.coins) - moved.taken
        part = min(coins, left)
        if not part:
            return
        cents = share_of(cents=moved.cents - moved.taken_cents, part=part, whole=left)
        moved.taken, moved.taken_cents = moved.taken + part, moved.taken_cents + cents
        back = self.move(
            moved.party, part if moved.coins < 0 else -part, cents, kind=moved.kind, rule=moved.rule, reverses=moved
        )
        if moved.posted:
            self._document(back)


def supply(
    net: Net,
    *,
    pays: Sequence[tuple[UUID, int]] = (),
    earns: Sequence[tuple[UUID, int]] = (),
    kind: str,
    rule: Rule | None = None,
) -> None:
    """Record a supply: who pays and who earns how much; the margin is the operator's."""
    for party, coins in pays:
        net.move(party, -coins, net.worth(coins), kind=kind, rule=Rule.SALE)
    for party, coins in earns:
        net.move(party, coins, net.worth(coins), kind=kind, rule=rule or Rule.PURCHASE)
