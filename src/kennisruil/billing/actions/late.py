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
        if documents and today.month == 1:
            _accrue_last_year(house=house, supply_id=supply_id, on=today, by=by, at=at)
        for party_id in sorted({each.party_id for each in documents}):
            set_off(house=house, party_id=party_id, key=derived_id(supply_id, "late"), on=today, by=by, at=at)
        mail_all(house=house, documents=documents, key=str(derived_id(supply_id, "late")), at=at)
    return documents


def _accrue_last_year(*, house: House, supply_id: UUID, on: date, by: Actor, at: datetime) -> None:
    """Book a supply of last year, confirmed in January after December was closed, in the year of the service."""
    year_end_on = on.replace(day=1)
    run = CloseRun.objects.filter(
        network_id=house.network_id, month_on=Month.of(year_end_on).previous.start_on, run=Run.FINAL
    ).first()
    recorded = Supply.objects.get(network_id=house.network_id, pk=supply_id)
    if run is None or recorded.performed_on >= year_end_on or recorded.recorded_at <= run.cutoff_at:
        return
    accrue(
        house=house,
        year_end_on=year_end_on,
        key=derived_id(supply_id, "accrual"),
        reference=("supply", supply_id),
        by=by,
        at=at,
        supply_id=supply_id,
    )
