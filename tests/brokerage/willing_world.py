"""People who can all do what one need asks, and who is proposed for it."""

from uuid import UUID

from kennisruil.brokerage import queries
from kennisruil.brokerage.rules.ranking import Ranked
from kennisruil.matching import actions as matching
from kennisruil.network.models import Member
from tests.brokerage.factories import Exchange, a_need
from tests.factories import ON
from tests.matching.factories import knows

NEED = "De bank weigert ons krediet, wie leest ons financieel plan na?"


def told(exchange: Exchange, *others: Member) -> None:
    """The helper and others can all do what the need asks."""
    people = [exchange.helper, *others]
    for person in people:
        knows(person, "Financiële plannen nalezen en kredieten beoordelen.")
    matching.make_vectors(network_id=exchange.network.pk, member_ids=[person.pk for person in people])


def ranked_for(exchange: Exchange, **need: str) -> list[Ranked]:
    network_id = exchange.network.pk
    need_id = a_need(exchange, text=NEED, **need).pk
    return queries.candidates_for_need(
        network_id=network_id, need=queries.need_by_id(network_id=network_id, need_id=need_id), on=ON
    )


def proposed(ranked: list[Ranked]) -> list[UUID]:
    return [row.member_id for row in ranked if not row.is_fresh_eyes]
