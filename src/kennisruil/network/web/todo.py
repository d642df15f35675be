"""What waits in this room: facts of parties that documents need, and texts that wait for a yes."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kennisruil.network import queries, rules
from kennisruil.network.models import Agreement, Member, Party
from kennisruil.network.web import labels
from kennisruil.shared.links_to import url_for
from kennisruil.shared.todo import OFFICE, TodoLine

# After this many days a missing answer has waited too long.
_LONG_DAYS = 30


def todo_of_network(*, network_id: UUID, waits_for: str | UUID, today: date) -> Sequence[TodoLine]:
    """List parties that agreed to something and still miss a fact or a yes: for the office or for who acts for them."""
    agreed: dict[Party, list[Agreement]] = {}
    for row in queries.agreed_parties(network_id=network_id, on=today):
        assert row.party is not None
        agreed.setdefault(row.party, []).append(row)
    if waits_for != OFFICE:
        mine = {
            row.party_id for row in queries.parties_of(network_id=network_id, member_id=UUID(str(waits_for)), on=today)
        }
        agreed = {party: rows for party, rows in agreed.items() if party.pk in mine}
    facts = queries.facts_of_parties(network_id=network_id, party_ids=[party.pk for party in agreed], on=today)
    asked = rules.terms_of_parties(queries.setting(network_id=network_id, key="legal_role", on=today)) if agreed else ()
    versions = queries.versions_in_force(network_id=network_id, on=today) if waits_for != OFFICE else {}
    lines = []
    for party, rows in agreed.items():
        missing = [str(labels.FACTS[name]) for name in rules.missing_facts(facts.get(party.pk))]
        since_on = min(row.agreed_on for row in rows)
        if missing:
            lines.append(_facts_line(party, missing, waits_for=waits_for, since_on=since_on, today=today))
        # An older yes still holds, so a new version asks who can say yes, not the office.
        said = {row.kind for row in rows if row.version == versions.get(row.kind, row.version)}
        lines += [_yes_line(party, kind, waits_for=waits_for, since_on=since_on) for kind in asked if kind not in said]
    if waits_for == OFFICE:
        return lines + _leaving_lines(network_id)
    return lines + _reach_lines(queries.member_by_id(network_id=network_id, member_id=UUID(str(waits_for))))


def _facts_line(party: Party, missing: list[str], *, waits_for: str | UUID, since_on: date, today: date) -> TodoLine:
    page = "network:party_facts" if waits_for == OFFICE else "network:own_facts"
    return TodoLine(
        kind="party_facts",
        key=str(party.pk),
        waits_for=waits_for,
        since_on=since_on,
        text=_("Of %(party)s we do not know yet: %(missing)s.") % {"party": party.name, "missing": ", ".join(missing)},
        action_text=_("Fill in"),
        url=reverse(page, args=[party.pk]),
        overdue=(today - since_on).days > _LONG_DAYS,
    )


def _yes_line(party: Party, kind: str, *, waits_for: str | UUID, since_on: date) -> TodoLine:
    office = waits_for == OFFICE
    values = {"party": party.name, "text": str(labels.TERMS[kind])}
    return TodoLine(
        kind="terms",
        key=f"{party.pk}:{kind}",
        waits_for=waits_for,
        since_on=since_on,
        text=_("“%(text)s” still waits for a yes of %(party)s.") % values,
        action_text=_("See who can say yes") if office else _("Read it"),
        url=reverse("network:party", args=[party.pk]) if office else reverse("network:yes", args=[kind, party.pk]),
    )


def _reach_lines(member: Member) -> list[TodoLine]:
    """Ask once how others may reach a person: until they say, nobody but the office does."""
    if member.reach_answered_on is not None:
        return []
    return [
        TodoLine(
            kind="reach",
            key=str(member.pk),
            waits_for=member.pk,
            since_on=member.joined_on,
            text=_("How may others reach you? You say what they see."),
            action_text=_("Say it"),
            url=reverse("network:reach"),
        )
    ]


def _leaving_lines(network_id: UUID) -> list[TodoLine]:
    return [
        TodoLine(
            kind="leaving",
            key=str(member.pk),
            waits_for=OFFICE,
            since_on=member.leaving_asked_on,
            text=_("%(name)s wants to leave. Settle together what is left.") % {"name": member.name},
            action_text=_("Settle it"),
            url=url_for("member", member.pk) or reverse("network:person", args=[member.pk]),
        )
        for member in queries.leaving_members(network_id=network_id)
        if member.leaving_asked_on
    ]
