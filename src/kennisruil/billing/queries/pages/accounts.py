"""A party's account as its page shows it: months, movements, open euro, statements, payments."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import TruncMonth

from kennisruil.billing.models import Claim, DocumentLine, Movement, Payment, Statement
from kennisruil.shared.periods import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDocument:
    """What is open on one document, in cents: positive is for the party to settle, negative for the operator.

    ``document_id`` is None for a document from before the program; ``prepaid_cents`` was paid too much and is kept.
    """

    party_id: UUID
    document_id: UUID | None
    number: str
    kind: str
    issued_on: date
    vat_cents: int = 0
    vat_due_on: date | None = None
    base_cents: int = 0
    base_due_on: date | None = None
    prepaid_cents: int = 0


def balances_by_month(*, network_id: UUID, party_id: UUID, until: Month, months: int) -> list[tuple[Month, int]]:
    """Give the balance at the end of each of the last ``months`` months, oldest first, in minor units of the coin."""
    rows = Movement.objects.filter(network_id=network_id, party_id=party_id, booked_on__lt=until.end_on)
    sums = rows.annotate(month=TruncMonth("booked_on")).order_by("month").values("month").annotate(sum=Sum("coins"))
    by_month = {Month.of(row["month"]): int(row["sum"]) for row in sums}
    first = until.plus(1 - months)
    opening = sum(coins for month, coins in by_month.items() if month < first)
    shown = [first.plus(index) for index in range(months)]
    closing = accumulate((by_month.get(month, 0) for month in shown), initial=opening)
    return list(zip(shown, list(closing)[1:], strict=True))


def movements_of(*, network_id: UUID, party_id: UUID, limit: int = 12) -> list[Movement]:
    """Give a party's latest movements of coins, each with its supply and the document that covers it."""
    live = DocumentLine.objects.filter(movement=OuterRef("pk"), is_live=True).order_by("pk")
    rows = Movement.objects.filter(network_id=network_id, party_id=party_id).select_related("supply", "other_party")
    rows = rows.annotate(
        on_document_id=Subquery(live.values("document_id")[:1]), on_number=Subquery(live.values("document__number")[:1])
    )
    return list(rows.order_by("-position", "pk")[:limit])


def open_documents(*, network_id: UUID, party_ids: Iterable[UUID]) -> list[OpenDocument]:
    """Give what is open in euro between the operator and some parties, by document, oldest first; of 500 claims."""
    rows = Claim.objects.filter(network_id=network_id, party_id__in=list(party_ids), settled_cents__lt=F("cents"))
    rows = rows.select_related("document").defer("document__content").order_by("party_id", "position", "pk")
    found: dict[tuple[UUID, object], OpenDocument] = {}
    for claim in rows[:500]:
        key = (claim.party_id, claim.document_id or claim.old_number or claim.part)
        found[key] = _with(found.get(key) or _bare(claim), claim)
    return sorted(found.values(), key=lambda each: (each.issued_on, each.number))


def owed_claims(*, network_id: UUID, party_id: UUID) -> list[Claim]:
    """Give what the operator still owes a party in euro, oldest first; at most 200."""
    rows = Claim.objects.filter(network_id=network_id, party_id=party_id, sign=-1, settled_cents__lt=F("cents"))
    return list(rows.select_related("document").defer("document__content").order_by("position", "pk")[:200])


def statement_for_page(*, network_id: UUID, statement_id: UUID) -> Statement:
    """Give a statement with its party. :raises Statement.DoesNotExist: not in this network."""
    return Statement.objects.select_related("party").get(network_id=network_id, pk=statement_id)


def neighbours_of(*, statement: Statement) -> tuple[Statement | None, Statement | None]:
    """Give the statements of the months before and after, where there are."""
    rows = Statement.objects.filter(network_id=statement.network_id, party_id=statement.party_id).defer("content")
    before = rows.filter(month_on__lt=statement.month_on).order_by("-month_on", "pk").first()
    return before, rows.filter(month_on__gt=statement.month_on).order_by("month_on", "pk").first()


def payments(*, network_id: UUID, text: str = "", month: Month | None = None) -> "QuerySet[Payment]":
    """Give euro that came in or went out, the latest first, by any part of a party's name; the caller takes a page."""
    rows = Payment.objects.filter(network_id=network_id).select_related("party", "document").defer("document__content")
    for word in text.split()[:8]:
        rows = rows.filter(party__name__icontains=word)
    if month:
        rows = rows.filter(paid_on__gte=month.start_on, paid_on__lt=month.end_on)
    return rows.order_by("-paid_on", "-pk")


def coins_of_parties(*, network_id: UUID, party_ids: Sequence[UUID]) -> dict[UUID, int]:
    """Give the balance in coins of several parties, in one query."""
    rows = Movement.objects.filter(network_id=network_id, party_id__in=party_ids).order_by("party_id")
    return {row["party_id"]: row["sum"] for row in rows.values("party_id").annotate(sum=Sum("coins"))}


def _bare(claim: Claim) -> OpenDocument:
    document = claim.document
    return OpenDocument(
        party_id=claim.party_id,
        document_id=claim.document_id,
        number=(document.number if document else claim.old_number),
        kind=document.kind if document else "",
        issued_on=claim.issued_on,
    )


def _with(found: OpenDocument, claim: Claim) -> OpenDocument:
    cents = claim.sign * (claim.cents - claim.settled_cents)
    if claim.part == Claim.Part.VAT:
        return replace(found, vat_cents=found.vat_cents + cents, vat_due_on=claim.due_on)
    if claim.part == Claim.Part.BASE:
        return replace(found, base_cents=found.base_cents + cents, base_due_on=claim.due_on)
    return replace(found, prepaid_cents=found.prepaid_cents - cents)
