"""What a change of the coin's counter-value would touch: the coins that are open now."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisruil.billing.queries.lots import lot_totals
from kennisruil.network.queries import operator_of
from kennisruil.network.rules import Weight
from kennisruil.shared.templatetags.kr import coins


def weight_of_open_lots(*, network_id: UUID, key: str) -> list[Weight]:
    """Say how many coins are open beside the counter-value, and offer the menu card instead; nothing without any."""
    if key != "coin.counter_value_cents":
        return []
    operator_id = operator_of(network_id=network_id).pk
    found = [
        minor for party_id, (minor, _cents) in lot_totals(network_id=network_id).items() if party_id != operator_id
    ]
    opened = [minor for minor in found if minor]
    if not opened:
        return []
    text = ngettext(
        "%(count)s account has open coins: %(earned)s earned and %(to_give)s still to give.",
        "%(count)s accounts have open coins: %(earned)s earned and %(to_give)s still to give.",
        len(opened),
    ) % {
        "count": len(opened),
        "earned": coins(sum(minor for minor in opened if minor > 0)),
        "to_give": coins(-sum(minor for minor in opened if minor < 0)),
    }
    return [Weight(text, url=reverse("menu:new_card"), action_text=_("Change the menu card instead"))]
