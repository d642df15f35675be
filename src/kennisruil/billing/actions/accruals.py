"""The year end: accruals for what was provided in a year and is documented in the next, taken back on its first day."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from kennisruil.billing.queries.accruals import undocumented_at
from kennisruil.billing.queries.house import House
from kennisruil.billing.rules.accruals import accrual_lines
from kennisruil.bookkeeping.actions import post_entry
from kennisruil.shared.actors import Actor
from kennisruil.shared.ids import derived_id


def accrue(
    *,
    house: House,
    year_end_on: date,
    key: UUID,
    reference: tuple[str, UUID | str],
    by: Actor,
    at: datetime,
    cutoff_at: datetime | None = None,
    supply_id: UUID | None = None,
) -> int:
    """Book in the year before ``year_end_on`` (1 January) what has no document of that year, and take it back.

    Of all supplies recorded until ``cutoff_at``, or of one; once per ``key``. The answer is how many sides there were.
    Call it inside an action that holds the books.
    """
    items = undocumented_at(house=house, year_end_on=year_end_on, cutoff_at=cutoff_at, supply_id=supply_id)
    lines = accrual_lines(items)
    if not lines:
        return 0
    back = tuple(replace(line, cents=-line.cents) for line in lines)
    for name, day, booked in (
        ("accrual", year_end_on - timedelta(days=1), lines),
        ("accrual_reversal", year_end_on, back),
    ):
        post_entry(
            network_id=house.network_id,
            id=derived_id(key, name),
            booked_on=day,
            kind=name,
            text=f"Documented in {year_end_on.year}",
            reference=reference,
            lines=booked,
            by=by,
            at=at,
        )
    return len(items)
