"""The decisions a network takes: which there are, their shape, and the values that are shipped."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kennisruil.shared.refusals import Refusal

_FILE = Path(__file__).resolve().parent.parent / "data" / "settings.json"


class SettingUnknown(Refusal):
    """No decision of this name exists. ``key``."""

    code = "setting_unknown"

    def __init__(self, *, key: str) -> None:
        self.key = key
        super().__init__(key)


class SettingRefused(Refusal):
    """The value does not fit the decision. ``key``, ``value``, ``minimum``, ``maximum``."""

    code = "setting_refused"

    def __init__(self, *, key: str, value: object, minimum: int | None = None, maximum: int | None = None) -> None:
        self.key, self.value, self.minimum, self.maximum = key, value, minimum, maximum
        super().__init__(key)


@dataclass(frozen=True, slots=True)
class SettingKind:
    """The shape of one decision. ``type``: integer, cents, coins, text, choice or table (a JSON object)."""

    key: str
    group: str
    type: str
    minimum: int | None = None
    maximum: int | None = None
    choices: tuple[str, ...] = ()
    # Decided once, at the founding: a later change would alter what is written.
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class ShippedSetting:
    """A value the program comes with, for a network that did not decide otherwise."""

    key: str
    holds_from: date
    value: Any


@cache
def _file() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(_FILE.read_text("utf-8"))["settings"]
    return rows


@cache
def setting_kinds() -> tuple[SettingKind, ...]:
    """List every decision a network can take, in the order of the settings page."""
    return tuple(
        SettingKind(
            key=row["key"],
            group=row["key"].split(".")[0],
            type=row["type"],
            minimum=row.get("minimum"),
            maximum=row.get("maximum"),
            choices=tuple(row.get("choices", ())),
            fixed=row.get("fixed", False),
        )
        for row in _file()
    )


def kind_of_setting(key: str) -> SettingKind:
    """Give the shape of ``key``. :raises SettingUnknown: no such decision."""
    for kind in setting_kinds():
        if kind.key == key:
            return kind
    raise SettingUnknown(key=key)


def shipped_settings() -> Sequence[ShippedSetting]:
    """List the shipped values with the day from which each holds."""
    return [
        ShippedSetting(row["key"], date.fromisoformat(value["holds_from"]), value["value"])
        for row in _file()
        for value in row["values"]
    ]


def shipped_on(on: date) -> dict[str, Any]:
    """Give the shipped values in force on a day, by key: what a network decides until it decides otherwise."""
    held = sorted((row for row in shipped_settings() if row.holds_from <= on), key=lambda row: row.holds_from)
    return {row.key: row.value for row in held}


def checked_setting(*, key: str, value: Any) -> Any:
    """Give ``value`` when it fits ``key``. :raises SettingUnknown: no such decision. :raises SettingRefused: no fit."""
    kind = kind_of_setting(key)
    if not _fits(kind, value):
        raise SettingRefused(key=key, value=value, minimum=kind.minimum, maximum=kind.maximum)
    return value


def _fits(kind: SettingKind, value: Any) -> bool:
    match kind.type:
        case "text":
            return isinstance(value, str)
        case "choice":
            return value in kind.choices
        case "table":
            return isinstance(value, dict)
        case _:
            return _is_whole(kind, value)


def _is_whole(kind: SettingKind, value: Any) -> bool:
    if value is None:
        return kind.minimum is None and kind.maximum is None
    if not isinstance(value, int) or isinstance(value, bool):
        return False
    return (kind.minimum is None or value >= kind.minimum) and (kind.maximum is None or value <= kind.maximum)
