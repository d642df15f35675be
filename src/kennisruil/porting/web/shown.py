"""Rows of an import as the preview shows them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kennisruil.network.words import VAT_KINDS
from kennisruil.porting.models import ImportBatch, ImportRow
from kennisruil.porting.rules.kinds import fields_of
from kennisruil.porting.rules.problems import Problem
from kennisruil.porting.web.labels import OUTCOME_LABELS, PLACES, field_label
from kennisruil.porting.web.problems import say
from kennisruil.shared.amounts import format_coins, format_euro

_AMOUNTS = {"coins": format_coins, "euro": format_euro}
_MOST_COLUMNS = 4
# Values that are codes, shown by their name.
_WORDS = {"vat_kind": VAT_KINDS, "place": PLACES}
# The part for previews calls what stays as it is "same".
CHIPS = {"unchanged": "same"}


def shown_fields(batch: ImportBatch) -> list[str]:
    """Give the fields worth a column: the first mapped ones, in the order of the template."""
    mapped = set(batch.columns.values())
    if batch.kind == "people":
        # The two parts of a name share one column.
        mapped = mapped - {"given_name", "family_name"} | {"full_name"}
    return [field for field in fields_of(batch.kind) if field in mapped][:_MOST_COLUMNS]


def _cell(row: ImportRow, field: str, kind: str) -> str:
    """Give what stands in a column: the value, or for one that could not be read what the file says."""
    if kind == "people" and field == "full_name":
        return f"{row.values.get('given_name', '')} {row.values.get('family_name', '')}".strip()
    unread = next((kept["about"].get("value") for kept in row.problems if kept["field"] == field), "")
    return shown_value(field, row.values.get(field)) or str(unread or "")


def shown_value(field: str, value: Any) -> str:
    """Write one value as a person reads it."""
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field in _AMOUNTS:
        return _AMOUNTS[field](int(value))
    if field in ("held_on", "document_date"):
        day = date.fromisoformat(str(value))
        return f"{day.day}/{day.month}/{day.year}"
    return str(_WORDS.get(field, {}).get(value, value))


def reason_of(row: ImportRow, kind: str) -> str:
    """Say why a row does what it does: its problems, or whom it joins and what changes."""
    problems = [say(Problem.from_json(kept), kind=kind) for kept in row.problems]
    if problems:
        return " ".join(problems)
    return " ".join([*_joins(row, kind), *(say(Problem.from_json(kept), kind=kind) for kept in row.notes)])


def _joins(row: ImportRow, kind: str) -> Iterable[str]:
    if row.outcome == "merge" and row.target.startswith("row:"):
        yield _("The same as row %(number)s.") % {"number": row.target.removeprefix("row:")}
    elif row.outcome == "merge":
        yield _("Probably the same as %(name)s: only blanks are filled.") % {"name": row.target_name}
    for field, (before, after) in row.changes.items():
        values = {
            "field": field_label(field, kind),
            "before": shown_value(field, before),
            "after": shown_value(field, after),
        }
        filled = (
            _("%(field)s becomes “%(after)s”.") if not before else _("%(field)s: “%(before)s” becomes “%(after)s”.")
        )
        yield filled % values


def shown_rows(rows: Iterable[ImportRow], batch: ImportBatch) -> list[dict[str, Any]]:
    """Give the rows for the preview part."""
    fields = shown_fields(batch)
    is_open = batch.state == ImportBatch.State.PREVIEWED
    return [
        {
            "number": row.number,
            "outcome": CHIPS.get(row.outcome, row.outcome),
            "cells": [_cell(row, field, batch.kind) for field in fields],
            "reason": reason_of(row, batch.kind),
            "undo_url": _leave_url(row) if is_open else "",
            "undo_text": _("Take it in after all") if is_left_out(row) else _("Leave out"),
        }
        for row in rows
    ]


def is_left_out(row: ImportRow) -> bool:
    """Somebody left it out in this import."""
    return any(kept["code"] == "left_out" for kept in row.problems)


def _leave_url(row: ImportRow) -> str:
    if row.outcome in ("unchanged", "refused") and not is_left_out(row):
        return ""
    return reverse("porting:leave_out", args=[row.batch_id, row.number])


def shown_counts(batch: ImportBatch) -> list[dict[str, Any]]:
    """Give the counts by outcome, those that occur."""
    return [
        {"outcome": CHIPS.get(outcome, outcome), "count": batch.counts[outcome]}
        for outcome in OUTCOME_LABELS
        if batch.counts.get(outcome)
    ]
