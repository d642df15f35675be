"""A supply that was confirmed after its month was closed is documented at once, in the open period, and marked late."""

from datetime import date, datetime
from uuid import UUID

from kennisruil.billing.actions.accruals import accrue
from kennisruil.billing.actions.drawing import draw_documents
from kennisruil.billing.actions.mails import mail_all
from kennisruil.billing.actions.setoff import set_off
from kennisruil.billing.models import CloseRun, Document, Supply
from kennisruil.billing.queries.house import House, house_on
from kennisruil.billing.queries.plan import drawable, plan
from kennisruil.billing.rules.accruals import years_between
from kennisruil.billing.rules.close import Run
from kennisruil.bookkeeping.actions import hold_books
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.periods import Month


def document_late_supply(*, network_id: UUID, supply_id: UUID, today: date, by: Actor, at: datetime) -> list[Document]:
    """Document what a supply of a closed month still lacks, and mail it; a second time finds nothing to do."""
    house = house_on(network_id=network_id, on=today)
    with action("billing.document_late_supply", network_id=network_id, by=by, at=at, about=("supply", supply_id)):
        hold_books(network_id=network_id)
        movements = drawable(network_id=network_id, until=date.max, supply_id=supply_id)
        planned = plan(house=house, movements=movements, closed_until=today.replace(day=1))
        documents = draw_documents(house=house, planned=planned, run=None, on=today, by=by, at=at)
        _accrue_in_its_year(house=house, supply_id=supply_id, by=by, at=at)
        for party_id in sorted({each.party_id for each in documents}):
            set_off(house=house, party_id=party_id, key=derived_id(supply_id, "late"), on=today, by=by, at=at)
        mail_all(house=house, documents=documents, key=str(derived_id(supply_id, "late")), at=at)
    return documents


def _accrue_in_its_year(*, house: House, supply_id: UUID, by: Actor, at: datetime) -> None:
    """Book a supply of an earlier year, confirmed after that year's December was closed, in the year of the service.

    Also while its document still waits for something, and each year end until then once.
    """
    supply = Supply.objects.get(network_id=house.network_id, pk=supply_id)
    months = int(house.settings.get("close.late_accrual_months", 12))
    ends = years_between(performed_on=supply.performed_on, documented_on=house.on, months=months)
    closed = dict(
        CloseRun.objects.filter(network_id=house.network_id, month_on__month=12, run=Run.FINAL).values_list(
            "month_on", "cutoff_at"
        )
    )
    for end in ends:
        cutoff_at = closed.get(Month.of(end).previous.start_on)
        if cutoff_at is None or supply.recorded_at <= cutoff_at:
            # The run of that December has it, or will have it.
            continue
        accrue(
            house=house,
            year_end_on=end,
            key=derived_id(supply_id, "accrual", end),
            reference=("supply", supply_id),
            by=by,
            at=at,
            supply_id=supply_id,
        )
