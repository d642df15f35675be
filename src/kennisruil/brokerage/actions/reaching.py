"""How a member reaches another whom they found: a message by way of the house, or an introduction by the office."""

from datetime import datetime
from uuid import UUID

from kennisruil.brokerage.actions.days import day_in
from kennisruil.brokerage.actions.mails.giving import mail_message
from kennisruil.brokerage.actions.referrals import refer
from kennisruil.brokerage.models import Approach
from kennisruil.brokerage.queries.directory import is_in_directory
from kennisruil.brokerage.rules.approaching import (
    LONGEST_TEXT,
    MOST_A_DAY,
    AsksAlready,
    EnoughForToday,
    NotInDirectory,
)
from kennisruil.brokerage.rules.refusals import NotNow, SamePerson, TextMissing
from kennisruil.network.models import Member
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action

Kind, State = Approach.Kind, Approach.State


def write_to(
    *, network_id: UUID, id: UUID, member_id: UUID, to_member_id: UUID, text: str, by: Actor, at: datetime
) -> Approach:
    """Send a member's message to another by mail, with the writer's address and without the reader's.

    The same id again sends nothing more. :raises TextMissing: empty. :raises SamePerson: to oneself.
    :raises NotInDirectory: the reader shows nothing, takes a pause, left, or one of the two has no mail address.
    :raises EnoughForToday: five messages and wishes on one day. Nothing is sent.
    """
    with action("brokerage.write_to", network_id=network_id, by=by, at=at, about=("member", to_member_id)):
        approach, member, to = _made(
            network_id, id=id, member_id=member_id, to_id=to_member_id, kind=Kind.MESSAGE, text=text, at=at
        )
        if not member.email or not to.email:
            raise NotInDirectory
        mail_message(approach, member=member, to=to, at=at)
    return approach


def ask_introduction(
    *, network_id: UUID, id: UUID, member_id: UUID, to_member_id: UUID, text: str, by: Actor, at: datetime
) -> Approach:
    """Ask the office to introduce a member to another; it finds a line about it. ``text``: what it is about.

    :raises AsksAlready: the office was asked that already. Otherwise as ``write_to``; nothing is kept.
    """
    with action("brokerage.ask_introduction", network_id=network_id, by=by, at=at, about=("member", to_member_id)):
        waiting = Approach.objects.filter(network_id=network_id, member_id=member_id, to_member_id=to_member_id)
        if waiting.filter(state=State.WAITING).exclude(pk=id).exists():
            raise AsksAlready
        approach, _member, _to = _made(
            network_id, id=id, member_id=member_id, to_id=to_member_id, kind=Kind.INTRODUCTION, text=text, at=at
        )
    return approach


def _made(
    network_id: UUID, *, id: UUID, member_id: UUID, to_id: UUID, kind: str, text: str, at: datetime
) -> tuple[Approach, Member, Member]:
    if not text.strip():
        raise TextMissing(field="text")
    if member_id == to_id:
        raise SamePerson(id=member_id)
    today = day_in(network_id=network_id, at=at)
    # Two at once of one person wait for each other, so that the count of the day holds.
    member = Member.objects.select_for_update().get(network_id=network_id, pk=member_id)
    to = Member.objects.get(network_id=network_id, pk=to_id)
    if not is_in_directory(network_id=network_id, member_id=to_id, viewer_id=member_id, on=today):
        raise NotInDirectory
    own = Approach.objects.filter(network_id=network_id, member_id=member_id)
    if own.filter(since_on=today).exclude(pk=id).count() >= MOST_A_DAY:
        raise EnoughForToday(most=MOST_A_DAY)
    approach, _new = Approach.objects.get_or_create(
        network_id=network_id,
        id=id,
        defaults={
            "member_id": member_id,
            "to_member_id": to_id,
            "kind": kind,
            "state": State.SENT if kind == Kind.MESSAGE else State.WAITING,
            "text": text.strip()[:LONGEST_TEXT],
            "made_at": at,
            "since_on": today,
        },
    )
    return approach, member, to


def introduce(*, network_id: UUID, approach_id: UUID, by: Actor, at: datetime) -> Approach:
    """Ask whom somebody wants to meet whether they may call; from there it is a referral like any other.

    :raises NotNow: it was done or closed before; nothing changes.
    """
    with action("brokerage.introduce", network_id=network_id, by=by, at=at, about=("approach", approach_id)):
        approach = _waiting(network_id, approach_id, verb="introduce")
        referral = refer(
            network_id=network_id,
            id=approach.pk,
            member_id=approach.member_id,
            to_member_id=approach.to_member_id,
            why=approach.text,
            by=by,
            at=at,
        )
        approach.state, approach.referral_id = State.PASSED_ON, referral.pk
        approach.save(update_fields=["state", "referral"])
    return approach


def close_approach(*, network_id: UUID, approach_id: UUID, by: Actor, at: datetime) -> Approach:
    """Let a wish to be introduced be: the office settled it otherwise. :raises NotNow: done or closed before."""
    with action("brokerage.close_approach", network_id=network_id, by=by, at=at, about=("approach", approach_id)):
        approach = _waiting(network_id, approach_id, verb="close_approach")
        approach.state = State.CLOSED
        approach.save(update_fields=["state"])
    return approach


def _waiting(network_id: UUID, approach_id: UUID, *, verb: str) -> Approach:
    approach = Approach.objects.select_for_update().get(network_id=network_id, pk=approach_id)
    if approach.state != State.WAITING:
        raise NotNow(verb=verb, state=approach.state)
    return approach
