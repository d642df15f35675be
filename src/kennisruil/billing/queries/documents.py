"""Documents as pages and exports read them."""

from uuid import UUID

from kennisruil.billing.models import Allocation, Claim, Document


def document(*, network_id: UUID, document_id: UUID) -> Document:
    """Give a document with its parties and what it corrects. :raises Document.DoesNotExist: not in this network."""
    return Document.objects.select_related("party", "counterparty", "corrects", "run").get(
        network_id=network_id, pk=document_id
    )


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
