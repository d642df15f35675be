"""What comes in through the channel: kept once, then confirmed."""

from datetime import date, datetime
from uuid import UUID

from kennisruil.billing.actions.channel_try import ready_adapter
from kennisruil.billing.channel import Incoming, Silent
from kennisruil.billing.models import InboxDocument
from kennisruil.billing.queries.channel import ADAPTER
from kennisruil.network.queries import settings_on
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.files import keep_file
from kennisruil.shared.ids import derived_id
from kennisruil.shared.scope import network_scope


def fetch_inbox(*, network_id: UUID, by: Actor, at: datetime) -> int:
    """Keep what came in through today's channel, each once, and confirm it; how many were new."""
    with network_scope(network_id):
        adapter = ready_adapter(network_id, on=at.date(), name="")
    if adapter is None:
        return 0
    try:
        found = list(adapter.inbox())
    except Silent:
        return 0
    new = 0
    for incoming in found:
        new += keep_incoming(network_id, incoming, by=by, at=at)
        try:
            adapter.confirm(external_id=incoming.external_id)
        except Silent:
            continue
    return new


def see_inbox_document(*, network_id: UUID, inbox_id: UUID, by: Actor, at: datetime) -> InboxDocument:
    """Say that somebody took note of a document that came in; the first time counts."""
    with action("billing.see_inbox_document", network_id=network_id, by=by, at=at, about=("inbox", inbox_id)):
        row = InboxDocument.objects.select_for_update().get(network_id=network_id, pk=inbox_id)
        if row.seen_at is None:
            row.seen_at, row.seen_by = at, str(by)
            row.save(update_fields=["seen_at", "seen_by"])
    return row


def keep_incoming(network_id: UUID, incoming: Incoming, *, by: Actor, at: datetime) -> int:
    """Keep a document that came in, once; the answer is how many were new."""
    with action(
        "billing.keep_incoming", network_id=network_id, by=by, at=at, about=("inbox", incoming.external_id[:80])
    ):
        name = _adapter_name(network_id, on=at.date())
        id = derived_id(network_id, "inbox", name, incoming.external_id)
        if InboxDocument.objects.filter(network_id=network_id, pk=id).exists():
            return 0
        kept = keep_file(
            network_id=network_id,
            id=derived_id(id, "xml"),
            name=f"{incoming.number or incoming.external_id}.xml"[:200],
            media_type="application/xml",
            content=incoming.xml,
            at=at,
        )
        InboxDocument.objects.create(
            id=id,
            network_id=network_id,
            adapter=name,
            external_id=incoming.external_id[:120],
            sender=incoming.sender,
            sender_name=incoming.sender_name,
            kind=incoming.kind,
            number=incoming.number,
            issued_on=incoming.issued_on,
            total_cents=incoming.total_cents,
            received_at=incoming.received_at,
            file_id=kept.pk,
        )
    return 1


def _adapter_name(network_id: UUID, *, on: date) -> str:
    return str(settings_on(network_id=network_id, on=on).get(ADAPTER, "folder"))
