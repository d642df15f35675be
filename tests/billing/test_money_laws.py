"""The four money laws, over random months of three parties, in rules alone: no database."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from kennisruil.billing.rules import postings
from kennisruil.billing.rules.lots import OpenLot, after, bought_with, move, totals
from kennisruil.billing.rules.postings import MoveKind, ReadyClosing
from kennisruil.billing.rules.vat import vat_of
from kennisruil.bookkeeping.rules.entries import EntryLine, is_balanced

PARTIES = [UUID(int=number) for number in (1, 2, 3)]


@dataclass
class Moved:
    """A movement of the model: signed coins, cents, whether the books have it."""

    party: UUID
    coins: int
    cents: int
    posted: bool = False


@dataclass
class Net:
    """A network in memory: lots per party, closings, a journal, open bases; everything by the rules of the room."""

    moved: list[Moved] = field(default_factory=list)
    lots: dict[UUID, tuple[OpenLot, ...]] = field(default_factory=dict)
    closings: list[tuple[UUID, Moved, Moved, int, int, bool]] = field(default_factory=list)
    journal: list[EntryLine] = field(default_factory=list)

    def move(self, party: UUID, coins: int, cents: int, *, at_origin: bool = False) -> Moved:
        lots = self.lots.get(party, ())
        outcome = move(lots, coins=coins, cents=cents, at_origin=at_origin)
        worth = sum(each.lot_cents for each in outcome.closings) if at_origin else cents
        moved = Moved(party, coins, worth)
        self.moved.append(moved)
        number = UUID(int=len(self.moved) + 100)
        origin = {lot.id: self.moved[lot.id.int - 101] for lot in lots}
        for each in outcome.closings:
            took = origin[each.lot_id]
            self.closings.append((party, took, moved, each.lot_cents, each.movement_cents, False))
        self.lots[party] = after(lots, outcome, id=number, movement_id=number)
        return moved

    def post(self, moved: Moved, lines: Iterator[EntryLine] | tuple[EntryLine, ...]) -> None:
        every = list(lines)
        assert is_balanced(every)
        self.journal += every
        moved.posted = True
        self._book_closings()

    def document(self, moved: Moved) -> None:
        vat = vat_of(base_cents=moved.cents, rate_basis_points=2100)
        if moved.coins < 0:
            lines = postings.sale(party_id=moved.party, account="sales", base_cents=moved.cents, vat_cents=vat)
            lines += postings.into_coins(
                role="customers", party_id=moved.party, given_cents=0, received_cents=moved.cents
            )
        else:
            lines = postings.purchase(party_id=moved.party, account="purchases", base_cents=moved.cents, vat_cents=vat)
            lines += postings.into_coins(
                role="suppliers", party_id=moved.party, given_cents=moved.cents, received_cents=0
            )
        self.post(moved, lines)

    def _book_closings(self) -> None:
        for index, (party, took, gave, lot_cents, cents, booked) in enumerate(self.closings):
            if booked or not (took.posted and gave.posted):
                continue
            credit, still = (lot_cents, cents) if took.coins > 0 else (cents, lot_cents)
            lines = postings.closed(party_id=party, closings=[ReadyClosing(credit_cents=credit, open_cents=still)])
            assert is_balanced(lines)
            self.journal += lines
            self.closings[index] = (party, took, gave, lot_cents, cents, True)

    def liability(self, party: UUID) -> int:
        return -sum(line.cents for line in self.journal if (line.role, line.party_id) == ("coin_liability", party))

    def open_base(self, party: UUID) -> int:
        posted = sum(each.cents for each in self.moved if each.posted and each.party == party and each.coins < 0)
        closed = sum(
            cents if took.coins > 0 else lot_cents
            for owner, took, _, lot_cents, cents, booked in self.closings
            if booked and owner == party
        )
        return posted - closed

    def waiting(self, party: UUID) -> int:
        own = [each for each in self.moved if each.party == party and not each.posted]
        moves = sum(each.cents if each.coins > 0 else -each.cents for each in own)
        gains = sum(
            lot_cents - cents if took.coins > 0 else cents - lot_cents
            for owner, took, _, lot_cents, cents, booked in self.closings
            if not booked and owner == party
        )
        return moves - gains


step = st.one_of(
    st.tuples(st.just("session"), st.permutations(PARTIES), st.integers(1, 400), st.sampled_from([50, 50, 50, 60])),
    st.tuples(st.just("document"), st.permutations(PARTIES), st.integers(0, 30), st.just(0)),
    st.tuples(st.just("pay"), st.permutations(PARTIES), st.integers(1, 30_000), st.just(0)),
    st.tuples(st.just("pay_out"), st.permutations(PARTIES), st.integers(1, 400), st.just(0)),
    st.tuples(st.just("grant"), st.permutations(PARTIES), st.integers(1, 200), st.just(50)),
    st.tuples(st.just("opening"), st.permutations(PARTIES), st.integers(-300, 300).filter(bool), st.just(50)),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(step, max_size=25))
def test_money_laws_hold_after_each_step_of_random_months(steps: list[tuple[str, list[UUID], int, int]]) -> None:
    net = Net()

    for kind, parties, amount, rate in steps:
        _take(net, kind, parties, amount, rate)

        for party in PARTIES:
            coins = sum(each.coins for each in net.moved if each.party == party)
            lots = totals(net.lots.get(party, ()))
            assert lots[0] == coins
            assert net.liability(party) - net.open_base(party) + net.waiting(party) == lots[1]
        assert is_balanced(net.journal)


@settings(max_examples=100, deadline=None)
@given(st.lists(step, max_size=25))
def test_after_everything_is_documented_liability_is_credit_and_base_is_still_to_give(
    steps: list[tuple[str, list[UUID], int, int]],
) -> None:
    net = Net()
    for kind, parties, amount, rate in steps:
        _take(net, kind, parties, amount, rate)

    for moved in [each for each in net.moved if not each.posted]:
        net.document(moved)

    for party in PARTIES:
        lots = net.lots.get(party, ())
        assert net.liability(party) == sum(lot.cents for lot in lots if lot.coins > 0)
        assert net.open_base(party) == sum(lot.cents for lot in lots if lot.coins < 0)


def _take(net: Net, kind: str, parties: list[UUID], amount: int, rate: int) -> None:
    first, second = parties[0], parties[1]
    lots = net.lots.get(first, ())
    if kind == "session":
        net.move(first, -amount, amount * rate)
        net.move(second, amount, amount * rate)
    elif kind == "document":
        waiting = [each for each in net.moved if not each.posted]
        if waiting:
            net.document(waiting[amount % len(waiting)])
    elif kind == "grant":
        moved = net.move(first, amount, amount * rate)
        net.post(moved, postings.grant(party_id=first, cents=moved.cents))
    elif kind == "opening":
        moved = net.move(first, amount, abs(amount) * rate)
        net.post(
            moved,
            postings.without_supply(kind=MoveKind.OPENING, party_id=first, coins=amount, cents=moved.cents),
        )
    else:
        held = sum(abs(lot.coins) for lot in lots if (lot.coins > 0) == (kind == "pay_out"))
        coins = bought_with(lots, cents=amount)[0] if kind == "pay" else -min(amount, held)
        if coins:
            moved = net.move(first, coins, 0, at_origin=True)
            what = MoveKind.PAYMENT if kind == "pay" else MoveKind.PAY_OUT
            net.post(moved, postings.without_supply(kind=what, party_id=first, coins=coins, cents=moved.cents))
