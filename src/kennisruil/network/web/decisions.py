"""The network's decisions, each from a day on; its roles; its texts."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

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


def shown(kind: rules.SettingKind, value: Any, *, scale: int, language: str) -> str:
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
        return ", ".join(f"{name} {row}" if isinstance(row, str | int) else name for name, row in sorted(value.items()))
    return str(value)


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
        (row.holds_from, shown(kind, row.value, scale=scale, language=language))
        for row in rows
        if row.holds_from > today
    ]
    return Decision(
        kind=kind,
        label=labels.SETTINGS.get(kind.key, kind.key),
        present=shown(kind, present.value if present else None, scale=scale, language=language),
        since_on=present.holds_from if present and present.holds_from.year > actions.EPOCH.year else None,
        later=sorted(later),
        url=url_for("decision", kind.key) or reverse("network:decide", args=[kind.key]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@office_page
def decide(request: HttpRequest, key: str) -> HttpResponse:
    """Decide one thing anew from a day on; a counter-value asks to be sure, for it touches every open lot.

    What a room has pages of its own for is decided there.
    """
    if own_page := url_for("decision", key):
        return redirect(own_page)
    try:
        kind = rules.kind_of_setting(key)
    except rules.SettingUnknown as error:
        raise Http404 from error
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
    page = {
        "kind": kind,
        "label": labels.SETTINGS.get(key, key),
        "form": form,
        "warns": key == COUNTER_VALUE,
        "weights": [
            weight
            for tell in rules.weight_answers
            for weight in tell(network_id=network_of(request), key=key, value=wanted)
        ],
        "asks": request.method == "POST" and asks and form.is_valid(),
        "history": [
            {"row": row, "value": shown(kind, row.value, scale=scale, language=language), "present": row == present}
            for row in rows
        ],
    }
    return render(request, "network/decide.html", page)


def written(kind: rules.SettingKind, value: Any, *, scale: int) -> Any:
    """Write a value as its field takes it."""
    if kind.type == "cents":
        return format_coins(value or 0)
    if kind.type == "coins":
        return format_coins(value or 0, scale=scale)
    if kind.type == "table":
        return value if isinstance(value, dict) else json.loads("{}")
    return value
