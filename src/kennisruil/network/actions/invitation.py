"""Inviting: a person, a login and a mail with the way in."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from kennisruil.network.actions.login import give_login
from kennisruil.network.actions.member import invite_member
from kennisruil.network.actions.sign_in import INVITATION_DAYS, sign_in_link
from kennisruil.network.models import Member, Membership, Network
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.mail import post_mail
from kennisruil.shared.refusals import Refusal


class EmailMissing(Refusal):
    """The person has no e-mail address to write to. ``member_id``."""

    code = "email_missing"

    def __init__(self, *, member_id: UUID) -> None:
        self.member_id = member_id
        super().__init__(str(member_id))


def welcome_member(
    *, network_id: UUID, id: UUID, email: str, by: Actor, at: datetime, is_office: bool = False, **details: Any
) -> Member:
    """Add a person, give them a login and write them how to come in. ``details`` as in ``invite_member``.

    :raises EmailTaken: the address is another member's; nothing is made.
    """
    with action("network.welcome_member", network_id=network_id, by=by, at=at, about=("member", id)):
        member = invite_member(network_id=network_id, id=id, email=email, by=by, at=at, **details)
        give_login(network_id=network_id, member_id=id, email=email, is_office=is_office, by=by, at=at)
        send_invitation(network_id=network_id, member_id=id, by=by, at=at)
    return member


def send_invitation(*, network_id: UUID, member_id: UUID, by: Actor, at: datetime) -> None:
    """Write a member with a login how to come in, in their language. :raises EmailMissing: nowhere to write to."""
    place = (
        Membership.objects.select_related("login", "member").filter(network_id=network_id, member_id=member_id).first()
    )
    if place is None:
        raise EmailMissing(member_id=member_id)
    network = Network.objects.get(pk=network_id)
    values = {
        "name": place.member.given_name,
        "network": network.name,
        "link": sign_in_link(email=place.login.email, purpose="invitation", network_id=network_id),
        "days": INVITATION_DAYS,
    }
    with (
        action("network.send_invitation", network_id=network_id, by=by, at=at, about=("member", member_id)),
        translation.override(place.member.language),
    ):
        post_mail(
            network_id=network_id,
            key=f"invitation:{member_id}:{at.isoformat()}",
            to=place.login.email,
            subject=_("Welcome to %(network)s") % values,
            text=_(
                "Dear %(name)s\n\n"
                "You are welcome in %(network)s: ask for help, and help where you can.\n\n"
                "Come in here:\n%(link)s\n\n"
                "The link works once, for %(days)s days. Afterwards you sign in with this e-mail address: "
                "we send you a code each time.\n\n"
                "See you soon\n%(network)s"
            )
            % values,
            language=place.member.language,
            about=("member", member_id),
            at=at,
        )
