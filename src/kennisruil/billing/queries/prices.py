"""What the lines of an issued document still cost: the price a reduction can take a part of."""

from dataclasses import dataclass

from django.db.models import F, QuerySet

from kennisruil.billing.models import Document, Movement


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """A line of a document: the ``coins`` (minor units) and ``cents`` that corrections have left of its price."""

    movement: Movement
    coins: int
    cents: int


def priced(*, document: Document) -> list[Priced]:
    """Give the lines of a document that still have a price, in their order; at most 500."""
    every = [priced_movement(movement) for movement in lines_of(document)[:500]]
    return [each for each in every if each.coins]


def lines_of(document: Document) -> "QuerySet[Movement]":
    """Give the movements of supplies that a document bills its own party for, with what was taken back of each."""
    rows = Movement.objects.filter(
        network_id=document.network_id,
        reverses__isnull=True,
        document_lines__document=document,
        party=F("document_lines__document__party"),
    )
    return rows.select_related("supply").prefetch_related("reversals").order_by("document_lines__position", "pk")


def priced_movement(movement: Movement) -> Priced:
    """Give what corrections have left of one movement of a supply."""
    back = list(movement.reversals.all())
    return Priced(
        movement=movement,
        coins=abs(movement.coins) - sum(abs(each.coins) for each in back),
        cents=movement.cents - sum(each.cents for each in back),
    )
