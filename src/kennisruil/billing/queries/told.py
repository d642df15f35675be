"""What accounting packages are told of a document: its amounts, its hash, and the lines of its entry."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from kennisruil.billing.models import Document
from kennisruil.bookkeeping.queries.journal import booked_entries
from kennisruil.bookkeeping.rules.entries import BookedLine
from kennisruil.bookkeeping.rules.payloads import lines_payload
from kennisruil.bookkeeping.rules.telling import Told
from kennisruil.shared.ids import derived_id

_STEP = 500


def told_document(document: Document, lines: Iterable[BookedLine]) -> Told:
    """Give an issued document as packages are told of it; ``lines`` are those of its entry."""
    assert document.issued_on is not None, "only issued documents are told of"
    payload = {
        "number": document.number,
        "kind": document.kind,
        "party": str(document.party_id),
        "issued_on": document.issued_on.isoformat(),
        "chargeable_on": str(document.chargeable_on or ""),
        "base_cents": document.base_cents,
        "vat_cents": document.vat_cents,
        "xml_id": str(document.xml_id or ""),
        "xml_sha256": document.xml_sha256,
        "lines": lines_payload(lines),
    }
    if document.counterparty_id is not None:
        # In the provider's own name: no sale of the operator, its books only hold the coins.
        payload["in_name_of"] = str(document.party_id)
    return Told(
        kind=document.kind,
        number=document.number,
        booked_on=document.issued_on,
        about=("document", document.pk),
        payload=payload,
    )


def told_documents(*, network_id: UUID, since_on: date) -> Iterator[Told]:
    """Give the documents issued since a day, as packages are told of them, in number order."""
    rows = Document.objects.filter(network_id=network_id, state=Document.State.ISSUED, issued_on__gte=since_on)
    keys = list(rows.order_by("issued_on", "series", "series_number", "pk").values_list("pk", flat=True))
    for start in range(0, len(keys), _STEP):
        step = keys[start : start + _STEP]
        found = Document.objects.filter(network_id=network_id, pk__in=step).defer("content", "findings").in_bulk()
        ids = {derived_id(key, "entry"): key for key in step}
        lines = {ids[id]: entry.lines for id, entry in booked_entries(network_id=network_id, ids=ids)}
        for key in step:
            yield told_document(found[key], lines.get(key, ()))
