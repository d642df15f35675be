"""Opening balances back out: booked the other way, as long as nothing else happened on the account."""

from uuid import UUID

from kennisruil.billing import actions as billing
from kennisruil.billing.models import Movement
from kennisruil.porting.actions.take_back import Blocker, Undoing
from kennisruil.shared.ids import derived_id


def balance_blockers(undoing: Undoing) -> list[Blocker]:
    """List balances whose party has moved coins beside this import: their lots are no longer as they came."""
    own = {row.target for row in undoing.of("new")}
    parties = [UUID(row.values["party_id"]) for row in undoing.of("new")]
    others = Movement.objects.filter(network_id=undoing.network_id, party_id__in=parties).exclude(pk__in=own)
    moved = set(others.order_by().values_list("party_id", flat=True).distinct())
    return [
        Blocker(row.number, row.target_name or row.values["name"], "documented")
        for row in undoing.of("new")
        if UUID(row.values["party_id"]) in moved
    ]


def take_back_balances(undoing: Undoing) -> None:
    """Book each balance the other way, the last first; both bookings stay to be seen."""
    for row in undoing.of("new"):
        billing.record_opening_balance(
            network_id=undoing.network_id,
            id=derived_id(row.pk, "opening-undone"),
            party_id=UUID(row.values["party_id"]),
            coins=-row.values["coins"],
            cents=abs(row.values["euro"]),
            on=undoing.today,
            by=undoing.by,
            at=undoing.at,
            today=undoing.today,
            old_number=row.values.get("document_number", ""),
        )
