"""Past sessions: history between two parties."""

from datetime import date
from uuid import UUID

from kennisruil.brokerage import actions as brokerage
from kennisruil.porting.actions.apply.context import Going
from kennisruil.porting.models import ImportRow
from kennisruil.shared.ids import derived_id


def apply_session(row: ImportRow, going: Going) -> str:
    """Note the session as history: its coins are in the opening balances and its documents are elsewhere."""
    values = row.values
    noted = brokerage.note_past_session(
        network_id=going.network_id,
        id=derived_id(row.pk, "past_session"),
        held_on=date.fromisoformat(values["held_on"]),
        provider_party_id=UUID(values["provider_id"]),
        recipient_party_id=UUID(values["recipient_id"]),
        coins=values.get("coins", 0),
        text=values.get("text", ""),
        outcome=values.get("outcome", ""),
        by=going.by,
        at=going.at,
    )
    return str(noted.pk)
