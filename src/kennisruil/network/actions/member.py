"""People of the network: joining, changing their details, leaving."""

from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from kennisruil.network.models import Acting, Member, Membership, Network
from kennisruil.network.rules.changed import change_answers
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action

DETAILS = (
    "given_name",
    "family_name",
    "email",
    "phone",
    "language",
    "job_title",
    "organisation_name",
    "is_outsider",
)


def invite_member(
    *,
    network_id: UUID,
    id: UUID,
    given_name: str,
    by: Actor,
    at: datetime,
    family_name: str = "",
    email: str = "",
    phone: str = "",
    language: str = "nl",
    job_title: str = "",
    organisation_name: str = "",
    is_outsider: bool = False,
    joined_on: date | None = None,
) -> Member:
    """Add a person to the network; without ``joined_on`` from the civil day of ``at``. No mail leaves.

    Others see no phone number and no mail address until the person says so (``say_how_to_reach``).
    A second call with the same ``id`` gives the member as it is. ``welcome_member`` also gives a login and writes.
    """
    known = Member.objects.filter(network_id=network_id, pk=id).first()
    if known is not None:
        return known
    with action("network.invite_member", network_id=network_id, by=by, at=at, about=("member", id)):
        return Member.objects.create(
            id=id,
            network_id=network_id,
            given_name=given_name,
            family_name=family_name,
            email=email.strip().lower(),
            phone=phone,
            language=language,
            job_title=job_title,
            organisation_name=organisation_name,
            is_outsider=is_outsider,
            joined_on=joined_on or _day_in(network_id, at),
        )


def _day_in(network_id: UUID, at: datetime) -> date:
    return at.astimezone(ZoneInfo(Network.objects.only("time_zone").get(pk=network_id).time_zone)).date()


def change_member(*, network_id: UUID, member_id: UUID, by: Actor, at: datetime, **changes: Any) -> Member:
    """Change details of a person (see ``DETAILS``); the action names the fields, not the values."""
    assert set(changes) <= set(DETAILS), sorted(set(changes) - set(DETAILS))
    member = Member.objects.get(network_id=network_id, pk=member_id)
    changed = sorted(name for name, value in changes.items() if getattr(member, name) != value)
    if not changed:
        return member
    about, data = ("member", member_id), {"fields": changed}
    with action("network.change_member", network_id=network_id, by=by, at=at, about=about, data=data):
        for name in changed:
            setattr(member, name, changes[name])
        member.save(update_fields=changed)
        for take_note in change_answers:
            take_note(network_id=network_id, member_id=member_id, fields=changed)
    return member


def say_how_to_reach(
    *,
    network_id: UUID,
    member_id: UUID,
    shows_phone: bool,
    shows_email: bool,
    shares_when_met: bool,
    on: date,
    by: Actor,
    at: datetime,
) -> Member:
    """Keep what a person shows: to all members, and to whom they agree to meet; from now on they are not asked again.

    The action names what changed. The same answer again on a later day changes nothing.
    """
    answer = {"shows_phone": shows_phone, "shows_email": shows_email, "shares_when_met": shares_when_met}
    member = Member.objects.get(network_id=network_id, pk=member_id)
    changed = sorted(name for name, value in answer.items() if getattr(member, name) != value)
    if member.reach_answered_on is not None and not changed:
        return member
    about, data = ("member", member_id), {"fields": changed}
    with action("network.say_how_to_reach", network_id=network_id, by=by, at=at, about=about, data=data):
        for name, value in answer.items():
            setattr(member, name, value)
        member.reach_answered_on = on
        member.save(update_fields=[*answer, "reach_answered_on"])
    return member


def member_leaves(*, network_id: UUID, member_id: UUID, on: date, by: Actor, at: datetime) -> Member:
    """Note that a person has left from ``on``: acts for nobody, and no longer comes in. Parties leave by billing."""
    with action("network.member_leaves", network_id=network_id, by=by, at=at, about=("member", member_id)):
        member = Member.objects.get(network_id=network_id, pk=member_id)
        member.left_on = on
        member.save(update_fields=["left_on"])
        Acting.objects.filter(network_id=network_id, member_id=member_id, until_on=None).update(until_on=on)
        Membership.objects.filter(network_id=network_id, member_id=member_id).update(is_active=False)
    return member


def ask_to_leave(*, network_id: UUID, member_id: UUID, on: date, by: Actor, at: datetime) -> Member:
    """Note that a person wants to leave, for the office to settle what is left; a second time keeps the first day."""
    with action("network.ask_to_leave", network_id=network_id, by=by, at=at, about=("member", member_id)):
        member = Member.objects.get(network_id=network_id, pk=member_id)
        if member.leaving_asked_on is None:
            member.leaving_asked_on = on
            member.save(update_fields=["leaving_asked_on"])
    return member


def stay_after_all(*, network_id: UUID, member_id: UUID, by: Actor, at: datetime) -> Member:
    """Take back the wish to leave; who did not ask simply stays."""
    with action("network.stay_after_all", network_id=network_id, by=by, at=at, about=("member", member_id)):
        member = Member.objects.get(network_id=network_id, pk=member_id)
        member.leaving_asked_on = None
        member.save(update_fields=["leaving_asked_on"])
    return member
