"""What a change of the coin's counter-value would touch: the lots that are open now, and what becomes of them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisruil.billing.queries.lots import LotsOfWorth, lots_by_worth
from kennisruil.network.queries import setting_history
from kennisruil.network.rules import Weight
from kennisruil.shared.amounts import format_euro
from kennisruil.shared.speaking import Count, language_now
from kennisruil.shared.templatetags.kr import coins

KEY = "coin.counter_value_cents"


def weight_of_open_lots(*, network_id: UUID, key: str, value: Any = None) -> list[Weight]:
    """Say how many coins are open and of what worth, what a new ``value`` does to them, and offer the menu card.

    Nothing for another decision, or when no coins are open.
    """
    if key != KEY:
        return []
    (scale, *_others) = setting_history(network_id=network_id, key="coin.scale")
    whole_coin = 10 ** int(scale.value)
    found = lots_by_worth(network_id=network_id, whole_coin=whole_coin)
    if not found:
        return []
    weights = [_open_lots(found)]
    if isinstance(value, int):
        weights.append(_revaluation(found, value, whole_coin=whole_coin))
    instead = _("The usual way: let a service cost more or fewer coins from a day on. Then no coin changes its worth.")
    return [*weights, Weight(instead, url=reverse("menu:new_card"), action_text=_("Change the menu card instead"))]


def _open_lots(found: Sequence[LotsOfWorth]) -> Weight:
    lots = sum(each.lots for each in found)
    text = ngettext(
        "%(count)s lot of coins is open: %(earned)s earned and %(to_give)s still to give.",
        "%(count)s lots of coins are open: %(earned)s earned and %(to_give)s still to give.",
        lots,
    ) % {
        "count": Count(lots),
        "earned": coins(sum(each.earned for each in found)),
        "to_give": coins(sum(each.to_give for each in found)),
    }
    columns = [
        {"label": _("Worth of one coin")},
        {"label": _("How many lots"), "number": True},
        {"label": _("Coins earned"), "number": True},
        {"label": _("Worth in euro"), "number": True},
        {"label": _("Still to give"), "number": True},
        {"label": _("Worth in euro"), "number": True},
    ]
    rows = [
        [
            {"cents": each.cents_per_coin},
            str(each.lots),
            {"coins": each.earned},
            {"cents": each.earned_cents},
            {"coins": each.to_give},
            {"cents": each.to_give_cents},
        ]
        for each in found
    ]
    return Weight(
        text,
        url=reverse("billing:open_lots"),
        action_text=_("See every lot"),
        caption=_("Open lots by their worth"),
        columns=columns,
        rows=rows,
    )


def _revaluation(found: Sequence[LotsOfWorth], value: int, *, whole_coin: int) -> Weight:
    """Say what goes to revaluation if all that is open met coins of the new worth."""

    def at_new(minor: int) -> int:
        return (2 * minor * value + whole_coin) // (2 * whole_coin)

    earned = sum(at_new(each.earned) - each.earned_cents for each in found)
    to_give = sum(at_new(each.to_give) - each.to_give_cents for each in found)
    text = _(
        "At %(value)s a coin, what was earned would be used for %(earned)s more than it came with, and what is still "
        "to give would be given back for %(to_give)s more (with a minus: less). The books show it as revaluation."
    )
    return Weight(text % {"value": _euro(value), "earned": _euro(earned), "to_give": _euro(to_give)})


def _euro(cents: int) -> str:
    return format_euro(cents, language=language_now())
