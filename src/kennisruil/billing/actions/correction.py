"""Corrections: 381 of an invoice, 261 of a self-billed one, and the same for a settlement note; never an edit."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from kennisruil.billing.actions.books import book_closings, book_movements, mark_posted
from kennisruil.billing.actions.document import (
    freeze_issued,
    number_document,
    open_vat,
    write_document,
)
from kennisruil.billing.actions.document_entry import given_by, post_document
from kennisruil.billing.actions.setoff import set_off
from kennisruil.billing.models import Document, DocumentLine, Movement, Posted
from kennisruil.billing.queries.house import House, deductible_on
from kennisruil.billing.rules import postings
from kennisruil.billing.rules.documents import correction_of
from kennisruil.billing.rules.frozen import draft_from_dict
from kennisruil.billing.rules.kinds import DocumentKind, Side
from kennisruil.billing.rules.lots import share_of
from kennisruil.billing.rules.postings import Rule
from kennisruil.billing.rules.values import DocumentDraft, Line
from kennisruil.bookkeeping.rules.entries import EntryLine
from kennisruil.shared.actors import Actor
from kennisruil.shared.ids import derived_id


def correct_documents(
    house: House,
    reversals: list[Movement],
    *,
    id: UUID,
    on: date,
    by: Actor,
    at: datetime,
    lower_price: str = "",
) -> list[Document]:
    """Issue a correction per document that covers what was taken back; the rest is drawn smaller later.

    ``lower_price`` says why the price became lower; empty where the supply itself is taken back.
    """
    posted = Posted.objects.filter(network_id=house.network_id, movement__in=[each.reverses_id for each in reversals])
    covering = {
        row.movement_id: row.document for row in posted.select_related("document__party", "document__counterparty")
    }
    by_document: dict[Document, list[Movement]] = {}
    for reversal in reversals:
        assert reversal.reverses_id is not None
        document = covering.get(reversal.reverses_id)
        if document is not None:
            by_document.setdefault(document, []).append(reversal)
    made = []
    for document, movements in sorted(by_document.items(), key=lambda each: (each[0].party.number, each[0].number)):
        if document.kind == DocumentKind.LETTER:
            _take_grant_back(house, document, movements, id=id, on=on, by=by, at=at)
        else:
            made.append(_correction(house, document, movements, id=id, on=on, by=by, at=at, lower_price=lower_price))
    return made


def _correction(
    house: House,
    document: Document,
    reversals: list[Movement],
    *,
    id: UUID,
    on: date,
    by: Actor,
    at: datetime,
    lower_price: str,
) -> Document:
    before = draft_from_dict(document.content)
    # A document in a provider's own name covers both sides of a supply with one line.
    own = [reversal for reversal in reversals if reversal.party_id == document.party_id]
    lines = tuple(_line(house, before, reversal) for reversal in own)
    draft = correction_of(before, number="", issued_on=on, rules=house.rules, lines=lines, lower_price=lower_price)
    correction = write_document(
        house=house,
        id=derived_id(id, "corrects", document.pk),
        party=document.party,
        draft=draft,
        on=on,
        month_on=on.replace(day=1),
        channel=document.channel,
        corrects=document,
        counterparty=document.counterparty,
        self_assessed_cents=_share(document.self_assessed_cents, draft.vat.net_cents, document.base_cents),
    )
    DocumentLine.objects.bulk_create(
        DocumentLine(
            id=derived_id(correction.pk, reversal.pk),
            network_id=house.network_id,
            document=correction,
            movement=reversal,
            position=position,
        )
        for position, reversal in enumerate(reversals, start=1)
    )
    number = number_document(house=house, document=correction, party=document.party, on=on)
    freeze_issued(house=house, document=correction, draft=replace(draft, number=number), at=at)
    entry_lines = _entry_lines(house, correction, reversals)
    post_document(house=house, document=correction, lines=entry_lines, on=on, by=by, at=at)
    open_vat(house=house, document=correction, on=on)
    for party_id in {reversal.party_id: None for reversal in reversals}:
        mark_posted(
            movements=[reversal for reversal in reversals if reversal.party_id == party_id],
            house=house,
            on=on,
            entry_id=derived_id(correction.pk, "entry"),
            document=correction,
        )
        book_closings(house=house, party_id=party_id, key=correction.pk, on=on, by=by, at=at)
        set_off(house=house, party_id=party_id, key=correction.pk, on=on, by=by, at=at)
    return correction


def _entry_lines(house: House, correction: Document, reversals: list[Movement]) -> tuple[EntryLine, ...]:
    party_id = correction.party_id
    vat, assessed = correction.vat_cents, correction.self_assessed_cents
    lines: list[EntryLine] = []
    if all(reversal.rule == Rule.BROKERED for reversal in reversals):
        return postings.between(given=given_by(reversals), operator_id=house.operator_id)
    for reversal in reversals:
        assert reversal.supply is not None
        rule = Rule(reversal.rule)
        account = postings.account_of_supply(kind=reversal.supply.kind, side=Side(reversal.side), rule=rule)
        if rule is Rule.SALE:
            lines += postings.sale(party_id=party_id, account=account, base_cents=-reversal.cents, vat_cents=-vat)
        else:
            lines += postings.purchase(
                party_id=party_id,
                account=account,
                base_cents=-reversal.cents,
                vat_cents=-vat,
                self_assessed_cents=-assessed,
                deductible_basis_points=_share_deducted(house, correction),
            )
        vat = assessed = 0
        sale = rule is Rule.SALE
        lines += postings.into_coins(
            role="customers" if sale else "suppliers",
            party_id=party_id,
            given_cents=reversal.cents if sale else 0,
            received_cents=0 if sale else reversal.cents,
        )
    return tuple(lines)


def _share_deducted(house: House, correction: Document) -> int:
    """Give the share that was deducted on the corrected document's own day, so that the two are nil together."""
    corrected = correction.corrects
    day = (corrected.chargeable_on or corrected.issued_on) if corrected else None
    return deductible_on(house=house, day=day or house.on)


def _line(house: House, before: DocumentDraft, reversal: Movement) -> Line:
    """Give the part of the line on the corrected document that is taken back."""
    supply = reversal.supply
    assert supply is not None
    vat = before.lines[0].vat
    coins = abs(reversal.coins)
    price, rest = divmod(reversal.cents * house.whole_coin, coins)
    return Line(
        text=supply.text,
        performed_on=supply.performed_on,
        quantity_coins=house.whole_coin if rest else coins,
        coin=house.coin,
        unit_price_cents=reversal.cents if rest else price,
        net_cents=reversal.cents,
        vat=vat,
    )


def _take_grant_back(
    house: House, document: Document, reversals: list[Movement], *, id: UUID, on: date, by: Actor, at: datetime
) -> None:
    book_movements(
        house=house,
        movements=reversals,
        lines=[
            line
            for each in reversals
            for line in postings.grant(party_id=each.party_id, cents=each.cents if each.coins > 0 else -each.cents)
        ],
        kind="reversal",
        text=document.number,
        key=derived_id(id, "grant", document.pk),
        on=on,
        by=by,
        at=at,
        reference=("document", document.pk),
        document=document,
    )


def _share(cents: int, part: int, whole: int) -> int:
    return share_of(cents=cents, part=part, whole=whole) if whole else 0
