"""Sessions, payments and months for tests, made by walking the real actions."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from kennisruil.billing import actions
from kennisruil.billing.models import Supply
from kennisruil.ledger import actions as ledger
from kennisruil.ledger.rules import Leg, Reference
from kennisruil.network import actions as network_actions
from kennisruil.network.models import Network, Party
from kennisruil.network.queries import operator_of, setting
from kennisruil.shared.actors import Actor
from kennisruil.shared.ids import new_id
from kennisruil.shared.periods import Month
from kennisruil.shared.scope import network_scope

BY = Actor.command("test")


def at_noon(day: date) -> datetime:
    """Give an instant on a day."""
    return datetime.combine(day, time(11), tzinfo=UTC)


def hold(
    network: Network,
    *,
    on: date,
    pays: Sequence[tuple[Party, int]] = (),
    earns: Sequence[tuple[Party, int]] = (),
    kind: str = "session",
    cents_per_coin: int = 5000,
    recorded_on: date | None = None,
    id: UUID | None = None,
    text: str = "Versterkingssessie",
    rule: str = "",
) -> Supply:
    """Move coins and record the supply, as a higher room does: who pays, the operator between, who earns."""
    at = at_noon(recorded_on or on)
    supply_id = id or new_id(at=at)
    ref = ("session", new_id(at=at))
    with network_scope(network.pk):
        legs = _legs(network, pays=pays, earns=earns, ref=ref)
        ledger.post_group(
            network_id=network.pk,
            group_id=new_id(at=at),
            book_id=network.book_id,
            legs=legs,
            occurred_at=at,
            booked_at=at,
            request_id=new_id(at=at),
            by=BY,
            allow_beyond_limits=True,
            reason="test",
        )
        return actions.record_supply(
            network_id=network.pk,
            id=supply_id,
            ref=ref,
            kind=kind,
            performed_on=on,
            text=text,
            sides=[_side("recipient", party, coins, cents_per_coin, "") for party, coins in pays]
            + [_side("provider", party, coins, cents_per_coin, rule) for party, coins in earns],
            by=BY,
            at=at,
        )


def close(
    network: Network, month: str, *, on: date | None = None, accept: bool = True, with_papers: bool = False
) -> None:
    """Close a month on the third of the next one; accept every draft, a week later.

    Papers are set when somebody asks for one, unless ``with_papers``: setting type is half of a small close.
    """
    closed = Month.parse(month)
    if not with_papers:
        without_papers(network)
    today = on or closed.end_on + timedelta(days=2)
    actions.close_month(network_id=network.pk, month=closed, today=today, by=BY, at=at_noon(today))
    if accept:
        later = today + timedelta(days=7)
        with network_scope(network.pk):
            actions.accept_due_drafts(network_id=network.pk, today=later, by=BY, at=at_noon(later))


def without_papers(network: Network) -> None:
    """Let papers be made on request: a process that sets type may not be forked, for its threads stay behind."""
    with network_scope(network.pk):
        if setting(network_id=network.pk, key="close.papers", on=date(2000, 1, 2)) == "on_request":
            return
        network_actions.change_setting(
            network_id=network.pk,
            key="close.papers",
            value="on_request",
            holds_from=date(2000, 1, 2),
            by=BY,
            at=at_noon(date(2026, 1, 1)),
        )


def _legs(
    network: Network,
    *,
    pays: Sequence[tuple[Party, int]],
    earns: Sequence[tuple[Party, int]],
    ref: tuple[str, UUID],
) -> list[Leg]:
    """Give one direct leg for one payer and one earner at one price, else legs through the operator's account."""
    operator = operator_of(network_id=network.pk)
    reference = Reference(*ref)

    def leg(giver: Party, taker: Party, amount: int) -> Leg:
        assert giver.account_id and taker.account_id
        return Leg(
            id=new_id(),
            from_id=giver.account_id,
            to_id=taker.account_id,
            amount=amount,
            kind="session",
            reference=reference,
        )

    if len(pays) == len(earns) == 1 and pays[0][1] == earns[0][1]:
        return [leg(pays[0][0], earns[0][0], pays[0][1])]
    return [leg(party, operator, coins) for party, coins in pays] + [
        leg(operator, party, coins) for party, coins in earns
    ]


def _side(side: str, party: Party, coins: int, cents_per_coin: int, rule: str) -> actions.Side:
    return actions.Side(side=side, party_id=party.pk, coins=coins, base_cents=coins * cents_per_coin // 100, rule=rule)
