"""Networks whose books go to packages, and what those packages hold, for tests."""

from datetime import date, datetime, timedelta
from pathlib import Path

from kennisruil.bookkeeping.actions import choose_targets, deliver_batch
from kennisruil.bookkeeping.adapters import Adapter, adapter_for
from kennisruil.bookkeeping.models import OutboxRow
from kennisruil.bookkeeping.rules.targets import Target
from kennisruil.network.models import Network
from kennisruil.shared.scope import network_scope
from tests.billing.factories import BY, at_noon

FROM = date(2026, 1, 1)
CHOSEN_ON = date(2026, 1, 5)


def send_to(network: Network, *targets: Target, since_on: date = FROM, on: date = CHOSEN_ON) -> None:
    """Choose packages for a network, as the bookkeeper does."""
    chosen = dict.fromkeys(targets, since_on)
    choose_targets(network_id=network.pk, targets=chosen, today=on, by=BY, at=at_noon(on))


def adapter_of(network: Network, target: Target) -> Adapter:
    """Open the adapter as the job does."""
    return adapter_for(target, network_id=network.pk, slug=network.slug, title=network.name)


def deliver_all(network: Network, target: Target, *, at: datetime, adapter: Adapter | None = None) -> int:
    """Deliver all that is due; give how many rows were taken."""
    adapter, taken = adapter or adapter_of(network, target), 0
    while count := deliver_batch(network_id=network.pk, target=target, adapter=adapter, by=BY, at=at):
        taken += count
    return taken


def states(network: Network) -> dict[str, int]:
    """Count the rows of the outbox by state."""
    with network_scope(network.pk):
        rows = list(OutboxRow.objects.order_by("pk").values_list("state", flat=True))
    return {state: rows.count(state) for state in sorted(set(rows))}


def later(at: datetime) -> datetime:
    """Give an instant at which nobody holds a row any more."""
    return at + timedelta(hours=12)


def files_in(folder: Path) -> list[str]:
    """Name the files somebody reads, in order."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.name[0] != ".")
