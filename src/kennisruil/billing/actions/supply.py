"""Record what was provided, and take it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kennisruil.billing.actions.brokered import Part, brokered_parts, is_brokered
from kennisruil.billing.actions.movement import booking_day, record_movement
from kennisruil.billing.models import CloseRun, Supply
from kennisruil.billing.rules import postings
from kennisruil.billing.rules.close import Run
from kennisruil.billing.rules.kinds import Side as SideName
from kennisruil.billing.rules.postings import MoveKind, Rule
from kennisruil.network.queries import network_by_id, operator_of
from kennisruil.shared import jobs
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One party of a supply: ``coins`` in minor units and ``base_cents``, both positive, as agreed.

    ``rule`` (sale, purchase, grant) is the menu item's document rule; empty takes the usual one of the kind.
    """

    side: str
    party_id: UUID
    coins: int
    base_cents: int
    rule: str = ""


def record_supply(
    *,
    network_id: UUID,
    id: UUID,
    ref: tuple[str, UUID],
    kind: str,
    performed_on: date,
    text: str,
    sides: Sequence[Side],
    by: Actor,
    at: datetime,
    group_id: UUID | None = None,
) -> Supply:
    """Write down a supply and move the lots of its sides, once per ``id``; the caller moved the coins just before.

    ``kind``: session, office_workshop, member_workshop, article, attendance, grant. Several sides may pay or earn. When
    its month is closed already, a job documents it at once, marked late.

    :raises KindWithoutRow: the posting table has no row for this; nothing is written.
    """
    rules = [_rule_of(kind, side) for side in sides]
    with action("billing.record_supply", network_id=network_id, by=by, at=at, about=(ref[0], ref[1])):
        known = Supply.objects.filter(network_id=network_id, pk=id).first()
        if known is not None:
            return known
        supply = Supply.objects.create(
            id=id,
            network_id=network_id,
            ref_kind=ref[0],
            ref_id=ref[1],
            kind=kind,
            performed_on=performed_on,
            text=text[:300],
            group_id=group_id,
            recorded_at=at,
        )
        _record_sides(supply, list(zip(sides, rules, strict=True)), at=at)
        if _month_is_closed(network_id, performed_on):
            jobs.enqueue("billing.document_late_supply", network_id=network_id, supply_id=id)
    return supply


def _record_sides(supply: Supply, sides: list[tuple[Side, Rule]], *, at: datetime) -> None:
    operator_id = operator_of(network_id=supply.network_id).pk
    assert all(side.party_id != operator_id for side, _ in sides), "the operator's part is the margin, not a side"
    zone = network_by_id(network_id=supply.network_id).time_zone
    booked_on = booking_day(network_id=supply.network_id, day=supply.performed_on, at=at, zone=zone)
    parts = [_part(supply, index, side, rule) for index, (side, rule) in enumerate(sides)]
    if is_brokered(network_id=supply.network_id, on=supply.performed_on):
        parts = brokered_parts(supply, parts)
    # In the order of parties, so that two supplies at once wait for each other in one direction only.
    for part in sorted(parts, key=lambda each: each.party_id):
        record_movement(
            network_id=supply.network_id,
            id=part.id,
            party_id=part.party_id,
            kind=MoveKind.SUPPLY,
            coins=part.coins,
            cents=part.cents,
            booked_on=booked_on,
            at=at,
            supply=supply,
            side=part.side,
            rule=part.rule,
            other_party_id=part.other_party_id,
            text=part.text,
        )


def _part(supply: Supply, index: int, side: Side, rule: Rule) -> Part:
    return Part(
        id=derived_id(supply.pk, "side", index),
        party_id=side.party_id,
        side=SideName(side.side),
        rule=rule,
        coins=side.coins if side.side == SideName.PROVIDER else -side.coins,
        cents=side.base_cents,
    )


def _rule_of(kind: str, side: Side) -> Rule:
    assert side.coins > 0 and side.base_cents >= 0, "amounts of a side are positive"
    name = SideName(side.side)
    rule = Rule(side.rule) if side.rule else postings.usual_rule(kind=kind, side=name)
    postings.account_of_supply(kind=kind, side=name, rule=rule)
    return rule


def _month_is_closed(network_id: UUID, day: date) -> bool:
    runs = CloseRun.objects.filter(network_id=network_id, run=Run.FINAL, finished_at__isnull=False)
    return runs.filter(month_on__gte=day.replace(day=1)).exists()
