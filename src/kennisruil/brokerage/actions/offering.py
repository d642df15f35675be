"""Offers of members: posting one, and asking owners whether old ones still stand."""

from datetime import date, datetime
from uuid import UUID

from kennisruil.brokerage.actions.mails.news import mail_still_true
from kennisruil.matching import actions as matching
from kennisruil.matching import queries as know_how
from kennisruil.matching.models import KnowHow
from kennisruil.network import queries as network
from kennisruil.shared import jobs
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action


def post_offer(
    *, network_id: UUID, id: UUID, member_id: UUID, text: str, language: str, by: Actor, at: datetime
) -> KnowHow:
    """Offer something to everybody in the network, and tell who waits for it; the same id again changes nothing.

    :raises StatementRefused: empty, too long, or too many; nothing is kept.
    """
    with action("brokerage.post_offer", network_id=network_id, by=by, at=at, about=("member", member_id)):
        offer = matching.tell_know_how(
            network_id=network_id,
            id=id,
            member_id=member_id,
            text=text,
            is_in_job=False,
            language=language,
            kind="offer",
            by=by,
            at=at,
        )
        jobs.enqueue("brokerage.tell_offer", network_id=network_id, offer_id=id)
    return offer


def offer_what_i_can(*, network_id: UUID, know_how_id: UUID, by: Actor, at: datetime) -> None:
    """Make an offer of something that somebody said they can do, and tell who waits for it."""
    with action("brokerage.offer_what_i_can", network_id=network_id, by=by, at=at, about=("know_how", know_how_id)):
        matching.offer_know_how(network_id=network_id, know_how_id=know_how_id, by=by, at=at)
        jobs.enqueue("brokerage.tell_offer", network_id=network_id, offer_id=know_how_id)


def ask_whether_offers_stand(*, network_id: UUID, today: date, by: Actor, at: datetime) -> int:
    """Mail the owner of each offer that grew old, once for each time it was said; gives how many are old now."""
    stale = know_how.stale_offers(network_id=network_id, today=today)
    if not stale:
        return 0
    zone = network.network_by_id(network_id=network_id).time_zone
    with action("brokerage.ask_whether_offers_stand", network_id=network_id, by=by, at=at):
        for offer in stale:
            mail_still_true(offer, said_on=know_how.said_on(offer, zone=zone), at=at)
    return len(stale)
