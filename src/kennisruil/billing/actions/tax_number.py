"""National numbers: kept for the tax form when the person gives theirs, forgotten together when the form is sent."""

from datetime import datetime
from uuid import UUID

from stdnum.be import nn
from stdnum.exceptions import ValidationError

from kennisruil.billing.models import TaxNumber
from kennisruil.network.models import Party
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.refusals import Refusal


class TaxNumberRefused(Refusal):
    """It is no Belgian national number (its check digits do not fit), or the party is no person; nothing is kept."""

    code = "tax_number_refused"


def keep_tax_number(*, network_id: UUID, party_id: UUID, number: str, by: Actor, at: datetime) -> TaxNumber:
    """Note a person's national number for the tax form, in place of an earlier one. The action names the party only.

    :raises TaxNumberRefused: nothing changes.
    """
    try:
        digits = nn.validate(number)
    except ValidationError as error:
        raise TaxNumberRefused from error
    if not Party.objects.filter(network_id=network_id, pk=party_id, kind="person").exists():
        raise TaxNumberRefused
    with action("billing.keep_tax_number", network_id=network_id, by=by, at=at, about=("party", party_id)):
        row, _new = TaxNumber.objects.update_or_create(
            network_id=network_id,
            party_id=party_id,
            defaults={"number": digits, "kept_at": at},
            create_defaults={"id": derived_id(network_id, "tax_number", party_id), "number": digits, "kept_at": at},
        )
    return row


def forget_tax_numbers(*, network_id: UUID, by: Actor, at: datetime) -> int:
    """Delete every national number of the network: the form is sent. Gives how many there were."""
    with action("billing.forget_tax_numbers", network_id=network_id, by=by, at=at):
        count, _models = TaxNumber.objects.filter(network_id=network_id).delete()
    return count
