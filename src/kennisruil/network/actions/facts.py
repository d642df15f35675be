"""What the law asks of a party, from a day on."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from kennisruil.network import queries, rules
from kennisruil.network.models import Party, PartyFacts
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id


def change_facts(
    *,
    network_id: UUID,
    party_id: UUID,
    holds_from: date,
    by: Actor,
    at: datetime,
    facts: rules.PartyFactsInput | None = None,
    **changes: Any,
) -> PartyFacts:
    """Note what is true of a party from ``holds_from`` on: ``facts`` whole, or ``changes`` to what held before.

    Facts of other days stay as they are, so what documents said can always be explained. Facts noted twice for one day
    replace each other; the action keeps what changed. :raises NumberRefused: a number is wrong; nothing is written.
    """
    party = Party.objects.get(network_id=network_id, pk=party_id)
    before = queries.noted_facts(network_id=network_id, party_id=party_id, on=holds_from)
    given = facts or rules.PartyFactsInput(
        **({name: getattr(before, name) for name in rules.FACT_NAMES} if before else {}) | changes
    )
    checked = asdict(rules.checked_facts(given))
    checked["legal_name"] = checked["legal_name"] or party.name
    data = {"holds_from": holds_from.isoformat(), "fields": _changed(before, checked)}
    with action("network.change_facts", network_id=network_id, by=by, at=at, about=("party", party_id), data=data):
        row, _new = PartyFacts.objects.update_or_create(
            network_id=network_id,
            party_id=party_id,
            holds_from=holds_from,
            defaults=checked,
            create_defaults=checked | {"id": derived_id(party_id, "facts", holds_from)},
        )
    return row


def _changed(before: PartyFacts | None, after: dict[str, Any]) -> list[str]:
    """Name the fields that differ; the values themselves are personal and stay in the facts."""
    return [name for name in rules.FACT_NAMES if before is None or getattr(before, name) != after[name]]
