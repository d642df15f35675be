"""Lower the price on an issued document, while the service and its other side stay as they are."""

from datetime import date, datetime
from uuid import UUID

from kennisruil.billing.actions.coins import move_coins
from kennisruil.billing.actions.correction import correct_documents
from kennisruil.billing.actions.reversal import MoreThanIsLeft, reverse_movement
from kennisruil.billing.models import Document, Movement
from kennisruil.billing.queries.brokered import pairs_of
from kennisruil.billing.queries.house import House, house_on
from kennisruil.billing.queries.prices import lines_of, priced_movement
from kennisruil.billing.rules.documents import CORRECTIONS
from kennisruil.billing.rules.postings import MoveKind
from kennisruil.bookkeeping.actions import hold_books
from kennisruil.network.queries import party_by_id
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.refusals import Refusal


class NoPriceToLower(Refusal):
    """The document has no price that can become lower: it is a draft, a correction or a letter. Nothing changes."""

    code = "no_price_to_lower"


def reduce_price(
    *,
    network_id: UUID,
    id: UUID,
    document_id: UUID,
    movement_id: UUID,
    coins: int,
    reason: str,
    by: Actor,
    at: datetime,
    today: date,
) -> list[Document]:
    """Take ``coins`` (minor units) off the price of one line of an issued document, by 381 or 261, once per ``id``.

    ``movement_id`` names the line. The coins go back between the party and the operator, at the worth they had, and
    close the line's own lot first; the VAT of the part is set off or owed back. What was brokered becomes cheaper on
    both sides alike: nothing of it is the operator's. The answer is the corrections.

    :raises NoPriceToLower, MoreThanIsLeft: nothing changes.
    """
    house = house_on(network_id=network_id, on=today)
    with action("billing.reduce_price", network_id=network_id, by=by, at=at, about=("document", document_id)):
        hold_books(network_id=network_id)
        document = Document.objects.get(network_id=network_id, pk=document_id)
        if document.state != Document.State.ISSUED or document.kind not in CORRECTIONS:
            raise NoPriceToLower
        movement = lines_of(document).get(pk=movement_id)
        both = _both_sides(network_id, movement)
        if made := _made(network_id, id, both):
            return made
        left = priced_movement(movement).coins
        if not 0 < coins <= left:
            raise MoreThanIsLeft(asked=coins, left=left)
        _coins_back(house, movement, both, coins=coins, id=id, reason=reason, by=by, at=at)
        lowered = [
            reverse_movement(house, each, coins, id=id, at=at, today=today, kind=MoveKind.REDUCTION) for each in both
        ]
        return correct_documents(house, lowered, id=id, on=today, by=by, at=at, lower_price=reason)


def _both_sides(network_id: UUID, movement: Movement) -> list[Movement]:
    """Give the movement, and the one across from it where it was brokered, in the order in which parties are held."""
    pair = pairs_of(network_id=network_id, movements=[movement]).get(movement.pk)
    return sorted([movement, pair] if pair else [movement], key=lambda each: each.party_id)


def _coins_back(
    house: House,
    movement: Movement,
    both: list[Movement],
    *,
    coins: int,
    id: UUID,
    reason: str,
    by: Actor,
    at: datetime,
) -> None:
    """Let the coins go from the operator to who paid, from who earned to the operator, or between the two."""
    other_id = next((each.party_id for each in both if each.party_id != movement.party_id), None)
    move_coins(
        house,
        derived_id(id, "movement", movement.pk),
        party_by_id(network_id=house.network_id, party_id=movement.party_id),
        coins=coins if movement.coins < 0 else -coins,
        kind=MoveKind.REDUCTION,
        reason=reason,
        on=house.on,
        by=by,
        at=at,
        other=party_by_id(network_id=house.network_id, party_id=other_id) if other_id else None,
    )


def _made(network_id: UUID, id: UUID, both: list[Movement]) -> list[Document]:
    """Give what an earlier call with this id issued."""
    lowered = [derived_id(id, "movement", each.pk) for each in both]
    rows = Document.objects.filter(network_id=network_id, lines__movement__in=lowered, state=Document.State.ISSUED)
    return list(rows.distinct().order_by("number", "pk"))
