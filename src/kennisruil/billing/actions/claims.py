"""What is open in euro: opened and settled."""

from datetime import date
from uuid import UUID

from django.db.models import F

from kennisruil.billing.actions.movement import next_position
from kennisruil.billing.models import Allocation, Claim, Document
from kennisruil.billing.queries.house import House
from kennisruil.billing.rules.documents import SELF_BILLED
from kennisruil.billing.rules.kinds import DocumentKind
from kennisruil.shared.ids import derived_id


def open_claim(
    *,
    house: House,
    id: UUID,
    party_id: UUID,
    part: str,
    sign: int,
    account: str,
    cents: int,
    issued_on: date,
    due_on: date | None = None,
    document: Document | None = None,
    old_number: str = "",
) -> Claim | None:
    """Write what one side owes; nothing for nothing."""
    if not cents:
        return None
    return Claim.objects.create(
        id=id,
        network_id=house.network_id,
        party_id=party_id,
        position=next_position(network_id=house.network_id, party_id=party_id),
        part=part,
        sign=sign,
        account=account,
        cents=cents,
        issued_on=issued_on,
        due_on=due_on,
        document=document,
        old_number=old_number,
    )


def vat_claim(*, house: House, document: Document, on: date) -> Claim | None:
    """Give the claim of an issued document's VAT, still without its place: the party owes it on invoices, the operator
    on what was bought. VAT on a document in a provider's own name is between that provider and its buyer."""
    if document.counterparty_id is not None or not document.vat_cents:
        return None
    kind = DocumentKind(document.kind)
    return Claim(
        id=derived_id(document.pk, "vat"),
        network_id=house.network_id,
        party_id=document.party_id,
        part=Claim.Part.VAT,
        sign=1 if kind in (DocumentKind.INVOICE_380, DocumentKind.SELF_BILLED_CREDIT_261) else -1,
        account="suppliers" if kind in SELF_BILLED else "customers",
        cents=document.vat_cents,
        issued_on=on,
        due_on=document.due_vat_on or on,
        document=document,
    )


def allocate(*, claim: Claim, cents: int, how: str, on: date, about: tuple[str, UUID]) -> None:
    """Settle a part of a claim; the database refuses more than the claim."""
    if not cents:
        return
    Claim.objects.filter(pk=claim.pk).update(settled_cents=F("settled_cents") + cents)
    Allocation.objects.create(
        id=derived_id(claim.pk, about[0], about[1]),
        network_id=claim.network_id,
        claim=claim,
        cents=cents,
        how=how,
        on=on,
        about_kind=about[0],
        about_id=about[1],
    )


def open_claims(*, network_id: UUID, party_id: UUID) -> list[Claim]:
    """Give what is open between a party and the operator, oldest first."""
    rows = Claim.objects.filter(network_id=network_id, party_id=party_id, settled_cents__lt=F("cents"))
    return list(rows.order_by("position", "pk"))
