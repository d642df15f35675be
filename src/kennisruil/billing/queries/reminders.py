"""What is due by whom, what was reminded, what is held back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from kennisruil.billing.models import Claim, GivingReminder, PaymentReminder, Posted, ReminderHold
from kennisruil.billing.queries.lots import open_lots_of
from kennisruil.billing.rules.reminders import Pace, less_what_is_owed, next_step
from kennisruil.network.models import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class DueClaim:
    """One claim that is due: ``cents`` is what the party really still has to settle of it; ``step`` comes next."""

    claim: Claim
    cents: int
    step: int

    @property
    def due_on(self) -> date:
        """The day it fell due."""
        assert self.claim.due_on is not None
        return self.claim.due_on

    @property
    def number(self) -> str:
        """The number of its document, ours or from before."""
        return self.claim.document.number if self.claim.document else self.claim.old_number


@dataclass(frozen=True, slots=True, kw_only=True)
class DueReminder:
    """What a party is to be reminded of on a day; with a ``hold`` it waits."""

    party: Party
    claims: tuple[DueClaim, ...]
    hold: ReminderHold | None = None

    @property
    def step(self) -> int:
        """The step that sets the tone: the furthest one."""
        return max(each.step for each in self.claims)

    @property
    def cents(self) -> int:
        """What is due in all."""
        return sum(each.cents for each in self.claims)


def due_reminders(*, network_id: UUID, pace: Pace, today: date) -> list[DueReminder]:
    """List who is to be reminded today, by party number; what is held back stands in lines of its own.

    Counts only what is due: VAT past its day, and a base past its day as far as its coins are not given back yet; what
    the operator owes the party comes off first. Of 20,000 claims, the oldest first.
    """
    parties: dict[UUID, list[Claim]] = {}
    for claim in _due(network_id, today)[:20_000]:
        parties.setdefault(claim.party_id, []).append(claim)
    lots = _to_give(network_id, parties)
    owed = _owed(network_id, parties)
    holds = active_holds(network_id=network_id, party_ids=parties, today=today)
    found: list[DueReminder] = []
    for party_id, own in sorted(parties.items(), key=lambda each: each[1][0].party.number):
        cents = less_what_is_owed([_payable(claim, lots) for claim in own], owed_cents=owed.get(party_id, 0))
        found += _of_party(own, cents, holds.get(party_id, []), pace=pace, today=today)
    return found


def _of_party(
    claims: Sequence[Claim], cents: Sequence[int], holds: Sequence[ReminderHold], *, pace: Pace, today: date
) -> list[DueReminder]:
    if sum(cents) < pace.least_cents:
        return []
    by_hold: dict[ReminderHold | None, list[DueClaim]] = {}
    for claim, left in zip(claims, cents, strict=True):
        sent = {each.step: each.on for each in claim.reminders.all()}
        assert claim.due_on is not None
        step = next_step(due_on=claim.due_on, sent=sent, today=today, pace=pace)
        if left and step:
            hold = next((each for each in holds if each.document_id in (None, claim.document_id)), None)
            by_hold.setdefault(hold, []).append(DueClaim(claim=claim, cents=left, step=step))
    return [DueReminder(party=claims[0].party, claims=tuple(due), hold=hold) for hold, due in by_hold.items()]


def active_holds(*, network_id: UUID, party_ids: Iterable[UUID], today: date) -> dict[UUID, list[ReminderHold]]:
    """Give what holds reminders of parties back today."""
    rows = ReminderHold.objects.filter(network_id=network_id, party_id__in=list(party_ids))
    found: dict[UUID, list[ReminderHold]] = {}
    for hold in _holding(rows, today).order_by("from_on", "pk"):
        found.setdefault(hold.party_id, []).append(hold)
    return found


def holds_of_network(*, network_id: UUID, today: date) -> list[ReminderHold]:
    """List what is held back today, the latest first; at most 200."""
    rows = _holding(ReminderHold.objects.filter(network_id=network_id), today)
    return list(rows.select_related("party", "document").defer("document__content").order_by("-from_on", "pk")[:200])


def sent_reminders(*, network_id: UUID) -> "QuerySet[PaymentReminder]":
    """Give the reminders that went out, the latest first; the caller takes a page."""
    rows = PaymentReminder.objects.filter(network_id=network_id).select_related("party", "document", "claim")
    return rows.defer("document__content").order_by("-on", "party_id", "-pk")


def reminders_of_document(*, network_id: UUID, document_id: UUID) -> list[PaymentReminder]:
    """Give the reminders of one document, oldest first."""
    rows = PaymentReminder.objects.filter(network_id=network_id, document_id=document_id)
    return list(rows.select_related("claim").order_by("on", "step", "pk"))


def given_reminders(*, network_id: UUID, limit: int = 50) -> list[GivingReminder]:
    """List who was told lately who could use what they know."""
    rows = GivingReminder.objects.filter(network_id=network_id).select_related("party", "member")
    return list(rows.order_by("-on", "pk")[:limit])


def _due(network_id: UUID, today: date) -> "QuerySet[Claim]":
    rows = Claim.objects.filter(network_id=network_id, sign=1, due_on__lt=today, settled_cents__lt=F("cents"))
    rows = rows.select_related("party", "document").defer("document__content").prefetch_related("reminders")
    return rows.order_by("due_on", "position", "pk")


def _payable(claim: Claim, lots: dict[UUID, int]) -> int:
    left = claim.cents - claim.settled_cents
    return min(left, lots.get(claim.pk, 0)) if claim.part == Claim.Part.BASE else left


def _to_give(network_id: UUID, party_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Give per open base the cents of its coins that are still to give."""
    lots = {lot.movement_id: lot.cents for lot in open_lots_of(network_id=network_id, party_ids=party_ids)}
    rows = Posted.objects.filter(network_id=network_id, movement_id__in=lots, claim__isnull=False)
    found: dict[UUID, int] = {}
    for movement_id, claim_id in rows.values_list("movement_id", "claim_id"):
        found[claim_id] = found.get(claim_id, 0) + lots[movement_id]
    return found


def _owed(network_id: UUID, party_ids: Iterable[UUID]) -> dict[UUID, int]:
    rows = Claim.objects.filter(network_id=network_id, party_id__in=list(party_ids), sign=-1)
    found: dict[UUID, int] = {}
    for party_id, cents, settled in rows.filter(settled_cents__lt=F("cents")).values_list(
        "party_id", "cents", "settled_cents"
    ):
        found[party_id] = found.get(party_id, 0) + cents - settled
    return found


def _holding(rows: "QuerySet[ReminderHold]", today: date) -> "QuerySet[ReminderHold]":
    return rows.filter(released_on__isnull=True).filter(Q(until_on__isnull=True) | Q(until_on__gte=today))
