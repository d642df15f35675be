"""Who may act for which party, from when until when."""

from datetime import date, datetime
from uuid import UUID

from kennisruil.network.models import Acting
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.refusals import Refusal


class NotActing(Refusal):
    """The member does not act for the party. ``member_id``, ``party_id``."""

    code = "not_acting"

    def __init__(self, *, member_id: UUID, party_id: UUID) -> None:
        self.member_id, self.party_id = member_id, party_id
        super().__init__(str(party_id))


def act_for(
    *,
    network_id: UUID,
    member_id: UUID,
    party_id: UUID,
    from_on: date,
    by: Actor,
    at: datetime,
    is_own: bool = False,
) -> Acting:
    """Let a member act for a party from a day on; who already does keeps the earlier day."""
    about = ("party", party_id)
    with action("network.act_for", network_id=network_id, by=by, at=at, about=about, data={"member": str(member_id)}):
        rows = Acting.objects.filter(network_id=network_id, member_id=member_id, party_id=party_id)
        present = rows.filter(until_on=None).order_by("from_on", "pk").first()
        if present is not None:
            return present
        row, _new = Acting.objects.update_or_create(
            network_id=network_id,
            member_id=member_id,
            party_id=party_id,
            from_on=from_on,
            defaults={"until_on": None, "is_own": is_own},
            create_defaults={"id": derived_id(member_id, party_id, from_on), "is_own": is_own},
        )
    return row


def stop_acting(*, network_id: UUID, member_id: UUID, party_id: UUID, until_on: date, by: Actor, at: datetime) -> None:
    """End it: from ``until_on`` the member no longer acts for the party. :raises NotActing: nothing was open."""
    about = ("party", party_id)
    with action(
        "network.stop_acting", network_id=network_id, by=by, at=at, about=about, data={"member": str(member_id)}
    ):
        open_rows = Acting.objects.filter(network_id=network_id, member_id=member_id, party_id=party_id, until_on=None)
        if not open_rows.update(until_on=until_on):
            raise NotActing(member_id=member_id, party_id=party_id)
