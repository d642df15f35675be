"""A kept statement as its page shows it: in the reader's language, with what was settled since."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import override

from kennisruil.billing.models import Allocation, Claim, LotClosing, Movement, PaymentUndoing, Statement
from kennisruil.billing.queries.statement_words import invitation_for, last_words, story_of, text_of
from kennisruil.billing.rules.naming import supply_names
from kennisruil.billing.rules.views import StatementView
from kennisruil.network.queries import setting
from kennisruil.shared.periods import Month

_Key = tuple[str, str]  # number of the document, part of the claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A part of what a statement asked was settled after it: when, how, which part of a document, how many cents."""

    on: date
    how: str
    part: str
    cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What became of the euro on a statement; ``left_vat_cents`` is what it still asks to pay, never more than then."""

    settled: tuple[Settled, ...]
    left_vat_cents: int

    @property
    def vat_settled(self) -> tuple[Settled, ...]:
        """The parts of the VAT that were settled."""
        return tuple(each for each in self.settled if each.part == Claim.Part.VAT)


def told_again(*, statement: Statement, view: StatementView, language: str) -> StatementView:
    """Give a kept statement in ``language``: days, amounts and names as kept, sentences from what each movement was.

    Titles in people's own words stay as they are, and so does a line that no movement answers to.
    """
    if language == view.language:
        return view
    end_on = statement.until_on + timedelta(days=1) if statement.until_on else Month.of(statement.month_on).end_on
    rows = Movement.objects.filter(network_id=statement.network_id, party_id=statement.party_id)
    rows = rows.filter(booked_on__gte=view.start_on, booked_on__lt=end_on).select_related("supply")
    movements = list(rows.order_by("position", "pk")[: len(view.lines) + 1])
    names = _names(statement.network_id, movements, language)
    scale = setting(network_id=statement.network_id, key="coin.scale", on=view.issued_on)
    lines, closing = view.lines, view.closing_coins
    with override(language):
        if [each.coins for each in movements] == [line.amount_coins for line in lines]:
            texts = [text_of(each, supply=names.get(each.supply_id, "")) for each in movements]
            lines = tuple(replace(line, text=text) for line, text in zip(lines, texts, strict=True))
        story = story_of(lines, closing=closing, coin=view.coin, scale=scale, language=language)
        if statement.until_on:
            story = (*(story if lines else ()), last_words())
        invitation = "" if statement.until_on else invitation_for(closing)
    return replace(view, lines=lines, story=story, invitation=invitation)


def _names(network_id: UUID, movements: Sequence[Movement], language: str) -> dict[UUID | None, str]:
    supplies = {each.supply.pk: each.supply for each in movements if each.supply}
    refs = [(each.ref_kind, each.ref_id) for each in supplies.values()]
    told: dict[UUID, str] = {}
    for answer in supply_names:
        told.update(answer(network_id=network_id, refs=refs, language=language))
    return {id: told.get(each.ref_id, each.text) for id, each in supplies.items()}


def settled_since(*, statement: Statement, view: StatementView) -> Since:
    """Tell what of the euro on a statement was settled after it, oldest first; payments that were undone do not count.

    What is left now is read from the claims; what is gone is explained by the latest settlements of each document.
    """
    claims = _claims(statement, {each.document_number for each in view.open_euro})
    left: dict[_Key, int] = defaultdict(int)
    for claim in claims:
        left[_key(claim)] += claim.sign * (claim.cents - claim.settled_cents)
    gone = {}
    for each in view.open_euro:
        for part, cents in ((Claim.Part.VAT, each.vat_cents), (Claim.Part.BASE, each.base_cents)):
            key = (each.document_number, str(part))
            if cents > 0 and cents > max(0, left[key]):
                gone[key] = cents - max(0, left[key])
    asked = view.payment.pay_now_cents if view.payment else 0
    vat = sum(cents for (_number, part), cents in left.items() if part == Claim.Part.VAT)
    return Since(
        settled=_explained(gone, _allocations(statement, claims, since=view.issued_on) if gone else []),
        left_vat_cents=max(0, min(asked, vat)),
    )


def _claims(statement: Statement, numbers: Iterable[str]) -> list[Claim]:
    rows = Claim.objects.filter(network_id=statement.network_id, party_id=statement.party_id)
    named = list(numbers)
    rows = rows.filter(Q(document__number__in=named) | Q(document=None, old_number__in=named))
    rows = rows.exclude(part=Claim.Part.PREPAID).select_related("document").defer("document__content")
    return list(rows.order_by("position", "pk")[:500])


def _key(claim: Claim) -> _Key:
    return (claim.document.number if claim.document else claim.old_number, claim.part)


def _allocations(statement: Statement, claims: Sequence[Claim], *, since: date) -> "QuerySet[Allocation]":
    """Give what settled what the party owed, the latest first, without payments that were undone."""
    undone = PaymentUndoing.objects.filter(network_id=statement.network_id, payment__party_id=statement.party_id)
    moved = undone.filter(payment__movement__isnull=False).values("payment__movement")
    bought = LotClosing.objects.filter(network_id=statement.network_id, movement__in=moved)
    rows = Allocation.objects.filter(
        network_id=statement.network_id, claim__in=[each.pk for each in claims if each.sign > 0], on__gte=since
    )
    rows = rows.exclude(about_kind="payment", about_id__in=undone.values("payment"))
    rows = rows.exclude(about_kind="closing", about_id__in=bought.values("pk"))
    rows = rows.select_related("claim__document").defer("claim__document__content")
    return rows.order_by("-on", "-claim__position", "pk")


def _explained(gone: dict[_Key, int], allocations: Iterable[Allocation]) -> tuple[Settled, ...]:
    found = []
    for each in allocations:
        key = _key(each.claim)
        cents = min(each.cents, gone.get(key, 0))
        if cents:
            gone[key] -= cents
            found.append(Settled(on=each.on, how=each.how, part=each.claim.part, cents=cents))
    return tuple(reversed(found))
