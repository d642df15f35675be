"""Decide rules of documents anew from a day on, and go back to what was shipped."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from kennisruil.billing import einvoice
from kennisruil.billing.queries.house import House, house_on
from kennisruil.billing.rules.examples import example_document
from kennisruil.billing.rules.kinds import LegalRole, Severity
from kennisruil.billing.rules.rulebook import RuleBook, RuleMissing, TreatmentRow, rule_book_from, shipped_rule_book
from kennisruil.billing.rules.rulebook_rows import OwnRules, Problem, Row, problems_of, with_row, without_row
from kennisruil.billing.rules.values import Finding
from kennisruil.network.actions import change_setting
from kennisruil.network.queries import setting_history
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.refusals import Refusal

KEY = "billing.rule_book"
_LANGUAGES = ("nl", "fr", "en")


class RuleCannotStand(Refusal):
    """What the row says does not go together. ``problems``; nothing changes."""

    code = "rule_cannot_stand"

    def __init__(self, *, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(", ".join(self.problems))


class ExampleNotValid(Refusal):
    """The document such a row gives does not pass the checks. ``findings``; nothing changes."""

    code = "rule_example_not_valid"

    def __init__(self, *, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(", ".join(finding.rule for finding in findings))


def change_rules(*, network_id: UUID, rows: Sequence[Row], by: Actor, at: datetime, today: date) -> None:
    """Let ``rows`` hold, each from its own day; the last about one thing from one day counts.

    A row of the table stands only when its parts go together and the example it gives passes the schema, our own
    assertions and, where they are installed, the rules of EN 16931. What was issued stays as it is.

    :raises RuleCannotStand, ExampleNotValid: nothing changes.
    """
    house = house_on(network_id=network_id, on=today)
    own: Mapping[str, Any] = _own_on(network_id, today)
    for row in rows:
        own = with_row(own, row)
    _check(house, rows, book=shipped_rule_book().overridden_by(rule_book_from(own)))
    _write(network_id, rows, with_row, by=by, at=at, today=today)


def take_rule_away(*, network_id: UUID, row: Row, by: Actor, at: datetime, today: date) -> None:
    """Take a network's own row away: what held before it, or was shipped, holds again."""
    _write(network_id, [row], without_row, by=by, at=at, today=today)


def _write(
    network_id: UUID,
    rows: Sequence[Row],
    lay: Callable[[OwnRules, Row], Mapping[str, Any]],
    *,
    by: Actor,
    at: datetime,
    today: date,
) -> None:
    """Write the rule book of today anew, and each that was decided for later with the same change."""
    later = [row.holds_from for row in setting_history(network_id=network_id, key=KEY) if row.holds_from > today]
    about = ("setting", KEY)
    with action("billing.change_rules", network_id=network_id, by=by, at=at, about=about):
        for day in (today, *sorted(later)):
            own: Mapping[str, Any] = _own_on(network_id, day)
            for row in rows:
                own = lay(own, row)
            change_setting(network_id=network_id, key=KEY, value=dict(own), holds_from=day, by=by, at=at)


def _check(house: House, rows: Sequence[Row], *, book: RuleBook) -> None:
    for row in rows:
        if not isinstance(row, TreatmentRow):
            continue
        if problems := problems_of(row, book=book):
            raise RuleCannotStand(problems=problems)
        if findings := _findings(house, row, book):
            raise ExampleNotValid(findings=findings)


def _findings(house: House, row: TreatmentRow, book: RuleBook) -> list[Finding]:
    """Give what the checks have against the example of a row, in any language; fatal ones only."""
    found: list[Finding] = []
    on = max(row.holds_from, house.on)
    for language in _LANGUAGES:
        try:
            draft = example_document(
                legal_role=LegalRole(row.legal_role),
                side=row.side,
                vat_kind=row.vat_kind,
                on=on,
                rules=book,
                language=language,
            )
        except RuleMissing as missing:
            raise RuleCannotStand(problems=[Problem.UNKNOWN]) from missing
        if einvoice.has_ubl(draft):
            xml = einvoice.build_ubl(draft)
            found = einvoice.validate_ubl(xml) or (einvoice.validate_cen(xml) if einvoice.cen_installed() else [])
        if fatal := [each for each in found if each.severity is Severity.FATAL]:
            return fatal
    return []


def _own_on(network_id: UUID, day: date) -> Mapping[str, Any]:
    rows = [row for row in setting_history(network_id=network_id, key=KEY) if row.holds_from <= day]
    return dict(rows[0].value or {}) if rows else {}
