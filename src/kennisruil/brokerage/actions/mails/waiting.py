"""Mails to who waits for one person."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from kennisruil.brokerage.actions import links
from kennisruil.brokerage.actions.mails.letter import post
from kennisruil.brokerage.models import WaitingPlace
from kennisruil.shared.speaking import quoted


def mail_place_offered(place: WaitingPlace, *, at: datetime) -> None:
    """Tell who waited that the person has room again, with a link for a yes and one for a no."""
    asker = place.need.member
    with translation.override(asker.language):
        ask, leave = (
            links.place_link(network_id=place.network_id, place_id=place.pk, say=say) for say in ("ask", "leave")
        )
        post(
            asker,
            key=f"place-offered:{place.pk}:{place.position}:{place.since_on}",
            subject=_("%(name)s has room again") % {"name": place.member.name},
            lines=[
                _("You waited for %(name)s, and your turn has come. It is about your question:")
                % {"name": place.member.name},
                quoted(place.need.text),
                _("Yes, ask %(name)s for me:\n%(link)s") % {"name": place.member.given_name, "link": ask},
                _("I no longer need it:\n%(link)s") % {"link": leave},
                _("When we hear nothing in the coming days, whoever waits after you gets the turn."),
            ],
            about=("need", place.need_id),
            at=at,
        )
