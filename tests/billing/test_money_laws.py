"""The four money laws, over random months, in rules alone: every kind of movement of the posting table is a step."""

from collections.abc import Callable
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennisruil.billing.rules import postings
from kennisruil.billing.rules.postings import KindWithoutRow, MoveKind, Rule
from tests.billing.model_net import OPERATOR, PARTIES, Moved, Net, supply

FEW = PARTIES[:5]


def _session(net: Net, who: UUID, whom: UUID, amount: int, choice: int) -> None:
    supply(net, pays=[(who, amount)], earns=[(whom, max(1, amount * (2 + choice % 3) // 4))], kind="session")


def _workshop(net: Net, who: UUID, _whom: UUID, amount: int, _choice: int) -> None:
    pays = [(party, 1 + amount // 8) for party in PARTIES if party != who][:12]
    supply(net, pays=pays, earns=[(who, amount)], kind="member_workshop")


def _office_workshop(net: Net, who: UUID, _whom: UUID, amount: int, _choice: int) -> None:
    supply(net, pays=[(who, amount)], kind="office_workshop")


def _article(net: Net, who: UUID, _whom: UUID, amount: int, _choice: int) -> None:
    supply(net, earns=[(who, amount)], kind="article")


def _grant(net: Net, who: UUID, _whom: UUID, amount: int, _choice: int) -> None:
    supply(net, earns=[(who, amount)], kind="attendance", rule=Rule.GRANT)


def _opening(net: Net, who: UUID, _whom: UUID, amount: int, choice: int) -> None:
    coins = amount if choice % 2 else -amount
    moved = net.move(who, coins, amount * 37 // 100, kind="opening")
    lines = postings.without_supply(kind=MoveKind.OPENING, party_id=who, coins=coins, cents=moved.cents)
    net.post(moved, lines)


def _counter_value(net: Net, _who: UUID, _whom: UUID, amount: int, _choice: int) -> None:
    net.cents_per_coin = 40_00 + amount % 31 * 100


def _deduction(net: Net, _who: UUID, _whom: UUID, _amount: int, choice: int) -> None:
    net.deductible = choice * 500


def _document(net: Net, _who: UUID, _whom: UUID, _amount: int, choice: int) -> None:
    waiting = _undocumented(net)
    if waiting:
        net.document(waiting[choice % len(waiting)])


def _month(net: Net, _who: UUID, _whom: UUID, _amount: int, _choice: int) -> None:
    for moved in _undocumented(net):
        net.document(moved)
    for party in PARTIES:
        net.set_off(party)


def _pay_out(net: Net, who: UUID, _whom: UUID, amount: int, _choice: int) -> None:
    net.settle(who, amount, MoveKind.PAY_OUT)


def _given_away(net: Net, who: UUID, _whom: UUID, amount: int, _choice: int) -> None:
    net.settle(who, amount, MoveKind.GIVEN_AWAY)


def _gift(net: Net, who: UUID, whom: UUID, amount: int, _choice: int) -> None:
    net.settle(who, amount, MoveKind.GIFT, to=whom)


def _write_off(net: Net, who: UUID, _whom: UUID, amount: int, _choice: int) -> None:
    net.settle(who, amount, MoveKind.WRITE_OFF)


def _reversal(net: Net, _who: UUID, _whom: UUID, amount: int, choice: int) -> None:
    of_supplies = [each for each in net.moved if _is_of_supply(each)]
    if of_supplies:
        net.take_back(of_supplies[choice % len(of_supplies)], amount)


def _reduction(net: Net, _who: UUID, _whom: UUID, amount: int, choice: int) -> None:
    """A lower price: one side alone, and only where there is a document."""
    documented = [each for each in net.moved if _is_of_supply(each) and each.posted and each.rule is not Rule.GRANT]
    if documented:
        net.take_back(documented[choice % len(documented)], amount)


STEPS: dict[str, Callable[[Net, UUID, UUID, int, int], None]] = {
    "supply": _session,
    "workshop": _workshop,
    "office_workshop": _office_workshop,
    "article": _article,
    "grant": _grant,
    "opening": _opening,
    "counter_value": _counter_value,
    "deduction": _deduction,
    "document": _document,
    "month": _month,
    "payment": lambda net, who, _whom, amount, _choice: net.pay(who, amount * 71),
    "payment_out": lambda net, who, _whom, amount, _choice: net.pay_owed(who, amount * 13),
    "set_off": lambda net, who, _whom, _amount, _choice: net.set_off(who),
    "pay_out": _pay_out,
    "given_away": _given_away,
    "gift": _gift,
    "write_off": _write_off,
    "write_off_vat": lambda net, who, _whom, _amount, _choice: net.let_vat_off(who),
    "reversal": _reversal,
    "reduction": _reduction,
}
step = st.tuples(
    st.sampled_from([*STEPS, "supply", "supply", "month"]),
    st.integers(0, len(FEW) - 1),
    st.integers(0, len(FEW) - 2),
    st.integers(1, 400),
    st.integers(0, 20),
)
Step = tuple[str, int, int, int, int]


@settings(max_examples=120, deadline=None)
@given(st.lists(step, max_size=30))
def test_money_laws_hold_after_each_step_of_random_months(steps: list[Step]) -> None:
    _walk(steps)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.lists(step, min_size=60, max_size=120))
def test_money_laws_hold_after_each_step_of_long_random_years(steps: list[Step]) -> None:
    _walk(steps)


def test_every_kind_of_movement_is_a_step() -> None:
    assert [kind for kind in MoveKind if kind not in STEPS] == []


@pytest.mark.parametrize("kind", [MoveKind.SUPPLY, MoveKind.REVERSAL, MoveKind.REDUCTION])
def test_kind_without_a_row_is_refused(kind: MoveKind) -> None:
    with pytest.raises(KindWithoutRow):
        postings.without_supply(kind=kind, party_id=PARTIES[0], coins=100, cents=50_00)


def _walk(steps: list[Step]) -> None:
    net = Net()
    for name, first, second, amount, choice in steps:
        STEPS[name](net, FEW[first], FEW[(first + 1 + second) % len(FEW)], amount, choice)
        _assert_laws(net)
    _month(net, FEW[0], FEW[1], 0, 0)
    _assert_laws(net)
    _assert_third_law_after_a_close(net)


def _assert_laws(net: Net) -> None:
    sums = net.sums()
    assert sum(sums.values()) == 0
    for party in PARTIES:
        lots = net.totals_of(party)
        # 1: the coins of the open lots are the balance.
        assert lots[0] == net.coins.get(party, 0)
        # 2: credit less open bases, with what waits for a document, is the euro of the lots.
        liability = -sums.get(("coin_liability", party), 0)
        assert liability - net.open_base(party) + net.waiting(party) == lots[1]
        # Beside them VAT, and what was paid ahead: the customer account holds nothing else.
        customers = net.vat.get(party, 0) + net.open_base(party) - net.prepaid.get(party, 0)
        assert sums.get(("customers", party), 0) == customers
        assert sums.get(("suppliers", party), 0) == -net.owed.get(party, 0)
    # 4: the operator's coins are those of all others the other way round, and carry no euro.
    assert net.coins.get(OPERATOR, 0) == -sum(net.coins.get(party, 0) for party in PARTIES)
    assert [line for line in net.journal if line.party_id == OPERATOR] == []
    assert sums.get(("bank", None), 0) == net.paid


def _assert_third_law_after_a_close(net: Net) -> None:
    """3: the liability is the credit lots, the open bases are the lots still to give."""
    sums = net.sums()
    for party in PARTIES:
        lots = net.lots.get(party, ())
        assert -sums.get(("coin_liability", party), 0) == sum(lot.cents for lot in lots if lot.coins > 0)
        assert net.open_base(party) == sum(lot.cents for lot in lots if lot.coins < 0)


def _undocumented(net: Net) -> list[Moved]:
    return [each for each in net.moved if not each.posted and each.reverses is None]


def _is_of_supply(moved: Moved) -> bool:
    return moved.reverses is None and moved.kind not in {str(kind) for kind in MoveKind}
