"""A supply that was confirmed after its month was closed is documented at once, in the open period, and marked late."""

from datetime import date, datetime
from uuid import UUID

from kennisruil.billing.actions.claims import set_off
from kennisruil.billing.actions.drawing import draw_documents
from kennisruil.billing.actions.mails import mail_documents
from kennisruil.billing.models import Document
from kennisruil.billing.queries.house import house_on
from kennisruil.billing.queries.plan import drawable, plan
from kennisruil.bookkeeping.actions import hold_books
from kennisruil.network.queries import parties_by_ids
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id


def document_late_supply(*, network_id: UUID, supply_id: UUID, today: date, by: Actor, at: datetime) -> list[Document]:
    """Document what a supply of a closed month still lacks, and mail it; a second time finds nothing to do."""
    house = house_on(network_id=network_id, on=today)
    with action("billing.document_late_supply", network_id=network_id, by=by, at=at, about=("supply", supply_id)):
        hold_books(network_id=network_id)
        movements = drawable(network_id=network_id, until=date.max, supply_id=supply_id)
        planned = plan(house=house, movements=movements, closed_until=today.replace(day=1))
        documents = draw_documents(house=house, planned=planned, run=None, on=today, by=by, at=at)
        parties = parties_by_ids(network_id=network_id, party_ids={each.party_id for each in documents})
        for party in sorted(parties.values(), key=lambda each: each.number):
            own = [each for each in documents if each.party_id == party.pk]
            key = derived_id(supply_id, "late")
            set_off(house=house, party_id=party.pk, key=key, on=today, by=by, at=at)
            mail_documents(house=house, party=party, documents=own, key=str(key), at=at)
    return documents
