"""The books of a network in memory, by the rules of the room alone: lots, closings, a journal; no database."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from kennisruil.billing.rules import postings
from kennisruil.billing.rules.kinds import Side
from kennisruil.billing.rules.lots import OpenLot, after, move, totals
from kennisruil.billing.rules.postings import ReadyClosing, Rule
from kennisruil.billing.rules.vat import vat_of
from kennisruil.bookkeeping.rules.entries import EntryLine, is_balanced

PARTIES = [UUID(int=number) for number in range(1, 15)]
OPERATOR = UUID(int=99)
# Which of the parties has a VAT number, and which one is outside the country: its VAT the operator assesses itself.
_WITHOUT_VAT = {PARTIES[1], PARTIES[4]}
_ABROAD = {PARTIES[2]}


@dataclass(eq=False)
class Moved:
    """A movement of the model: signed coins, cents, whether the books have it, and what it is of."""

    party: UUID
    coins: int
    cents: int
    kind: str = "session"
    rule: Rule = Rule.SALE
    posted: bool = False
    reverses: "Moved | None" = None
    taken: int = 0
    taken_cents: int = 0


@dataclass
class Books:
    """Movements in their order, open lots per party, closings, the journal, coins of every account."""

    cents_per_coin: int = 50_00
    deductible: int = 10_000
    moved: list[Moved] = field(default_factory=list)
    lots: dict[UUID, tuple[OpenLot, ...]] = field(default_factory=dict)
    closings: list[tuple[UUID, Moved, Moved, int, int, bool]] = field(default_factory=list)
    journal: list[EntryLine] = field(default_factory=list)
    coins: dict[UUID, int] = field(default_factory=dict)
    vat: dict[UUID, int] = field(default_factory=dict)
    owed: dict[UUID, int] = field(default_factory=dict)
    prepaid: dict[UUID, int] = field(default_factory=dict)
    paid: int = 0

    # Movements and what they do to lots.

    def move(self, party: UUID, coins: int, cents: int, *, at_origin: bool = False, **what: object) -> Moved:
        lots = self.lots.get(party, ())
        reverses = what.get("reverses")
        first = frozenset([self._number(reverses)]) if isinstance(reverses, Moved) else frozenset()
        outcome = move(lots, coins=coins, cents=cents, at_origin=at_origin, first=first)
        worth = sum(each.lot_cents for each in outcome.closings) if at_origin else cents
        moved = Moved(party, coins, worth, **what)  # type: ignore[arg-type]  # values of the test
        self.moved.append(moved)
        number = self._number(moved)
        for each in outcome.closings:
            took = self.moved[each.lot_id.int - 101]
            self.closings.append((party, took, moved, each.lot_cents, each.movement_cents, False))
        self.lots[party] = after(lots, outcome, id=number, movement_id=number)
        self.coins[party] = self.coins.get(party, 0) + coins
        self.coins[OPERATOR] = self.coins.get(OPERATOR, 0) - coins
        return moved

    def _number(self, moved: Moved) -> UUID:
        return UUID(int=self.moved.index(moved) + 101)

    def worth(self, coins: int) -> int:
        return coins * self.cents_per_coin // 100

    # The books.

    def post(self, moved: Moved | None, lines: Sequence[EntryLine]) -> None:
        assert is_balanced(lines)
        self.journal += lines
        if moved:
            moved.posted = True
        self._book_closings()

    def document(self, moved: Moved) -> None:
        """Give a movement of a supply its document; what was taken back of it before stands on it too."""
        for each in [moved, *(one for one in self.moved if one.reverses is moved and not one.posted)]:
            self._document(each)

    def _document(self, moved: Moved) -> None:
        """Post one movement of a supply, or (the other way round) what takes it back."""
        original, sign = (moved, 1) if moved.reverses is None else (moved.reverses, -1)
        if original.rule is Rule.GRANT:
            self.post(moved, postings.grant(party_id=moved.party, cents=sign * moved.cents))
            return
        account = postings.account_of_supply(kind=original.kind, side=_side(original), rule=original.rule)
        book = self._sale if original.coins < 0 else self._purchase
        self.post(moved, book(moved, account, sign))

    def _sale(self, moved: Moved, account: str, sign: int) -> tuple[EntryLine, ...]:
        vat = sign * vat_of(base_cents=moved.cents, rate_basis_points=2100)
        self.vat[moved.party] = self.vat.get(moved.party, 0) + vat
        given, received = (moved.cents, 0) if moved.coins > 0 else (0, moved.cents)
        return (
            *postings.sale(party_id=moved.party, account=account, base_cents=sign * moved.cents, vat_cents=vat),
            *postings.into_coins(role="customers", party_id=moved.party, given_cents=given, received_cents=received),
        )

    def _purchase(self, moved: Moved, account: str, sign: int) -> tuple[EntryLine, ...]:
        vat = sign * vat_of(base_cents=moved.cents, rate_basis_points=2100)
        assessed = vat if moved.party in _ABROAD else 0
        charged = 0 if moved.party in _WITHOUT_VAT | _ABROAD else vat
        self.owed[moved.party] = self.owed.get(moved.party, 0) + charged
        given, received = (moved.cents, 0) if moved.coins > 0 else (0, moved.cents)
        return (
            *postings.purchase(
                party_id=moved.party,
                account=account,
                base_cents=sign * moved.cents,
                vat_cents=charged,
                self_assessed_cents=assessed,
                deductible_basis_points=self.deductible,
            ),
            *postings.into_coins(role="suppliers", party_id=moved.party, given_cents=given, received_cents=received),
        )

    def _book_closings(self) -> None:
        for index, (party, took, gave, lot_cents, cents, booked) in enumerate(self.closings):
            if booked or not (took.posted and gave.posted):
                continue
            worth, still = (lot_cents, cents) if took.coins > 0 else (cents, lot_cents)
            lines = postings.closed(party_id=party, closings=[ReadyClosing(credit_cents=worth, open_cents=still)])
            assert is_balanced(lines)
            self.journal += lines
            self.closings[index] = (party, took, gave, lot_cents, cents, True)

    # What the laws speak of.

    def sums(self) -> dict[tuple[str, UUID | None], int]:
        """Give the balance of each account per party."""
        found: dict[tuple[str, UUID | None], int] = {}
        for line in self.journal:
            key = (line.role, line.party_id)
            found[key] = found.get(key, 0) + line.cents
        return found

    def open_base(self, party: UUID) -> int:
        posted = sum(each.cents for each in self.moved if each.posted and each.party == party and each.coins < 0)
        return posted - self._closed(party, booked_only=True)

    def _closed(self, party: UUID, *, booked_only: bool) -> int:
        return sum(
            cents if took.coins > 0 else lot_cents
            for owner, took, _, lot_cents, cents, booked in self.closings
            if owner == party and booked >= booked_only
        )

    def waiting(self, party: UUID) -> int:
        """Give the signed worth of what is not in the books, and of closings that wait for one of these."""
        own = [each for each in self.moved if each.party == party and not each.posted]
        moves = sum(each.cents if each.coins > 0 else -each.cents for each in own)
        gains = sum(
            lot_cents - cents if took.coins > 0 else cents - lot_cents
            for owner, took, _, lot_cents, cents, booked in self.closings
            if not booked and owner == party
        )
        return moves - gains

    def totals_of(self, party: UUID) -> tuple[int, int]:
        return totals(self.lots.get(party, ()))


def _side(moved: Moved) -> Side:
    return Side.RECIPIENT if moved.coins < 0 else Side.PROVIDER
