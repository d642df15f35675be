"""Asking the channel who is registered, and noting it as a fact of the party from today on."""

from datetime import date, datetime
from uuid import UUID

from kennisruil.billing.actions.channel_try import ready_adapter
from kennisruil.billing.channel import Known, Silent
from kennisruil.billing.channel.parcels import document_type_id_of
from kennisruil.billing.einvoice.endpoints import endpoint_of
from kennisruil.billing.queries.house import party_facts
from kennisruil.billing.rules.kinds import DocumentKind, Profile
from kennisruil.network.actions import change_facts
from kennisruil.network.queries import party_by_id
from kennisruil.shared.actors import Actor
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.scope import network_scope


class ChannelSilent(Refusal):
    """The channel cannot tell: it is a folder, is not set up, or gave no answer. Nothing changes."""

    code = "channel_silent"


def look_up_party(*, network_id: UUID, party_id: UUID, by: Actor, at: datetime, today: date) -> bool:
    """Ask whether a party takes invoices as e-invoice, and note a yes from today on; the answer is whether it does.

    :raises ChannelSilent: nobody can tell; nothing changes.
    """
    with network_scope(network_id):
        party = party_by_id(network_id=network_id, party_id=party_id)
        facts = party_facts(party=party, on=today)
        adapter = ready_adapter(network_id, on=today, name="")
    address = endpoint_of(facts) if facts else None
    if adapter is None or address is None:
        raise ChannelSilent
    wanted = document_type_id_of(DocumentKind.INVOICE_380, Profile.BILLING)
    try:
        known = adapter.lookup(receiver=":".join(address), document_type_id=wanted)
    except Silent as silent:
        raise ChannelSilent from silent
    if known is Known.UNKNOWN:
        raise ChannelSilent
    if known is Known.YES and not (facts and facts.peppol_registered):
        change_facts(network_id=network_id, party_id=party_id, holds_from=today, peppol_registered=True, by=by, at=at)
    return known is Known.YES
