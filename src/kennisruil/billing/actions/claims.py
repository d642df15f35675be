"""What is open in euro: opened, settled, set off."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from kennisruil.billing.actions.movement import next_position
from kennisruil.billing.models import Allocation, Claim, Document
from kennisruil.billing.queries.house import House
from kennisruil.bookkeeping.actions import post_entry
from kennisruil.bookkeeping.rules.entries import EntryLine, credit, debit, netted
from kennisruil.shared.actors import Actor
from kennisruil.shared.ids import derived_id


def open_claim(
    *,
    house: House,
    id: UUID,
    party_id: UUID,
    part: str,
    sign: int,
    account: str,
    cents: int,
    issued_on: date,
    due_on: date | None = None,
    document: Document | None = None,
    old_number: str = "",
) -> Claim | None:
    """Write what one side owes; nothing for nothing."""
    if not cents:
        return None
    return Claim.objects.create(
        id=id,
        network_id=house.network_id,
        party_id=party_id,
        position=next_position(network_id=house.network_id, party_id=party_id),
        part=part,
        sign=sign,
        account=account,
        cents=cents,
        issued_on=issued_on,
        due_on=due_on,
        document=document,
        old_number=old_number,
    )


def allocate(*, claim: Claim, cents: int, how: str, on: date, about: tuple[str, UUID]) -> None:
    """Settle a part of a claim; the database refuses more than the claim."""
    if not cents:
        return
    Claim.objects.filter(pk=claim.pk).update(settled_cents=F("settled_cents") + cents)
    Allocation.objects.create(
        id=derived_id(claim.pk, about[0], about[1]),
        network_id=claim.network_id,
        claim=claim,
        cents=cents,
        how=how,
        on=on,
        about_kind=about[0],
        about_id=about[1],
    )


def open_claims(*, network_id: UUID, party_id: UUID) -> list[Claim]:
    """Give what is open between a party and the operator, oldest first."""
    rows = Claim.objects.filter(network_id=network_id, party_id=party_id, settled_cents__lt=F("cents"))
    return list(rows.order_by("position", "pk"))


def pairs(first: Sequence[Claim], second: Sequence[Claim]) -> list[tuple[Claim, Claim, int]]:
    """Match two lists of claims, each in its order, until one of them is used up."""
    left = [claim.cents - claim.settled_cents for claim in first]
    right = [claim.cents - claim.settled_cents for claim in second]
    found: list[tuple[Claim, Claim, int]] = []
    i = j = 0
    while i < len(first) and j < len(second):
        cents = min(left[i], right[j])
        if cents:
            found.append((first[i], second[j], cents))
        left[i] -= cents
        right[j] -= cents
        i, j = (i + 1 if not left[i] else i), (j + 1 if not right[j] else j)
    return found


def set_off(*, house: House, party_id: UUID, key: UUID, on: date, by: Actor, at: datetime) -> int:
    """Let what a party owes and is owed in euro close each other, oldest first; a base waits for its return.

    The answer is what was set off, in cents.
    """
    rows = open_claims(network_id=house.network_id, party_id=party_id)
    owing = [claim for claim in rows if claim.sign > 0 and claim.part == Claim.Part.VAT]
    owed = [claim for claim in rows if claim.sign < 0]
    lines: list[EntryLine] = []
    total = 0
    for mine, theirs, cents in pairs(owing, owed):
        allocate(claim=mine, cents=cents, how="set_off", on=on, about=("claim", theirs.pk))
        allocate(claim=theirs, cents=cents, how="set_off", on=on, about=("claim", mine.pk))
        lines += [debit(theirs.account, cents, party_id), credit(mine.account, cents, party_id)]
        total += cents
    if net := netted(lines):
        post_entry(
            network_id=house.network_id,
            id=derived_id(key, "set_off", party_id),
            booked_on=on,
            kind="set_off",
            text="VAT set off",
            reference=("party", party_id),
            lines=net,
            by=by,
            at=at,
            chart=house.chart,
        )
    return total
