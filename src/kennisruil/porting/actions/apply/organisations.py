"""Organisations: a party with its facts, or changes to those."""

from kennisruil.network import actions as network
from kennisruil.network.rules import PartyFactsInput
from kennisruil.porting.actions.apply.context import Going
from kennisruil.porting.models import ImportRow
from kennisruil.porting.queries import FACTS
from kennisruil.shared.ids import derived_id


def apply_organisation(row: ImportRow, going: Going) -> str:
    """Add the organisation, or note what changes from today on."""
    if row.outcome == "new":
        party = network.join_party(
            network_id=going.network_id,
            id=derived_id(row.pk, "party"),
            kind="organisation",
            name=row.values["name"],
            on=going.today,
            by=going.by,
            at=going.at,
            facts=PartyFactsInput(**{name: row.values[name] for name in FACTS if name in row.values}),
        )
        return str(party.pk)
    party_id = going.id_of(row.target)
    facts = {name: after for name, (_before, after) in row.changes.items() if name in FACTS}
    if "name" in row.changes:
        network.change_party(
            network_id=going.network_id, party_id=party_id, name=row.changes["name"][1], by=going.by, at=going.at
        )
    if facts:
        network.change_facts(
            network_id=going.network_id, party_id=party_id, holds_from=going.today, by=going.by, at=going.at, **facts
        )
    return str(party_id)
