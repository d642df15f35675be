"""What people read when a card cannot be published."""

from django.utils.translation import gettext as _

from kennisruil.menu.rules import CardIncomplete, CardInThePast, ItemUnknown
from kennisruil.shared.days import written_day
from kennisruil.shared.speaking import language_now
from kennisruil.shared.web.sentences import sentence


@sentence(CardInThePast)
def card_in_the_past(refusal: CardInThePast) -> str:
    """Say from which day it may hold."""
    day = written_day(refusal.earliest_on, pattern="full", language=language_now())
    return _("Prices of the past stay as they were. This card may hold from %(day)s at the earliest.") % {"day": day}


@sentence(CardIncomplete)
def card_incomplete(refusal: CardIncomplete) -> str:
    """Say which service cannot be, and why."""
    reasons = {
        "empty": _("A card needs at least one service."),
        "twice": _("The same service stands on the card twice: %(item)s."),
        "name": _("Give %(item)s a name in Dutch, French and English."),
        "session": _("A session costs who receives and earns who gives: check %(item)s."),
        "nothing": _("%(item)s moves no coins at all. Give it a price or take it off the card."),
        "amount": _("The price of %(item)s is too large to be meant."),
        "margin": _("Nobody bears the difference of %(item)s: let the network's account do it."),
    }
    text = reasons.get(refusal.problem, _("%(item)s cannot be charged like this."))
    return text % {"item": refusal.code_of_item}


@sentence(ItemUnknown)
def item_unknown(refusal: ItemUnknown) -> str:
    """Say that it is not on the card of that day."""
    return _("“%(item)s” is not on the menu card of that day. Choose another service, or publish a card first.") % {
        "item": refusal.item_code
    }
