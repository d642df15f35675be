"""Rows of the rule table as their form sends them, on a day before the month closes."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kennisruil.billing.queries.house import house_on
from kennisruil.billing.rules.kinds import LegalRole, Side, VatKind
from kennisruil.network.models import Setting
from kennisruil.shared import clock
from kennisruil.shared.periods import day_of
from kennisruil.shared.scope import network_scope
from tests.billing.web_world import World

ROW = ["own_name", "provider", "vat_business"]


FROM = "2026-01-01"


@pytest.fixture(autouse=True)
def end_of_january(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules are decided before the month closes."""
    clock_file = tmp_path / "now"
    clock_file.write_text("2026-01-28T10:00:00+00:00")
    monkeypatch.setenv("KENNISRUIL_NOW", f"@{clock_file}")


def row_of(world: World, args: list[str], **changes: Any) -> dict[str, Any]:
    """Give a row as its form sends it, with ``changes``."""
    with network_scope(world.network.pk):
        book = house_on(network_id=world.network.pk, on=day_of(clock.now(), "Europe/Brussels")).rules
    role, side, kind = LegalRole(args[0]), Side(args[1]), VatKind(args[2])
    row = book.row_on(legal_role=role, side=side, vat_kind=kind, on=date(2026, 1, 20))
    sent: dict[str, Any] = {
        "holds_from": FROM,
        "document_kind": row.document_kind,
        "vat_category": row.vat_category or "",
        "rate": row.rate or "",
        "wording": row.wording or "",
        "notes": list(row.notes),
        "channel": row.channel,
        "terms": row.terms,
        "self_assessed_rate": row.self_assessed_rate or "",
        "needs": list(row.needs),
        "otherwise": row.otherwise or "",
    }
    return sent | changes


NOTE = {"document_kind": "settlement_note", "vat_category": "", "rate": "", "notes": ["settlement_note"]}


def own_rules(world: World) -> Any:
    with network_scope(world.network.pk):
        rows = Setting.objects.filter(key="billing.rule_book").order_by("-holds_from")
        return rows[0].value
