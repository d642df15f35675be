"""Random months walked with the real actions: every kind of movement, in any order, in a network of its own."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from kennisruil.billing import actions
from kennisruil.billing.models import Claim, Document
from kennisruil.billing.queries import invariants
from kennisruil.billing.queries.prices import priced
from kennisruil.billing.rules.documents import CORRECTIONS
from kennisruil.bookkeeping.queries import invariants as book_invariants
from kennisruil.ledger.queries.invariants import ledger_invariants
from kennisruil.network.actions import change_setting
from kennisruil.network.models import Network, Party
from kennisruil.shared.ids import new_id
from kennisruil.shared.periods import Month
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.scope import network_scope
from tests.billing.factories import BY, at_noon, close, hold
from tests.factories import ASSOCIATION, COMPANY, PERSON, a_network, a_party

DUTCH = replace(
    COMPANY, vat_kind="eu_business", country="NL", enterprise_number="", vat_number="NL004495445B01", iban=""
)
SWISS = replace(COMPANY, vat_kind="outside_eu", country="CH", enterprise_number="", iban="")
SMALL = replace(COMPANY, vat_kind="small_enterprise", enterprise_number="0403.170.701")
KINDS = {
    "A": ("organisation", COMPANY),
    "B": ("organisation", SMALL),
    "C": ("organisation", ASSOCIATION),
    "D": ("person", PERSON),
    "E": ("organisation", DUTCH),
    "F": ("organisation", SWISS),
}

# Who does what with whom, how much (minor units, or cents), and a further number that chooses.
Step = tuple[str, int, int, int, int]


@dataclass
class RandomMonths:
    """A network whose months pass step by step; ``done`` and ``refused`` count what the steps came to, by kind."""

    network: Network
    parties: list[Party]
    today: date = date(2026, 1, 10)
    cents_per_coin: int = 50_00
    supplies: list[UUID] = field(default_factory=list)
    done: dict[str, int] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)

    def take(self, step: Step) -> None:
        """Take one step. What an action foresees and refuses is a step too: nothing may have changed."""
        name, first, second, amount, choice = step
        who, whom = self.parties[first % len(self.parties)], self.parties[(first + 1 + second) % len(self.parties)]
        try:
            with network_scope(self.network.pk):
                getattr(self, f"_{name}")(who, whom, amount, choice)
        except Refusal as refusal:
            self.refused[type(refusal).__name__] = self.refused.get(type(refusal).__name__, 0) + 1
        else:
            self.done[name] = self.done.get(name, 0) + 1

    def broken(self) -> list[tuple[str, str]]:
        """Name the laws of money, books and coins that do not hold now."""
        with network_scope(self.network.pk):
            which = {"network_id": self.network.pk}
            every = [*invariants(**which), *book_invariants(**which), *ledger_invariants(**which)]
        return [(each.name, each.found) for each in every if not each.holds]

    def _session(self, who: Party, whom: Party, amount: int, choice: int) -> None:
        earned = max(1, amount * (2 + choice % 3) // 4)
        self._hold(pays=[(who, amount)], earns=[(whom, earned)])

    def _split(self, who: Party, whom: Party, amount: int, choice: int) -> None:
        third = self.parties[choice % len(self.parties)]
        pays = [(who, amount)] if third in (who, whom) else [(who, amount), (third, 1 + amount // 3)]
        self._hold(pays=pays, earns=[(whom, sum(coins for _, coins in pays))])

    def _workshop(self, who: Party, _whom: Party, amount: int, _choice: int) -> None:
        pays = [(party, 1 + amount // 8) for party in self.parties if party != who]
        self._hold(pays=pays, earns=[(who, amount)], kind="member_workshop")

    def _office_workshop(self, who: Party, _whom: Party, amount: int, _choice: int) -> None:
        self._hold(pays=[(who, amount)], kind="office_workshop")

    def _article(self, who: Party, _whom: Party, amount: int, _choice: int) -> None:
        self._hold(earns=[(who, amount)], kind="article")

    def _grant(self, who: Party, _whom: Party, amount: int, _choice: int) -> None:
        self._hold(earns=[(who, amount)], kind="attendance", rule="grant")

    def _late(self, who: Party, whom: Party, amount: int, _choice: int) -> None:
        """Confirm a session of last month now: when that was closed, it is documented at once."""
        on = self.today.replace(day=1) - timedelta(days=3)
        supply = hold(
            self.network,
            on=on,
            pays=[(who, amount)],
            earns=[(whom, amount)],
            cents_per_coin=self.cents_per_coin,
            recorded_on=self.today,
        )
        self.supplies.append(supply.pk)
        actions.document_late_supply(
            network_id=self.network.pk, supply_id=supply.pk, today=self.today, by=BY, at=at_noon(self.today)
        )

    def _hold(self, **what: Any) -> None:
        supply = hold(self.network, on=self.today, cents_per_coin=self.cents_per_coin, **what)
        self.supplies.append(supply.pk)

    def _opening(self, who: Party, _whom: Party, amount: int, choice: int) -> None:
        old = f"2025/{choice}" if choice % 2 else ""
        actions.record_opening_balance(
            **self._own(who),
            coins=amount if choice % 3 else -amount,
            cents=amount * 37 // 100,
            on=date(2024, 12, 31) if choice % 5 else date(2025, 12, 31),
            old_number=old,
            vat_cents=(choice - 10) * 100,
        )

    def _counter_value(self, _who: Party, _whom: Party, amount: int, _choice: int) -> None:
        self.cents_per_coin = 40_00 + amount % 31 * 100
        self._decide("coin.counter_value_cents", self.cents_per_coin)

    def _deduction(self, _who: Party, _whom: Party, _amount: int, choice: int) -> None:
        self._decide("billing.deductible_basis_points", choice * 500)

    def _payment(self, who: Party, _whom: Party, amount: int, choice: int) -> None:
        claims = Claim.objects.filter(party=who, document__isnull=False).order_by("position")
        documents = [claim.document_id for claim in claims]
        document_id = documents[choice % len(documents)] if documents and choice % 2 else None
        actions.record_payment(**self._own(who), cents=amount * 71, paid_on=self.today, document_id=document_id)

    def _payment_out(self, who: Party, _whom: Party, amount: int, _choice: int) -> None:
        actions.record_payment(**self._own(who), cents=-amount * 13, paid_on=self.today)

    def _pay_out(self, who: Party, _whom: Party, amount: int, choice: int) -> None:
        actions.pay_out(**self._own(who), coins=amount if choice % 2 else None)

    def _given_away(self, who: Party, _whom: Party, amount: int, choice: int) -> None:
        actions.give_away(**self._own(who), coins=amount if choice % 2 else None)

    def _gift(self, who: Party, whom: Party, amount: int, choice: int) -> None:
        actions.give_away(**self._own(who), coins=amount if choice % 2 else None, to_party_id=whom.pk)

    def _write_off(self, who: Party, _whom: Party, amount: int, choice: int) -> None:
        actions.write_off(**self._own(who), coins=amount if choice % 2 else None, reason="random")

    def _write_off_vat(self, who: Party, _whom: Party, _amount: int, _choice: int) -> None:
        actions.write_off_vat(**self._own(who), reason="random")

    def _set_off(self, who: Party, _whom: Party, _amount: int, _choice: int) -> None:
        actions.set_off_chosen(**self._own(who))

    def _reversal(self, _who: Party, _whom: Party, amount: int, choice: int) -> None:
        if not self.supplies:
            return
        actions.reverse_supply(
            network_id=self.network.pk,
            id=new_id(at=at_noon(self.today)),
            supply_id=self.supplies[choice % len(self.supplies)],
            reason="random",
            coins=amount if amount % 2 else None,
            by=BY,
            at=at_noon(self.today),
            today=self.today,
        )

    def _reduction(self, _who: Party, _whom: Party, amount: int, choice: int) -> None:
        """Lower the price of a line of an issued document, on its own side alone."""
        rows = Document.objects.filter(state=Document.State.ISSUED, kind__in=[str(kind) for kind in CORRECTIONS])
        lines = [
            (document.pk, each.movement.pk) for document in rows.order_by("pk") for each in priced(document=document)
        ]
        if not lines:
            return
        document_id, movement_id = lines[choice % len(lines)]
        actions.reduce_price(
            network_id=self.network.pk,
            id=new_id(at=at_noon(self.today)),
            document_id=document_id,
            movement_id=movement_id,
            coins=amount,
            reason="random",
            by=BY,
            at=at_noon(self.today),
            today=self.today,
        )

    def _month(self, _who: Party, _whom: Party, _amount: int, choice: int) -> None:
        """Close the month; drafts are accepted, or wait for the next one."""
        month = Month.of(self.today)
        self.today = month.end_on + timedelta(days=9)
        close(self.network, str(month), accept=bool(choice % 3))

    def _decide(self, key: str, value: int) -> None:
        change_setting(
            network_id=self.network.pk, key=key, value=value, holds_from=self.today, by=BY, at=at_noon(self.today)
        )

    def _own(self, party: Party) -> dict[str, Any]:
        return {
            "network_id": self.network.pk,
            "id": new_id(at=at_noon(self.today)),
            "party_id": party.pk,
            "by": BY,
            "at": at_noon(self.today),
            "today": self.today,
        }


NAMES = sorted(name[1:] for name in vars(RandomMonths) if name.startswith("_") and name[1] != "_")
STEPS = [name for name in NAMES if name not in ("hold", "decide", "own")]
steps = st.tuples(
    # A month closes often, or nothing would ever have a document.
    st.sampled_from([*STEPS, "session", "session", "month", "month", "month"]),
    st.integers(0, len(KINDS) - 1),
    st.integers(0, len(KINDS) - 2),
    st.integers(1, 400),
    st.integers(0, 20),
)


def random_months() -> RandomMonths:
    """Found a network with a party of each kind, in which credit may be paid out."""
    network = a_network()
    parties = [a_party(network, name=name, kind=kind, facts=facts) for name, (kind, facts) in KINDS.items()]
    months = RandomMonths(network=network, parties=parties)
    with network_scope(network.pk):
        change_setting(
            network_id=network.pk,
            key="settlement.pay_out",
            value="yes",
            holds_from=date(2026, 1, 1),
            by=BY,
            at=at_noon(months.today),
        )
    return months
