"""The network's decisions, as of a day."""

from datetime import date
from typing import Any
from uuid import UUID

from kennisruil.network import rules
from kennisruil.network.models import Setting


class SettingMissing(LookupError):
    """The network has not decided this for that day: a founding or import gap, for who runs the installation."""


def setting(*, network_id: UUID, key: str, on: date) -> Any:
    """Give the value of ``key`` in force on a day; of a decision newer than the network, what is shipped.

    :raises SettingMissing: nothing holds yet.
    """
    rows = Setting.objects.filter(network_id=network_id, key=key, holds_from__lte=on).order_by("-holds_from", "pk")[:1]
    if rows:
        return rows[0].value
    try:
        return rules.shipped_on(on)[key]
    except KeyError:
        raise SettingMissing(key) from None


def settings_on(*, network_id: UUID, on: date) -> dict[str, Any]:
    """Give all values in force on a day, by key, in one query; what the network never decided is as shipped."""
    rows = Setting.objects.filter(network_id=network_id, holds_from__lte=on).order_by("key", "-holds_from", "pk")
    return rules.shipped_on(on) | {row.key: row.value for row in rows.distinct("key")}


def mail_after_doubt(*, network_id: UUID, on: date) -> str:
    """Say what the network decided for a mail of which nobody knows whether it arrived: ``ask`` or ``resend``."""
    return str(setting(network_id=network_id, key="mail.after_doubt", on=on))


def setting_history(*, network_id: UUID, key: str = "") -> list[Setting]:
    """List every decision with its day, the latest first: of ``key``, or of all keys; at most 1,000."""
    rows = Setting.objects.filter(network_id=network_id, **({"key": key} if key else {}))
    return list(rows.order_by("key", "-holds_from", "pk")[:1000])
