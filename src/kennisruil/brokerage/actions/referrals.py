"""Referring: a name, a phone number and why."""

from datetime import datetime
from uuid import UUID

from kennisruil.brokerage.actions import mails
from kennisruil.brokerage.models import Referral
from kennisruil.brokerage.rules.refusals import SamePerson, TextMissing
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action


def refer(
    *,
    network_id: UUID,
    id: UUID,
    member_id: UUID,
    to_member_id: UUID,
    why: str,
    need_id: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Referral:
    """Point a member to somebody, for who needs a contact and not a session; both get a mail. No coins, no list.

    :raises TextMissing: no reason is given. :raises SamePerson: to themselves. Nothing is kept.
    """
    if not why.strip():
        raise TextMissing(field="why")
    if member_id == to_member_id:
        raise SamePerson(id=member_id)
    with action("brokerage.refer", network_id=network_id, by=by, at=at, about=("referral", id)):
        referral, new = Referral.objects.get_or_create(
            network_id=network_id,
            id=id,
            defaults={
                "need_id": need_id,
                "member_id": member_id,
                "to_member_id": to_member_id,
                "why": why.strip(),
                "referred_at": at,
            },
        )
        if new:
            mails.mail_referral(referral, at=at)
    return referral
