"""Documents as lists and their own page show them: with their coins, and what is still open on them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Sum

from kennisruil.billing.models import Claim, Document, DocumentLine, Movement, Payment
from kennisruil.shared.periods import Month

STATES = ("draft", "open", "overdue", "settled", "refused", "failed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list of documents is narrowed to; empty takes all. ``state`` is one of ``STATES``."""

    month: Month | None = None
    kind: str = ""
    state: str = ""
    text: str = ""
    party_ids: frozenset[UUID] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KindTotal:
    """How many documents of a kind there are, and what they come to; a correction counts as it stands, positive.

    Those in a provider's own name stand apart: they are no sales of the operator.
    """

    kind: str
    count: int
    base_cents: int
    vat_cents: int
    is_of_provider: bool = False


def found_documents(*, network_id: UUID, wanted: Wanted, today: date) -> "QuerySet[Document]":
    """Give documents, the newest first, each with its party, its coins and what is open and due on it.

    What was withdrawn and drawn anew is left out. The caller takes a page of it.
    """
    own = DocumentLine.objects.filter(document=OuterRef("pk"), movement__party=OuterRef("party"))
    lines = own.order_by().values("document")
    claims = Claim.objects.filter(document=OuterRef("pk")).order_by().values("document")
    left = claims.filter(settled_cents__lt=F("cents"))
    corrections = Document.objects.filter(corrects=OuterRef("pk"), state=Document.State.ISSUED)
    rows = _filtered(network_id, wanted, today).select_related("party", "counterparty").defer("content", "findings")
    rows = rows.annotate(
        coins=Subquery(lines.annotate(sum=Sum("movement__coins")).values("sum")),
        open_cents=Subquery(left.annotate(sum=Sum(F("cents") - F("settled_cents"))).values("sum")),
        claimed_cents=Subquery(claims.annotate(sum=Sum("cents")).values("sum")),
        open_due_on=Subquery(left.annotate(first=Min("due_on")).values("first")),
        is_ours_to_pay=~Exists(Claim.objects.filter(document=OuterRef("pk"), settled_cents__lt=F("cents"), sign=1)),
        paid_cents=Subquery(Payment.objects.filter(document=OuterRef("pk")).order_by("pk").values("cents")[:1]),
        corrected_cents=Subquery(
            corrections.order_by().values("corrects").annotate(sum=Sum("base_cents")).values("sum")
        ),
    )
    return rows.order_by("-drawn_on", "-series", "-series_number", "pk")


def document_totals(*, network_id: UUID, wanted: Wanted, today: date) -> list[KindTotal]:
    """Give count and sums by kind of the issued documents among those wanted."""
    rows = _filtered(network_id, wanted, today).filter(state=Document.State.ISSUED)
    rows = rows.annotate(of_provider=Q(counterparty__isnull=False)).order_by("of_provider", "kind")
    sums = rows.values("kind", "of_provider").annotate(count=Count("pk"), base=Sum("base_cents"), vat=Sum("vat_cents"))
    return [
        KindTotal(
            kind=row["kind"],
            count=row["count"],
            base_cents=row["base"],
            vat_cents=row["vat"],
            is_of_provider=row["of_provider"],
        )
        for row in sums
    ]


def corrections_of(*, network_id: UUID, document_id: UUID) -> list[Document]:
    """Give the issued corrections of a document, oldest first; at most 100."""
    rows = Document.objects.filter(network_id=network_id, corrects_id=document_id, state=Document.State.ISSUED)
    return list(rows.defer("content").order_by("issued_on", "pk")[:100])


def movements_of_document(*, network_id: UUID, document_id: UUID) -> list[Movement]:
    """Give the movements of coins a document is about, with their supplies, in the order of its lines; at most 500."""
    # In one filter: the party of the document that this line belongs to.
    rows = Movement.objects.filter(
        network_id=network_id, document_lines__document_id=document_id, party=F("document_lines__document__party")
    )
    return list(rows.select_related("supply").order_by("document_lines__position", "pk")[:500])


def drafts_waiting(*, network_id: UUID, party_ids: frozenset[UUID] | None = None) -> list[Document]:
    """Give drafts that wait for an answer with their ``gross_cents``, the first to be accepted first; at most 500."""
    rows = Document.objects.filter(network_id=network_id, state=Document.State.DRAFT)
    if party_ids is not None:
        rows = rows.filter(party_id__in=party_ids)
    rows = rows.annotate(gross_cents=F("base_cents") + F("vat_cents")).select_related("party").defer("content")
    return list(rows.order_by("accept_until", "party__number", "pk")[:500])


def stopped_documents(*, network_id: UUID) -> list[Document]:
    """Give documents that were refused or did not pass, and wait for the office, oldest first; at most 500."""
    rows = Document.objects.filter(network_id=network_id, state__in=[Document.State.REFUSED, Document.State.FAILED])
    return list(rows.select_related("party").defer("content").order_by("drawn_on", "pk")[:500])


def _filtered(network_id: UUID, wanted: Wanted, today: date) -> "QuerySet[Document]":
    rows = Document.objects.filter(network_id=network_id).exclude(state=Document.State.WITHDRAWN)
    if wanted.party_ids is not None:
        rows = rows.filter(Q(party_id__in=wanted.party_ids) | Q(counterparty_id__in=wanted.party_ids))
    if wanted.month:
        rows = rows.filter(month_on=wanted.month.start_on)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    for word in wanted.text.split()[:8]:
        named = Q(party__name__icontains=word) | Q(counterparty__name__icontains=word)
        rows = rows.filter(named | Q(number__icontains=word))
    return _in_state(rows, wanted.state, today) if wanted.state else rows


def _in_state(rows: "QuerySet[Document]", state: str, today: date) -> "QuerySet[Document]":
    if state in (Document.State.DRAFT, Document.State.REFUSED, Document.State.FAILED):
        return rows.filter(state=state)
    left = Claim.objects.filter(document=OuterRef("pk"), settled_cents__lt=F("cents"))
    rows = rows.filter(state=Document.State.ISSUED)
    if state == "overdue":
        return rows.filter(Exists(left.filter(due_on__lt=today, sign=1)))
    return rows.filter(Exists(left) if state == "open" else ~Exists(left))
