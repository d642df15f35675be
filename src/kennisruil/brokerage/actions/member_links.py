"""Links in mails to members about news, offers and giving back: signed for one question, good for some months."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse

from kennisruil.shared.signed import sign

NEWS, OFFER, INVITATION = "brokerage.news", "brokerage.offer", "brokerage.invitation"
# A way out must not grow old while the mail is kept; an offer and an invitation are of their season.
NEWS_DAYS, OFFER_DAYS, INVITATION_DAYS = 3650, 365, 120


def end_news_link(*, network_id: UUID, member_id: UUID, what: str) -> str:
    """Give the link that ends news: of one alert (its id), or all that comes in the weekly mail (``weekly``)."""
    token = sign(NEWS, network_id=network_id, member=member_id, what=what)
    return _whole("brokerage:answer_news", token)


def offer_link(*, network_id: UUID, know_how_id: UUID) -> str:
    """Give the link to the page on which the owner says that an offer still stands, or takes it away."""
    return _whole("brokerage:answer_offer", sign(OFFER, network_id=network_id, offer=know_how_id))


def invitation_link(*, network_id: UUID, invitation_id: UUID, need_id: UUID) -> str:
    """Give the link to the page on which an invited person says that one of the needs suits them."""
    token = sign(INVITATION, network_id=network_id, invitation=invitation_id, need=need_id)
    return _whole("brokerage:answer_invitation", token)


def _whole(name: str, token: str) -> str:
    return f"{settings.BASE_URL}{reverse(name, args=[token])}"


def page(name: str, *arguments: UUID) -> str:
    """Give the whole address of one of this room's pages."""
    return f"{settings.BASE_URL}{reverse(name, args=arguments)}"
