"""Organisations: known by enterprise number, else by name."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kennisruil.porting.rules.known import Known
from kennisruil.porting.rules.names import likely_organisation, sure_organisation
from kennisruil.porting.rules.planning import (
    Outcome,
    Planned,
    Register,
    plan_row,
    refused,
)
from kennisruil.porting.rules.problems import Problem
from kennisruil.porting.rules.rows import ReadRow


def plan_organisations(rows: Iterable[ReadRow], known: Known, today: date) -> list[Planned]:
    """Decide each row; a new one without VAT status keeps that open, with a note that says so."""
    register = Register(known.organisations, sure=sure_organisation, likely=likely_organisation)
    return [_plan(row, register) for row in rows]


def _plan(row: ReadRow, register: Register) -> Planned:
    if row.problems:
        return refused(row)
    number, vat = row.values.get("enterprise_number", ""), row.values.get("vat_number", "")
    if number and vat.startswith("BE") and vat[2:] != number:
        return refused(row, Problem("numbers_differ", "vat_number", {"first": number, "second": vat}))
    if vat.startswith("BE") and not number:
        row = replace(row, values={**row.values, "enterprise_number": vat[2:]})
    planned = plan_row(row, register)
    if planned.outcome is Outcome.NEW and "vat_kind" not in row.values:
        return replace(planned, notes=(*planned.notes, Problem("vat_kind_open", "vat_kind")))
    return planned
