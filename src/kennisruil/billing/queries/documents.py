"""Documents as pages and exports read them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import F

from kennisruil.billing.models import Allocation, Claim, Document, DocumentLine, Payment, Supply
from kennisruil.shared.models import File
from kennisruil.shared.periods import Month


def document(*, network_id: UUID, document_id: UUID) -> Document:
    """Give a document with its party and what it corrects. :raises Document.DoesNotExist: not in this network."""
    return Document.objects.select_related("party", "corrects", "run").get(network_id=network_id, pk=document_id)


def documents_of(*, network_id: UUID, party_ids: Sequence[UUID], limit: int = 200) -> list[Document]:
    """Give the documents of parties, issued ones and drafts that wait for an answer, newest first."""
    rows = Document.objects.filter(network_id=network_id, party_id__in=list(party_ids))
    shown = rows.filter(state__in=[Document.State.ISSUED, Document.State.DRAFT]).select_related("party")
    return list(shown.order_by("-drawn_on", "-number", "pk")[:limit])


def documents_in(
    *,
    network_id: UUID,
    month: Month | None = None,
    kind: str = "",
    state: str = "",
    text: str = "",
    after: int = 0,
    limit: int = 50,
) -> list[Document]:
    """Give documents by month of performance, kind, state and any part of number or name; newest first."""
    rows = Document.objects.filter(network_id=network_id).select_related("party")
    if month:
        rows = rows.filter(month_on=month.start_on)
    if kind:
        rows = rows.filter(kind=kind)
    if state:
        rows = rows.filter(state=state)
    if text:
        rows = rows.filter(number__icontains=text) | rows.filter(party__name__icontains=text)
    return list(rows.order_by("-drawn_on", "-number", "pk")[after : after + limit])


def supplies_of_document(*, network_id: UUID, document_id: UUID) -> list[Supply]:
    """Give the supplies a document covers, in the order of its lines."""
    rows = DocumentLine.objects.filter(network_id=network_id, document_id=document_id).select_related(
        "movement__supply"
    )
    found = [row.movement.supply for row in rows.order_by("position", "pk")]
    return list(dict.fromkeys(supply for supply in found if supply is not None))


def documents_about(*, network_id: UUID, ref: tuple[str, UUID]) -> list[Document]:
    """Give the documents that cover supplies of ``ref`` (such as a session), oldest first."""
    rows = Document.objects.filter(
        network_id=network_id, lines__movement__supply__ref_kind=ref[0], lines__movement__supply__ref_id=ref[1]
    )
    return list(rows.exclude(state=Document.State.WITHDRAWN).distinct().order_by("drawn_on", "number", "pk")[:100])


def claims_of_document(*, network_id: UUID, document_id: UUID) -> list[Claim]:
    """Give what a document made due, settled or not."""
    rows = Claim.objects.filter(network_id=network_id, document_id=document_id)
    return list(rows.order_by("position", "pk"))


def settlements_of_document(*, network_id: UUID, document_id: UUID) -> list[Allocation]:
    """Give how what a document made due was settled, oldest first."""
    rows = Allocation.objects.filter(network_id=network_id, claim__document_id=document_id).select_related("claim")
    return list(rows.order_by("on", "pk")[:500])


def payments_of(*, network_id: UUID, party_id: UUID) -> list[Payment]:
    """Give a party's payments, newest first; at most 200."""
    rows = Payment.objects.filter(network_id=network_id, party_id=party_id).select_related("document")
    return list(rows.order_by("-paid_on", "pk")[:200])


def xml_files(*, network_id: UUID) -> list[tuple[str, bytes]]:
    """Give the structured form of every issued document by number, in number order: the folder other packages read."""
    rows = Document.objects.filter(network_id=network_id, xml_id__isnull=False).order_by(
        "series", "series_number", "pk"
    )
    numbers = {xml_id: number for xml_id, number in rows.values_list("xml_id", "number") if xml_id}
    files = {file.pk: bytes(file.content) for file in File.objects.filter(network_id=network_id, pk__in=numbers)}
    return [(number, files[xml_id]) for xml_id, number in numbers.items()]


def overdue_claims(*, network_id: UUID, part: str, today: date, limit: int = 200) -> list[Claim]:
    """Give what parties owe past its day: ``vat``, or ``base`` after the return term; oldest first."""
    rows = Claim.objects.filter(network_id=network_id, part=part, sign=1, due_on__lt=today)
    rows = rows.filter(settled_cents__lt=F("cents")).select_related("party", "document")
    return list(rows.order_by("due_on", "pk")[:limit])
