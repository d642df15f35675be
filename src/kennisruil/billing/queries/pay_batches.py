"""What the network owes in euro, what is promised in batches, and the batches themselves."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from kennisruil.billing.models import BankLine, Claim, PayBatch, PayOrder
from kennisruil.billing.queries.bank import plain_iban
from kennisruil.billing.rules.paying import Owed
from kennisruil.network.models import Party
from kennisruil.network.queries import facts_of_parties


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRow:
    """An order with what its party says today: another account since it was prepared, or less that is owed."""

    order: PayOrder
    iban_now: str
    owed_cents: int

    @property
    def has_other_account(self) -> bool:
        """Whether the party's account is another one than the order's."""
        return self.order.state == PayOrder.State.WAITING and self.iban_now != self.order.iban

    @property
    def is_too_much(self) -> bool:
        """Whether less is owed by now than the order pays."""
        return self.order.state == PayOrder.State.WAITING and self.owed_cents < self.order.cents


def owed_parties(*, network_id: UUID, on: date) -> list[Owed]:
    """Give everybody the network owes euro, less what waiting orders promise already; what was paid ahead is kept.

    By name; the account is the one noted on the day.
    """
    rows = Claim.objects.filter(network_id=network_id, sign=-1, settled_cents__lt=F("cents"))
    rows = rows.exclude(part=Claim.Part.PREPAID).order_by("party_id", "position", "pk")
    left: dict[UUID, int] = {}
    numbers: dict[UUID, dict[str, None]] = {}
    for party_id, number, cents, settled in rows.values_list("party_id", "document__number", "cents", "settled_cents"):
        left[party_id] = left.get(party_id, 0) + cents - settled
        if number:
            numbers.setdefault(party_id, {})[number] = None
    for party_id, cents in promised(network_id=network_id).items():
        left[party_id] = left.get(party_id, 0) - cents
    facts = facts_of_parties(network_id=network_id, party_ids=left, on=on)
    parties = Party.objects.filter(network_id=network_id, pk__in=list(left)).order_by("name", "pk")
    return [
        Owed(
            party_id=party.pk,
            name=(facts[party.pk].legal_name if party.pk in facts else "") or party.name,
            iban=plain_iban(facts[party.pk].iban) if party.pk in facts else "",
            cents=left[party.pk],
            numbers=tuple(numbers.get(party.pk, ())),
        )
        for party in parties
        if left[party.pk] > 0
    ]


def promised(*, network_id: UUID, party_id: UUID | None = None) -> dict[UUID, int]:
    """Give what waiting orders promise, by party, in cents."""
    rows = PayOrder.objects.filter(network_id=network_id, state=PayOrder.State.WAITING)
    if party_id is not None:
        rows = rows.filter(party_id=party_id)
    sums = rows.order_by("party_id").values("party_id").annotate(sum=Sum("cents"))
    return {row["party_id"]: row["sum"] for row in sums}


def pay_batches(*, network_id: UUID) -> "QuerySet[PayBatch]":
    """Give the batches, the latest first, each with its sums; the caller takes a page."""
    kept = ~Q(orders__state=PayOrder.State.DROPPED)
    rows = PayBatch.objects.filter(network_id=network_id).annotate(
        cents=Sum("orders__cents", filter=kept | Q(state="withdrawn")),
        count=Count("orders", filter=kept | Q(state="withdrawn")),
        waiting=Count("orders", filter=Q(orders__state=PayOrder.State.WAITING)),
    )
    return rows.order_by("-prepared_at", "-pk")


def pay_batch(*, network_id: UUID, batch_id: UUID) -> PayBatch:
    """Give a batch with its sums. :raises PayBatch.DoesNotExist: not in this network."""
    return pay_batches(network_id=network_id).get(pk=batch_id)


def order_rows(*, network_id: UUID, batch_id: UUID, on: date) -> list[OrderRow]:
    """Give the orders of a batch with what holds of their parties today, by name."""
    rows = PayOrder.objects.filter(network_id=network_id, batch_id=batch_id).select_related("party", "batch")
    orders = list(rows.order_by("name", "pk"))
    ids = [order.party_id for order in orders]
    facts = facts_of_parties(network_id=network_id, party_ids=ids, on=on)
    claims = Claim.objects.filter(network_id=network_id, sign=-1, party_id__in=ids).exclude(part=Claim.Part.PREPAID)
    sums = claims.order_by("party_id").values("party_id").annotate(left=Sum(F("cents") - F("settled_cents")))
    owed = {row["party_id"]: row["left"] for row in sums}
    return [
        OrderRow(
            order=order,
            iban_now=plain_iban(facts[order.party_id].iban) if order.party_id in facts else "",
            owed_cents=owed.get(order.party_id, 0),
        )
        for order in orders
    ]


def lines_of_orders(*, network_id: UUID, batch_id: UUID) -> dict[UUID, BankLine]:
    """Give the bank lines that paid the orders of a batch, by order."""
    rows = BankLine.objects.filter(network_id=network_id, order__batch_id=batch_id).order_by("pk")
    return {line.order_id: line for line in rows if line.order_id}
