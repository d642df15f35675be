"""Opening balances: coins, their euro and the old document, booked through billing."""

from datetime import date
from uuid import UUID

from kennisruil.billing import actions as billing
from kennisruil.porting.actions.apply.context import Going
from kennisruil.porting.models import ImportRow
from kennisruil.shared.ids import derived_id


def apply_balance(row: ImportRow, going: Going) -> str:
    """Book the opening balance on the day of its old document, or today when it has none."""
    values = row.values
    issued_on = date.fromisoformat(values["document_date"]) if values.get("document_date") else None
    movement = billing.record_opening_balance(
        network_id=going.network_id,
        id=derived_id(row.pk, "opening"),
        party_id=UUID(values["party_id"]),
        coins=values["coins"],
        cents=abs(values["euro"]),
        on=issued_on or going.today,
        by=going.by,
        at=going.at,
        today=going.today,
        old_number=values.get("document_number", ""),
        old_issued_on=issued_on,
    )
    return str(movement.pk)
