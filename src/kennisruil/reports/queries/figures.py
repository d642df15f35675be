"""Figures of a network, each with one question to the database; the network's own account is left out of all."""

from dataclasses import dataclass
from datetime import date
from typing import Any, LiteralString
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Count, Q
from django.db.models.functions import ExtractQuarter, ExtractYear

from kennisruil.brokerage.models import Need
from kennisruil.ledger.models import Account
from kennisruil.pathway.models import ConceptStage
from kennisruil.pathway.rules import STAGES
from kennisruil.reports.rules import (
    STOPPED,
    Passage,
    Period,
    Side,
    Waiting,
    by_age,
    passages,
    quarters_between,
)
from kennisruil.shared.periods import Month, day_of, month_instants

# What each party gave or received in each supply, reversals taken off.
_SIDES: LiteralString = """
SELECT m.supply_id, o.id, o.name, m.side,
    sum(abs(m.coins) * CASE WHEN m.reverses_id IS NULL THEN 1 ELSE -1 END)::bigint AS minor
FROM billing_movement m
JOIN billing_supply s ON s.network_id = m.network_id AND s.id = m.supply_id
JOIN network_party o ON o.network_id = m.network_id AND o.id = m.party_id AND NOT o.is_operator
WHERE m.network_id = %(network)s AND s.performed_on >= %(start)s AND s.performed_on < %(end)s
GROUP BY m.supply_id, o.id, o.name, m.side
HAVING sum(abs(m.coins) * CASE WHEN m.reverses_id IS NULL THEN 1 ELSE -1 END) > 0
ORDER BY m.supply_id, o.id, m.side
"""
# Entries added up per account and month once; each month's end then adds what lies before it.
_CIRCULATION: LiteralString = """
WITH sums AS (
    SELECT e.account_id, date_trunc('month', e.booked_at AT TIME ZONE %(zone)s)::date AS month_on,
        sum(e.amount) AS minor
    FROM ledger_entry e
    JOIN ledger_account a ON a.network_id = e.network_id AND a.id = e.account_id AND a.kind = 'member'
    WHERE e.network_id = %(network)s
    GROUP BY 1, 2
)
SELECT m.month_on::date, coalesce(sum(b.minor) FILTER (WHERE b.minor > 0), 0)::bigint,
    coalesce(-sum(b.minor) FILTER (WHERE b.minor < 0), 0)::bigint
FROM generate_series(%(first)s::date, %(last)s::date, interval '1 month') AS m (month_on)
LEFT JOIN LATERAL (
    SELECT sum(s.minor) AS minor FROM sums s WHERE s.month_on <= m.month_on GROUP BY s.account_id
) b ON true
GROUP BY m.month_on ORDER BY m.month_on
"""


@dataclass(frozen=True, slots=True)
class Circulation:
    """The coins at a month's end, minor units: what members may still ask for, and what is still to give."""

    month: Month
    credit: int
    to_give: int


@dataclass(frozen=True, slots=True)
class Quarter:
    """The needs asked in a quarter: how many are still open, met, or withdrawn."""

    year: int
    quarter: int
    open: int
    met: int
    withdrawn: int


def sides(*, network_id: UUID, period: Period) -> list[Side]:
    """Give what each party gave or received in each supply of the period; what was taken back whole is left out."""
    arguments = {"network": network_id, "start": period.start_on, "end": period.end_on}
    return [Side(*row) for row in _rows(_SIDES, arguments)]


def circulation(*, network_id: UUID, period: Period, zone: str) -> list[Circulation]:
    """Give the coins in circulation at each month's end of the period (now, for the month that runs)."""
    ends = {"first": period.start_on, "last": period.last.start_on}
    rows = _rows(_CIRCULATION, {"network": network_id, "zone": zone} | ends)
    return [Circulation(Month.of(month_on), credit, to_give) for month_on, credit, to_give in rows]


def still_to_give(*, network_id: UUID, today: date, zone: str) -> list[Waiting]:
    """Add up the balances under zero by how long they have been so."""
    rows = Account.objects.filter(network_id=network_id, kind="member", balance__lt=0, negative_since__isnull=False)
    found = rows.order_by("pk").values_list("negative_since", "balance")[:20_000]
    return by_age([(day_of(since, zone), -balance) for since, balance in found if since], today=today)


def needs_per_quarter(*, network_id: UUID, period: Period, zone: str) -> list[Quarter]:
    """Count the needs asked in the period per quarter and by where they stand now, oldest quarter first."""
    tz = ZoneInfo(zone)
    start, _end = month_instants(Month.of(period.start_on), zone)
    rows = Need.objects.filter(network_id=network_id, asked_at__gte=start)
    counted = (
        rows.annotate(year=ExtractYear("asked_at", tzinfo=tz), quarter=ExtractQuarter("asked_at", tzinfo=tz))
        .values("year", "quarter")
        .annotate(
            is_open=Count("pk", filter=Q(state__in=("open", "matched"))),
            is_met=Count("pk", filter=Q(state="met")),
            is_withdrawn=Count("pk", filter=Q(state="withdrawn")),
        )
    )
    found = {
        (row["year"], row["quarter"]): (row["is_open"], row["is_met"], row["is_withdrawn"])
        for row in counted.order_by("year", "quarter")
    }
    wanted = quarters_between(period.start_on, period.end_on)
    return [Quarter(*quarter, *found.get(quarter, (0, 0, 0))) for quarter in wanted]


def pathway(*, network_id: UUID) -> list[Passage]:
    """Count the concepts through the stages of the pathway, from the first day on."""
    rows = ConceptStage.objects.filter(network_id=network_id).values_list("concept_id", "stage")
    history: dict[object, list[str]] = {}
    for concept_id, stage in rows.order_by("concept_id", "entered_on", "pk")[:100_000]:
        history.setdefault(concept_id, []).append(stage)
    return passages(history, stages=[stage for stage in STAGES if stage != STOPPED])


def _rows(statement: LiteralString, arguments: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments)
        return list(cursor.fetchall())
