"""VAT that a party need not pay any more: a cost until the state gives relief."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import F, QuerySet

from kennisruil.billing.actions.buying import left_of, settle_vat
from kennisruil.billing.actions.letters import vat_letter
from kennisruil.billing.models import Claim, Document
from kennisruil.billing.queries.house import house_on
from kennisruil.billing.rules import postings
from kennisruil.bookkeeping.actions import hold_books, post_entry
from kennisruil.network.queries import party_by_id
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.refusals import Refusal


class NoOpenVat(Refusal):
    """The party has no VAT open. Nothing changes."""

    code = "no_open_vat"


def has_open_vat(*, network_id: UUID, party_id: UUID) -> bool:
    """Tell whether a party still has VAT to pay."""
    return _open_vat(network_id, party_id, None).exists()


def write_off_vat(
    *,
    network_id: UUID,
    id: UUID,
    party_id: UUID,
    reason: str,
    by: Actor,
    at: datetime,
    today: date,
    document_id: UUID | None = None,
) -> Document:
    """Write off the VAT a party still has to pay (all, or that of ``document_id``), with a letter, once per ``id``.

    The operator still owes it to the state: it is a cost until relief is given. :raises NoOpenVat: nothing changes.
    """
    house = house_on(network_id=network_id, on=today)
    with action("billing.write_off_vat", network_id=network_id, by=by, at=at, about=("party", party_id)):
        hold_books(network_id=network_id)
        known = Document.objects.filter(network_id=network_id, pk=derived_id(id, "letter")).first()
        if known is not None:
            return known
        claims = list(_open_vat(network_id, party_id, document_id))
        cents = sum(left_of(claim) for claim in claims)
        if not cents:
            raise NoOpenVat
        settle_vat(house=house, claims=claims, cents=cents, how="write_off", about=("write_off", id))
        party = party_by_id(network_id=network_id, party_id=party_id)
        letter = vat_letter(house=house, key=id, party=party, cents=cents, reason=reason, on=today)
        post_entry(
            network_id=network_id,
            id=derived_id(id, "entry"),
            booked_on=today,
            kind="write_off",
            text=letter.number,
            reference=("document", letter.pk),
            lines=postings.let_off(party_id=party_id, cents=cents),
            by=by,
            at=at,
            chart=house.chart,
        )
    return letter


def _open_vat(network_id: UUID, party_id: UUID, document_id: UUID | None) -> "QuerySet[Claim]":
    rows = Claim.objects.filter(
        network_id=network_id, party_id=party_id, part=Claim.Part.VAT, sign=1, settled_cents__lt=F("cents")
    )
    return (rows.filter(document_id=document_id) if document_id else rows).order_by("position", "pk")
