"""What people can help with: a statement each."""

from uuid import UUID

from kennisruil.matching import actions as matching
from kennisruil.network import queries as network
from kennisruil.porting.actions.apply.context import Going
from kennisruil.porting.models import ImportRow
from kennisruil.shared.ids import derived_id


def apply_skill(row: ImportRow, going: Going) -> str:
    """Keep the statement, in the language the file names or else the person's own."""
    member = network.member_by_id(network_id=going.network_id, member_id=UUID(row.values["person"]))
    told = matching.tell_know_how(
        network_id=going.network_id,
        id=derived_id(row.pk, "know_how"),
        member_id=member.pk,
        text=row.values["text"],
        is_in_job=row.values["place"] == "in_job",
        language=row.values.get("language") or member.language,
        by=going.by,
        at=going.at,
    )
    return str(told.pk)
