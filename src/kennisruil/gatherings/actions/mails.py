"""Mails of the gatherings room, in the reader's language."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from kennisruil.gatherings.models import Gathering, Place
from kennisruil.network import queries as network
from kennisruil.shared.mail import post_mail
from kennisruil.shared.templatetags.kr import day


def mail_cancelled(place: Place, *, gathering: Gathering, at: datetime) -> None:
    """Tell who had a place that it will not take place and that nothing is paid."""
    if not place.member.email:
        return
    sender = network.network_by_id(network_id=place.network_id).name
    with translation.override(place.member.language):
        post_mail(
            network_id=place.network_id,
            key=f"gathering-cancelled:{place.pk}",
            to=place.member.email,
            subject=_("Cancelled: %(title)s") % {"title": gathering.title},
            text=_(
                "Dear %(name)s\n\n“%(title)s” on %(day)s is cancelled. You pay nothing: coins that were held for it "
                "are back on the account.\n\nSee you soon\n%(network)s"
            )
            % {
                "name": place.member.given_name,
                "title": gathering.title,
                "day": day(gathering.planned_on),
                "network": sender,
            },
            language=place.member.language,
            about=("gathering", gathering.pk),
            at=at,
        )
