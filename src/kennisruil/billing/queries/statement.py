"""A party's month: coins before, each movement, coins after, and what is open in euro."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.utils.translation import override

from kennisruil.billing.models import Claim, Movement, Posted, Statement
from kennisruil.billing.queries.house import House, facts_value
from kennisruil.billing.queries.statement_words import invitation_for, story_of, text_of
from kennisruil.billing.rules.frozen import statement_from_dict
from kennisruil.billing.rules.kinds import PartyKind, VatKind
from kennisruil.billing.rules.numbers import structured_message
from kennisruil.billing.rules.postings import MoveKind
from kennisruil.billing.rules.values import PartyFacts, Payment
from kennisruil.billing.rules.views import LastDays, OpenEuro, StatementLine, StatementView
from kennisruil.network.models import Party
from kennisruil.network.models import PartyFacts as PartyFactsRow
from kennisruil.network.queries import facts_of_parties
from kennisruil.shared.periods import Month


def statement_for(*, network_id: UUID, party_id: UUID, month: Month) -> StatementView | None:
    """Give the statement a closed month left for a party; None when there is none."""
    row = Statement.objects.filter(network_id=network_id, party_id=party_id, month_on=month.start_on).first()
    return statement_from_dict(row.content) if row else None


def statements_of(*, network_id: UUID, party_id: UUID) -> list[Statement]:
    """Give a party's statements, newest first; at most 120."""
    rows = Statement.objects.filter(network_id=network_id, party_id=party_id)
    return list(rows.order_by("-month_on", "pk")[:120])


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyMonth:
    """What a statement is made of: who the party is, coins before, movements of the month, claims open now."""

    facts: PartyFacts
    opening_coins: int
    movements: tuple[Movement, ...]
    claims: tuple[Claim, ...]
    others: dict[UUID, str]

    @property
    def open_vat_cents(self) -> int:
        """VAT the party still has to pay; what the operator owes counts against it."""
        return sum(each.vat_cents for each in _open_euro(self.claims))


def months_of_parties(
    *, house: House, parties: Sequence[Party], month: Month | LastDays, issued_on: date
) -> dict[UUID, PartyMonth]:
    """Read for several parties at once what their statements of ``month`` are made of."""
    ids = [party.pk for party in parties]
    network_id = house.network_id
    facts = facts_of_parties(network_id=network_id, party_ids=ids, on=issued_on)
    rows = Movement.objects.filter(network_id=network_id, party_id__in=ids, booked_on__lt=month.end_on)
    before = rows.filter(booked_on__lt=month.start_on).order_by("party_id").values("party_id")
    opening = {row["party_id"]: row["total"] for row in before.annotate(total=Sum("coins"))}
    number = Posted.objects.filter(network_id=network_id, movement=OuterRef("pk")).values("document__number")[:1]
    found = rows.filter(booked_on__gte=month.start_on).select_related("supply", "other_party")
    movements: dict[UUID, list[Movement]] = {id: [] for id in ids}
    for movement in found.annotate(number=Subquery(number)).order_by("party_id", "position", "pk"):
        movements[movement.party_id].append(movement)
    claims: dict[UUID, list[Claim]] = {id: [] for id in ids}
    for claim in _open_claims(network_id).filter(party_id__in=ids):
        claims[claim.party_id].append(claim)
    others = _others(house, [each for some in movements.values() for each in some])
    return {
        party.pk: PartyMonth(
            facts=facts_or_name(party, facts.get(party.pk)),
            opening_coins=opening.get(party.pk, 0),
            movements=tuple(movements[party.pk]),
            claims=tuple(claims[party.pk]),
            others=others,
        )
        for party in parties
    }


def statement_view(
    *, house: House, party: Party, month: Month | LastDays, issued_on: date, known: PartyMonth, message_seed: int | None
) -> StatementView:
    """Put a party's statement of ``month`` together, in its own language."""
    language = known.facts.language
    with override(language):
        lines = _lines(house, known)
        closing = lines[-1].balance_coins if lines else known.opening_coins
        open_euro = _open_euro(known.claims)
        return StatementView(
            number=f"{month}-{party.number:05}",
            party=known.facts,
            operator=house.operator,
            network=house.name,
            coin=house.coin,
            start_on=month.start_on,
            issued_on=issued_on,
            opening_coins=known.opening_coins,
            lines=lines,
            closing_coins=closing,
            open_euro=open_euro,
            prepaid_cents=sum(_left(each) for each in known.claims if each.part == Claim.Part.PREPAID),
            payment=_payment(house, open_euro, message_seed),
            story=story_of(lines, closing=closing, coin=house.coin, scale=house.scale, language=language),
            language=language,
            invitation=invitation_for(closing),
        )


def open_euro_of(*, network_id: UUID, party_id: UUID) -> tuple[OpenEuro, ...]:
    """Give what is open in euro per document, oldest first: positive is for the party, negative for the operator."""
    return _open_euro(_open_claims(network_id).filter(party_id=party_id))


def prepaid_of(*, network_id: UUID, party_id: UUID) -> int:
    """Give what a party paid and that waits beside its balance, in cents."""
    rows = Claim.objects.filter(network_id=network_id, party_id=party_id, part=Claim.Part.PREPAID)
    total = rows.aggregate(left=Sum(F("cents") - F("settled_cents")))["left"]
    return total or 0


def _open_claims(network_id: UUID) -> "QuerySet[Claim]":
    rows = Claim.objects.filter(network_id=network_id, settled_cents__lt=F("cents")).select_related("document")
    return rows.order_by("party_id", "position", "pk")


def _open_euro(claims: Iterable[Claim]) -> tuple[OpenEuro, ...]:
    found: dict[str, OpenEuro] = {}
    for claim in claims:
        if claim.part == Claim.Part.PREPAID:
            continue
        number = claim.document.number if claim.document else claim.old_number
        known = found.get(number) or OpenEuro(
            document_number=number, vat_cents=0, vat_due_on=None, base_cents=0, base_due_on=None
        )
        left = claim.sign * _left(claim)
        is_vat = claim.part == Claim.Part.VAT
        found[number] = OpenEuro(
            document_number=number,
            vat_cents=known.vat_cents + (left if is_vat else 0),
            vat_due_on=claim.due_on if is_vat else known.vat_due_on,
            base_cents=known.base_cents + (0 if is_vat else left),
            base_due_on=known.base_due_on if is_vat else claim.due_on,
        )
    return tuple(found.values())


def _left(claim: Claim) -> int:
    return claim.cents - claim.settled_cents


def facts_or_name(party: Party, row: PartyFactsRow | None) -> PartyFacts:
    """Give who a statement goes to, also where the party's VAT status is unknown yet."""
    if row is not None and row.vat_kind:
        return facts_value(party=party, facts=row)
    return PartyFacts(name=party.name, vat_kind=VatKind.PRIVATE_PERSON, kind=PartyKind(party.kind), language="nl")


def _lines(house: House, known: PartyMonth) -> tuple[StatementLine, ...]:
    balance = known.opening_coins
    found = []
    for movement in known.movements:
        balance += movement.coins
        of_supply = movement.supply is not None and movement.kind == MoveKind.SUPPLY
        found.append(
            StatementLine(
                on=movement.supply.performed_on if movement.supply and of_supply else movement.booked_on,
                text=text_of(movement, supply=movement.supply.text if movement.supply else ""),
                counterparty=known.others.get(movement.pk, house.name),
                amount_coins=movement.coins,
                balance_coins=balance,
                document_number=getattr(movement, "number", None) or "",
                kind=MoveKind(movement.kind),
            )
        )
    return tuple(found)


def _others(house: House, movements: Sequence[Movement]) -> dict[UUID, str]:
    """Name who stood on the other side of each movement."""
    supplies = {each.supply_id for each in movements if each.supply_id}
    rows = Movement.objects.filter(network_id=house.network_id, supply_id__in=supplies, kind=MoveKind.SUPPLY)
    sides: dict[tuple[UUID | None, str], list[str]] = {}
    for row in rows.select_related("party").order_by("party__number", "pk"):
        sides.setdefault((row.supply_id, row.side), []).append(row.party.name)
    other = {"recipient": "provider", "provider": "recipient"}
    found = {}
    for each in movements:
        names = sides.get((each.supply_id, other.get(each.side, "")), [])
        if each.other_party:
            found[each.pk] = each.other_party.name
        elif len(names) == 1:
            found[each.pk] = names[0]
    return found


def _payment(house: House, claims: tuple[OpenEuro, ...], seed: int | None) -> Payment | None:
    due = sum(each.vat_cents for each in claims)
    if due <= 0 or seed is None or not house.operator.iban:
        return None
    return Payment(
        iban=house.operator.iban.replace(" ", ""),
        structured_message=structured_message(seed=seed),
        pay_now_cents=due,
        payee=house.operator.name,
    )
