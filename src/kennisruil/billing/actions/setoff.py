"""What a party owes and is owed in euro closes each other: each month by itself, or as the office chooses."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q

from kennisruil.billing.actions.books import book_movements
from kennisruil.billing.actions.buying import buy_back, left_of, settle_vat
from kennisruil.billing.actions.claims import allocate, open_claims
from kennisruil.billing.models import Claim, Movement, SetOff
from kennisruil.billing.queries.house import House, house_on
from kennisruil.billing.queries.lots import due_lots, payable_lots
from kennisruil.billing.queries.pay_batches import promised
from kennisruil.billing.rules import postings
from kennisruil.billing.rules.lots import OpenLot, bought_with
from kennisruil.billing.rules.postings import MoveKind
from kennisruil.bookkeeping.actions import hold_books
from kennisruil.bookkeeping.rules.entries import EntryLine, debit
from kennisruil.network.queries import party_by_id
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.refusals import Refusal


class NothingToSetOff(Refusal):
    """Nothing that is owed one way meets anything owed the other way. Nothing changes."""

    code = "nothing_to_set_off"


def set_off(*, house: House, party_id: UUID, key: UUID, on: date, by: Actor, at: datetime) -> int:
    """Let what a party owes by now and is owed in euro close each other, oldest first; the answer is cents.

    VAT counts at once; a base only when its day to give back has passed: until then it waits for its return. Inside an
    action, once per ``key`` and party.
    """
    assert on == house.on
    rows = open_claims(network_id=house.network_id, party_id=party_id)
    owed = [claim for claim in rows if claim.sign < 0]
    if not owed:
        return 0
    id = derived_id(key, "set_off", party_id)
    if known := SetOff.objects.filter(network_id=house.network_id, pk=id).first():
        return known.cents
    done = _close(
        house=house,
        id=id,
        party_id=party_id,
        owed=owed,
        vat=[claim for claim in rows if claim.sign > 0 and claim.part == Claim.Part.VAT],
        lots=due_lots(network_id=house.network_id, party_id=party_id, on=on),
        reason="",
        by=by,
        at=at,
    )
    return done.cents if done else 0


def set_off_many(*, house: House, party_ids: Collection[UUID], key: UUID, on: date, by: Actor, at: datetime) -> int:
    """Set off for those of the parties where something goes both ways by now, as each month does; the answer is cents.

    Inside an action, once per ``key`` and party.
    """
    rows = Claim.objects.filter(network_id=house.network_id, party_id__in=party_ids, settled_cents__lt=F("cents"))
    owed = set(rows.filter(sign=-1).order_by("party_id").values_list("party_id", flat=True))
    due = rows.filter(Q(part=Claim.Part.VAT) | Q(due_on__lt=on), sign=1, party_id__in=owed)
    both = set(due.order_by("party_id").values_list("party_id", flat=True))
    # In the order of their ids, as every other writer locks.
    return sum(set_off(house=house, party_id=each, key=key, on=on, by=by, at=at) for each in sorted(both, key=str))


def set_off_chosen(
    *,
    network_id: UUID,
    id: UUID,
    party_id: UUID,
    claim_ids: Collection[UUID] = (),
    document_id: UUID | None = None,
    reason: str = "",
    by: Actor,
    at: datetime,
    today: date,
) -> SetOff:
    """Set off as the office chooses, once per ``id``: what the party is owed (``claim_ids``; all of it when empty).

    It settles ``document_id`` (its VAT, then its base) or, without one, all that has a document, VAT first and oldest
    first; a base counts here also before its day.

    :raises NothingToSetOff: nothing changes.
    """
    house = house_on(network_id=network_id, on=today)
    with action("billing.set_off", network_id=network_id, by=by, at=at, about=("party", party_id)):
        hold_books(network_id=network_id)
        known = SetOff.objects.filter(network_id=network_id, pk=id).first()
        if known is not None:
            return known
        rows = open_claims(network_id=network_id, party_id=party_id)
        owed = [claim for claim in rows if claim.sign < 0 and (not claim_ids or claim.pk in claim_ids)]
        vat = [claim for claim in rows if claim.sign > 0 and claim.part == Claim.Part.VAT]
        if document_id:
            vat = [claim for claim in vat if claim.document_id == document_id]
        lots = payable_lots(network_id=network_id, party_id=party_id, only_document_id=document_id)
        done = _close(house=house, id=id, party_id=party_id, owed=owed, vat=vat, lots=lots, reason=reason, by=by, at=at)
        if done is None:
            raise NothingToSetOff
        return done


def _close(
    *,
    house: House,
    id: UUID,
    party_id: UUID,
    owed: Sequence[Claim],
    vat: Sequence[Claim],
    lots: Sequence[OpenLot],
    reason: str,
    by: Actor,
    at: datetime,
) -> SetOff | None:
    """Settle VAT, then lots, with what is owed the other way; None when nothing meets."""
    about = ("set_off", id)
    # What a batch promises is on its way to the bank: it settles nothing else meanwhile.
    free = _free(owed, promised=promised(network_id=house.network_id, party_id=party_id).get(party_id, 0))
    usable = sum(free.values())
    vat_cents, lines = settle_vat(house=house, claims=vat, cents=usable, how="set_off", about=about)
    coins, base_cents = bought_with(lots, cents=usable - vat_cents)
    if not vat_cents and not coins:
        return None
    movement = None
    if coins:
        movement = buy_back(
            house=house,
            id=id,
            party=party_by_id(network_id=house.network_id, party_id=party_id),
            coins=coins,
            lots=lots,
            kind=MoveKind.SET_OFF,
            reason=reason or "set off",
            by=by,
            at=at,
        )
        lines += postings.bought_back(party_id=party_id, cents=movement.cents)
    lines += _use(house, free, vat_cents + base_cents, about)
    return _write(house, id, party_id, vat_cents, movement, lines, reason=reason, by=by, at=at)


def _free(owed: Sequence[Claim], *, promised: int) -> dict[Claim, int]:
    """Give what can be used of each claim: what an order to the bank promises of the oldest stays for the bank."""
    found = {}
    for claim in owed:
        kept = 0 if claim.part == Claim.Part.PREPAID else min(left_of(claim), promised)
        promised -= kept
        found[claim] = left_of(claim) - kept
    return found


def _use(house: House, free: Mapping[Claim, int], cents: int, about: tuple[str, UUID]) -> list[EntryLine]:
    """Settle ``cents`` of what the party is owed, oldest first."""
    lines = []
    for claim, usable in free.items():
        part = min(cents, usable)
        allocate(claim=claim, cents=part, how="set_off", on=house.on, about=about)
        lines.append(debit(claim.account, part, claim.party_id))
        cents -= part
    return lines


def _write(
    house: House,
    id: UUID,
    party_id: UUID,
    vat_cents: int,
    movement: Movement | None,
    lines: Sequence[EntryLine],
    *,
    reason: str,
    by: Actor,
    at: datetime,
) -> SetOff:
    book_movements(
        house=house,
        movements=[movement] if movement else [],
        lines=lines,
        kind="set_off",
        text=reason or "VAT set off",
        key=id,
        on=house.on,
        by=by,
        at=at,
        reference=("party", party_id),
    )
    base_cents = movement.cents if movement else 0
    return SetOff.objects.create(
        id=id,
        network_id=house.network_id,
        party_id=party_id,
        cents=vat_cents + base_cents,
        vat_cents=vat_cents,
        base_cents=base_cents,
        coins=movement.coins if movement else 0,
        on=house.on,
        reason=reason[:300],
        movement=movement,
    )
