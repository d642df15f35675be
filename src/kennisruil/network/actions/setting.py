"""The network's decisions, each from a day on."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from kennisruil.network import rules
from kennisruil.network.models import Setting
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.refusals import Refusal


class SettingFixed(Refusal):
    """This is decided once, when the network is founded. ``key``."""

    code = "setting_fixed"

    def __init__(self, *, key: str) -> None:
        self.key = key
        super().__init__(key)


def change_setting(*, network_id: UUID, key: str, value: Any, holds_from: date, by: Actor, at: datetime) -> Setting:
    """Decide ``key`` anew from ``holds_from`` on; what held before stays for the days before.

    Twice for one day: the last counts, the action keeps what it replaced.
    :raises SettingUnknown, SettingRefused, SettingFixed: nothing changes.
    """
    rules.checked_setting(key=key, value=value)
    if rules.kind_of_setting(key).fixed:
        raise SettingFixed(key=key)
    same_day = Setting.objects.filter(network_id=network_id, key=key, holds_from=holds_from).first()
    data = {"key": key, "holds_from": holds_from.isoformat(), "value": value, "replaced": same_day and same_day.value}
    with action("network.change_setting", network_id=network_id, by=by, at=at, about=("setting", key), data=data):
        row, _new = Setting.objects.update_or_create(
            network_id=network_id,
            key=key,
            holds_from=holds_from,
            defaults={"value": value},
            create_defaults={"id": derived_id(network_id, "setting", key, holds_from), "value": value},
        )
    return row
