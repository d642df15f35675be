"""What the sign-in pages show besides the form."""

from django import template
from django.conf import settings

from kennisruil.network.web import networks

register = template.Library()


@register.simple_tag
def demo_offers() -> list[dict[str, object]]:
    """List the demo people one may look around as; empty outside demo networks."""
    return networks.demo_offers()


@register.simple_tag
def mail_stays() -> bool:
    """Tell whether mails stay in the house, for want of a mail server."""
    return not settings.MAIL_LEAVES_THE_HOUSE
