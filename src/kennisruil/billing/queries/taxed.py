"""When the VAT of a supply fell due by the documents it has already: frozen with the first of them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Min

from kennisruil.billing.models import Document, DocumentLine

_KEPT = (Document.State.DRAFT, Document.State.ISSUED)


def chargeable_days(*, network_id: UUID, supply_ids: Iterable[UUID | None]) -> dict[UUID, date]:
    """Give per supply the chargeable date its first document froze; one without document yet is not in the answer.

    Both documents of one supply fall in the same VAT period, also when one of them is accepted or mended much later.
    """
    rows = DocumentLine.objects.filter(
        network_id=network_id,
        movement__supply_id__in={each for each in supply_ids if each},
        document__state__in=_KEPT,
        document__corrects__isnull=True,
        document__chargeable_on__isnull=False,
    )
    found = rows.order_by().values_list("movement__supply_id").annotate(day=Min("document__chargeable_on"))
    return dict(found)
