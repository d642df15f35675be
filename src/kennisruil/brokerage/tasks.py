"""Jobs of the brokerage room."""

from datetime import date, datetime
from uuid import UUID

from kennisruil.brokerage import actions, queries
from kennisruil.matching import actions as matching
from kennisruil.matching import queries as matching_queries
from kennisruil.network import queries as network
from kennisruil.shared import clock, jobs
from kennisruil.shared.actors import Actor
from kennisruil.shared.periods import day_of
from kennisruil.shared.scope import network_scope


@jobs.task("brokerage.draw_round", in_scope=False)
def draw_round(*, network_id: UUID, round_id: str) -> None:
    """Draw the plans of an exchange round; outside any scope, for each need is a transaction of its own."""
    by = Actor.job("brokerage.draw_round")
    actions.draw_round(network_id=network_id, round_id=UUID(round_id), by=by, at=clock.now())


@jobs.task("brokerage.read_need")
def read_need(*, network_id: UUID, need_id: str) -> None:
    """Make the vector of a need, suggest its themes, and tell who waits for such a thing."""
    need, at = queries.need_by_id(network_id=network_id, need_id=UUID(need_id)), clock.now()
    actions.read_need(network_id=network_id, need=need)
    _tell(network_id, only=("need", need.pk), at=at)


@jobs.task("brokerage.tell_offer")
def tell_offer(*, network_id: UUID, offer_id: str) -> None:
    """Make the vectors of who offers, suggest the themes of the offer, and tell who waits for such a thing."""
    offer = matching_queries.know_how_by_id(network_id=network_id, know_how_id=UUID(offer_id))
    matching.make_vectors(network_id=network_id, member_ids=[offer.member_id])
    matching.suggest_for_members(network_id=network_id, member_ids=[offer.member_id])
    _tell(network_id, only=("offer", offer.pk), at=clock.now())


def _tell(network_id: UUID, *, only: tuple[str, UUID], at: datetime) -> None:
    today = day_of(at, network.network_by_id(network_id=network_id).time_zone)
    actions.tell_news(network_id=network_id, today=today, only=only, by=Actor.job("brokerage.tell_news"), at=at)


def news_daily(*, network_id: UUID, today: date, at: datetime) -> None:
    """Read the needs that were not read yet, tell the news that waits, ask whether old offers still stand."""
    with network_scope(network_id):
        actions.read_open_needs(network_id=network_id)
        by = Actor.job("brokerage.news_daily")
        actions.tell_news(network_id=network_id, today=today, by=by, at=at)
        actions.ask_whether_offers_stand(network_id=network_id, today=today, by=by, at=at)


def brokerage_daily(*, network_id: UUID, today: date, at: datetime) -> None:
    """Pass over silence, ask both sides of yesterday's sessions, count quiet ones as held."""
    actions.sweep_daily(network_id=network_id, today=today, at=at)
