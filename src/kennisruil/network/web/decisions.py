"""The network's decisions, each from a day on; its roles; its texts."""

import json
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kennisruil.network import actions, queries, rules
from kennisruil.network.models import Setting
from kennisruil.network.web import labels
from kennisruil.network.web.forms import SettingForm
from kennisruil.shared.amounts import format_coins, format_euro
from kennisruil.shared.links_to import url_for
from kennisruil.shared.speaking import language_now
from kennisruil.shared.web.asking import today_of, write_as
from kennisruil.shared.web.pages import network_of, office_page

COUNTER_VALUE = "coin.counter_value_cents"


@dataclass(frozen=True)
class Decision:
    """One decision as shown: what holds today, since when, and what will hold later."""

    kind: rules.SettingKind
    label: object
    present: str
    since_on: date | None
    later: list[tuple[date, str]]
    url: str


def shown(kind: rules.SettingKind, value: Any, *, network_id: UUID, scale: int, language: str) -> str:
    """Write a value as people read it."""
    if value in (None, "", {}):
        return _("Not filled in")
    if kind.type == "cents":
        return format_euro(value, language=language)
    if kind.type == "coins":
        return format_coins(value, scale=scale, language=language)
    if kind.type == "choice":
        return str(labels.CHOICES.get(value, value))
    if kind.type == "table":
        return _table(kind, value, network_id=network_id, language=language)
    return str(value)


def _table(kind: rules.SettingKind, value: Any, *, network_id: UUID, language: str) -> str:
    """Write a table in the words of the room it belongs to; of one that no room knows, only that it is there."""
    for tell in rules.table_answers:
        rows = tell(network_id=network_id, key=kind.key, value=value, language=language)
        if rows is not None:
            return ", ".join(rows) or _("Not filled in")
    return _("Own choices")


@require_safe
@office_page
def decisions(request: HttpRequest) -> HttpResponse:
    """List every decision by theme: what holds now, since when, and what is already decided for later."""
    history: dict[str, list[Setting]] = {}
    for row in queries.setting_history(network_id=network_of(request)):
        history.setdefault(row.key, []).append(row)
    scale = _scale(history)
    groups: dict[str, dict[str, Any]] = {}
    for kind in rules.setting_kinds():
        group = groups.setdefault(kind.group, {"title": labels.GROUPS.get(kind.group, kind.group), "decisions": []})
        group["decisions"].append(_decision(kind, history.get(kind.key, []), scale=scale, request=request))
    return render(request, "network/decisions.html", {"groups": list(groups.values())})


def _scale(history: dict[str, list[Setting]]) -> int:
    rows = history.get("coin.scale", [])
    return int(rows[0].value) if rows else 2


def _decision(kind: rules.SettingKind, rows: list[Setting], *, scale: int, request: HttpRequest) -> Decision:
    language = request.LANGUAGE_CODE  # type: ignore[attr-defined]  # set by the shell
    today = today_of(request)
    present = rules.in_force(rows, on=today)
    later = [
        (row.holds_from, shown(kind, row.value, network_id=row.network_id, scale=scale, language=language))
        for row in rows
        if row.holds_from > today
    ]
    own_page = url_for("decision", kind.key)
    return Decision(
        kind=kind,
        label=labels.SETTINGS.get(kind.key, kind.key),
        present=shown(
            kind, present.value if present else None, network_id=network_of(request), scale=scale, language=language
        ),
        since_on=present.holds_from if present and present.holds_from.year > actions.EPOCH.year else None,
        later=sorted(later),
        url=own_page or ("" if kind.type == "table" else reverse("network:decide", args=[kind.key])),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@office_page
def decide(request: HttpRequest, key: str) -> HttpResponse:
    """Decide one thing anew from a day on; a counter-value asks to be sure, for it touches every open lot.

    What a room has pages of its own for is decided there; another table is only shown, for the program keeps it.
    """
    if own_page := url_for("decision", key):
        return redirect(own_page)
    try:
        kind = rules.kind_of_setting(key)
    except rules.SettingUnknown as error:
        raise Http404 from error
    if kind.type == "table" and request.method == "POST":
        raise Http404
    rows, today = queries.setting_history(network_id=network_of(request), key=key), today_of(request)
    scale = int(queries.setting(network_id=network_of(request), key="coin.scale", on=today))
    present = rules.in_force(rows, on=today)
    form = SettingForm(
        request.POST or None,
        kind=kind,
        scale=scale,
        today=today,
        initial={"value": written(kind, present.value if present else None, scale=scale), "holds_from": today},
    )
    asks = key == COUNTER_VALUE and not request.POST.get("sure")
    wanted = form.cleaned_data["value"] if request.method == "POST" and form.is_valid() else None
    if request.method == "POST" and form.is_valid() and not asks:
        given = form.cleaned_data
        actions.change_setting(key=key, value=given["value"], holds_from=given["holds_from"], **write_as(request))
        messages.success(request, _("This is decided. It holds from the day you chose."))
        return redirect("network:decisions")
    language = request.LANGUAGE_CODE  # type: ignore[attr-defined]  # set by the shell
    tell = partial(shown, network_id=network_of(request), scale=scale, language=language)
    page = {
        "kind": kind,
        "is_kept": kind.type == "table",
        "label": labels.SETTINGS.get(key, key),
        "form": form,
        "warns": key == COUNTER_VALUE,
        "weights": _weights(request, key=key, value=wanted),
        "asks": request.method == "POST" and asks and form.is_valid(),
        "history": [{"row": row, "value": tell(kind, row.value), "present": row == present} for row in rows],
    }
    return render(request, "network/decide.html", page)


def _weights(request: HttpRequest, *, key: str, value: Any) -> list[rules.Weight]:
    """Tell what a change would touch."""
    found = [tell(network_id=network_of(request), key=key, value=value) for tell in rules.weight_answers]
    return [weight for each in found for weight in each]


def written(kind: rules.SettingKind, value: Any, *, scale: int) -> Any:
    """Write a value as its field takes it."""
    if kind.type == "cents":
        return format_coins(value or 0, language=language_now())
    if kind.type == "coins":
        return format_coins(value or 0, scale=scale, language=language_now())
    if kind.type == "table":
        return value if isinstance(value, dict) else json.loads("{}")
    return value
