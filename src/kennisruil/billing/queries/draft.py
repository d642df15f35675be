"""The document of a plan, put together: who stands on it, its lines, its period."""

from datetime import date
from uuid import UUID

from django.conf import settings

from kennisruil.billing.queries.house import House
from kennisruil.billing.queries.plan import PlannedDocument, PlannedItem
from kennisruil.billing.rules.brokerage import FEE
from kennisruil.billing.rules.documents import draft_document
from kennisruil.billing.rules.values import DocumentDraft, Line
from kennisruil.shared.links_to import url_for


def draft_of(
    *,
    house: House,
    planned: PlannedDocument,
    number: str,
    issued_on: date,
    message_seed: int | None,
    document_id: UUID | None = None,
) -> DocumentDraft:
    """Put the document of a plan together; its amounts are those of the plan, whatever its number and day.

    With ``document_id`` it links to the page on which all of it is paid in euro.
    """
    assert planned.treatment is not None and planned.facts is not None
    return draft_document(
        treatment=planned.treatment,
        rules=house.rules,
        number=number,
        issued_on=issued_on,
        operator=house.operator,
        party=planned.facts,
        counterparty=planned.buyer_facts,
        lines=tuple(
            line_of(house=house, item=item, language=planned.facts.language) for item in planned.items if item.cents
        ),
        network=house.name,
        coin=house.coin,
        message_seed=message_seed,
        period=(planned.month.start_on, planned.month.end_on),
        chargeable=planned.chargeable_on,
        all_in_euro_url=_in_euro(document_id),
    )


def line_of(*, house: House, item: PlannedItem, language: str) -> Line:
    """Give the line of a movement: coins times the price of a coin; as one piece where that price is no whole cents."""
    supply = item.movement.supply
    assert supply is not None
    price, rest = divmod(item.cents * house.whole_coin, item.coins)
    text = supply.text
    if item.movement.text == FEE:
        text = house.rules.wording_on(key=FEE, language=language, on=house.on).text.format(text=text)
    return Line(
        text=text,
        performed_on=supply.performed_on,
        quantity_coins=house.whole_coin if rest else item.coins,
        coin=house.coin,
        unit_price_cents=item.cents if rest else price,
        net_cents=item.cents,
    )


def _in_euro(document_id: UUID | None) -> str:
    page = url_for("in_euro", document_id) if document_id else None
    return f"{settings.BASE_URL}{page}" if page else ""
