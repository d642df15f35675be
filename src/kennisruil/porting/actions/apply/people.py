"""People: a member, for whom they act, and an account of their own where the file says so."""

from typing import Any
from uuid import UUID

from kennisruil.network import actions as network
from kennisruil.network.models import Party
from kennisruil.network.rules import PartyFactsInput
from kennisruil.porting.actions.apply.context import Going
from kennisruil.porting.models import ImportRow
from kennisruil.porting.queries import DETAILS
from kennisruil.porting.rules.names import organisation_key
from kennisruil.shared.ids import derived_id


def apply_person(row: ImportRow, going: Going) -> str:
    """Add the person, or change what the file says differently."""
    values: dict[str, Any] = row.values if row.outcome == "new" else {k: after for k, (_, after) in row.changes.items()}
    details = {name: values[name] for name in DETAILS if name in values}
    if "organisation" in values:
        details["organisation_name"] = values["organisation"]
    common: dict[str, Any] = {"network_id": going.network_id, "by": going.by, "at": going.at}
    if row.outcome == "new":
        member = network.invite_member(id=derived_id(row.pk, "member"), joined_on=going.today, **common, **details)
    else:
        member = network.change_member(member_id=going.id_of(row.target), **common, **details)
    if values.get("organisation"):
        _link(member.pk, values["organisation"], going)
    if values.get("own_account"):
        facts = PartyFactsInput(vat_kind="private_person", email=member.email, language=member.language)
        party_id = derived_id(row.pk, "own-party")
        network.join_party(
            id=party_id, kind="person", name=member.name, on=going.today, facts=facts, member_id=member.pk, **common
        )
    return str(member.pk)


def _link(member_id: UUID, organisation: str, going: Going) -> None:
    """Let the person act for the organisation when exactly one account carries the name."""
    key = organisation_key(organisation)
    parties = Party.objects.filter(network_id=going.network_id, kind="organisation", left_on=None, is_operator=False)
    found = [party.pk for party in parties.only("pk", "name").order_by("pk") if organisation_key(party.name) == key]
    if len(found) == 1:
        network.act_for(
            network_id=going.network_id,
            member_id=member_id,
            party_id=found[0],
            from_on=going.today,
            by=going.by,
            at=going.at,
        )
