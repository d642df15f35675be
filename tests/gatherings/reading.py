"""What the tests of the room read back: coins of the house, movements, laws, calendar files."""

from typing import Any

from icalendar import Calendar

from kennisruil.billing.models import Movement, Supply
from kennisruil.ledger.models import Account
from kennisruil.ledger.queries.invariants import ledger_invariants
from kennisruil.network.models import Network
from kennisruil.shared.models import File, Mail


def house_coins(network: Network) -> int:
    return Account.objects.get(pk=network.operator_account_id).balance


def sides_of(supply: Supply) -> list[tuple[str, str, int, int]]:
    rows = Movement.objects.filter(supply=supply).order_by("side", "party__number", "pk")
    return [(row.side, row.rule, row.coins, row.cents) for row in rows]


def broken_laws(network: Network) -> list[str]:
    return [law.name for law in ledger_invariants(network_id=network.pk) if not law.holds]


def event_of(mail: Mail) -> Any:
    """Read the calendar file of a mail again."""
    [file] = File.objects.filter(pk__in=mail.attachments)
    [event] = Calendar.from_ical(bytes(file.content)).walk("VEVENT")
    return event
