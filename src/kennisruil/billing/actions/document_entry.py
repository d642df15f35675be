"""The entry of a document: its lines, posted and told to the packages."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from kennisruil.billing.models import Document, Movement
from kennisruil.billing.queries.house import House, deductible_on
from kennisruil.billing.queries.plan import PlannedDocument
from kennisruil.billing.queries.told import told_document
from kennisruil.billing.rules import postings
from kennisruil.billing.rules.postings import Rule
from kennisruil.bookkeeping.actions import post_entry, tell_packages
from kennisruil.bookkeeping.rules.entries import BookedLine, EntryLine
from kennisruil.shared.actors import Actor
from kennisruil.shared.ids import derived_id


def post_document(
    *, house: House, document: Document, lines: tuple[EntryLine, ...], on: date, by: Actor, at: datetime
) -> None:
    """Post the entry of an issued document and tell the packages. Inside an action."""
    booked = [
        BookedLine(account=house.chart.code(x.role), role=x.role, cents=x.cents, party_id=x.party_id) for x in lines
    ]
    if lines:
        post_entry(
            network_id=house.network_id,
            id=derived_id(document.pk, "entry"),
            booked_on=on,
            kind=document.kind,
            text=document.number,
            reference=("document", document.pk),
            lines=lines,
            by=by,
            at=at,
            chart=house.chart,
        )
    told = told_document(document, booked)
    tell_packages(
        network_id=house.network_id,
        kind=told.kind,
        number=told.number,
        booked_on=told.booked_on,
        about=told.about,
        payload=told.payload,
        by=by,
        at=at,
    )


def given_by(movements: Iterable[Movement]) -> dict[UUID, int]:
    """Add up per party what movements are worth: given is positive, received negative."""
    found: dict[UUID, int] = {}
    for each in movements:
        found[each.party_id] = found.get(each.party_id, 0) + (each.cents if each.coins > 0 else -each.cents)
    return found


def lines_of_entry(
    *, house: House, document: Document, planned: PlannedDocument, movements: list[Movement]
) -> tuple[EntryLine, ...]:
    """Give the whole entry of a document: sale or purchase per result account, then the base to where coins are."""
    if planned.rule is Rule.BROKERED:
        return postings.between(given=given_by(movements), operator_id=house.operator_id)
    given = sum(each.cents for each in movements if each.coins > 0)
    received = sum(each.cents for each in movements if each.coins < 0)
    party_id = document.party_id
    bases: dict[str, int] = {}
    for item in planned.items:
        assert item.movement.supply is not None
        account = postings.account_of_supply(kind=item.movement.supply.kind, side=planned.side, rule=planned.rule)
        bases[account] = bases.get(account, 0) + item.cents
    vat, assessed = document.vat_cents, document.self_assessed_cents
    lines: list[EntryLine] = []
    for account, base in bases.items():
        if planned.rule is Rule.SALE:
            lines += postings.sale(party_id=party_id, account=account, base_cents=base, vat_cents=vat)
        else:
            lines += postings.purchase(
                party_id=party_id,
                account=account,
                base_cents=base,
                vat_cents=vat,
                self_assessed_cents=assessed,
                deductible_basis_points=deductible_on(house=house, day=document.chargeable_on or house.on),
            )
        vat = assessed = 0
    role = "customers" if planned.rule is Rule.SALE else "suppliers"
    lines += postings.into_coins(role=role, party_id=party_id, given_cents=given, received_cents=received)
    return tuple(lines)
