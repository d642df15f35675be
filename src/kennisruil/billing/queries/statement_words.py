"""The sentences of a statement, told from what is kept: in the language that is switched on."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from kennisruil.billing.models import Movement
from kennisruil.billing.rules.brokerage import FEE
from kennisruil.billing.rules.postings import MoveKind
from kennisruil.billing.rules.views import StatementLine
from kennisruil.shared.amounts import format_coins


def text_of(movement: Movement, *, supply: str) -> str:
    """Say what a movement was; ``supply`` is the name of what was given or received."""
    if movement.text == FEE:
        supply = _("Bringing you together: %(text)s") % {"text": supply}
    texts = {
        MoveKind.SUPPLY: supply,
        MoveKind.REVERSAL: _("Taken back: %(text)s") % {"text": supply},
        MoveKind.REDUCTION: _("Lower price: %(text)s") % {"text": supply},
        MoveKind.OPENING: _("Opening balance"),
        MoveKind.PAYMENT: _("Paid in euro"),
        MoveKind.SET_OFF: _("Set off in euro"),
        MoveKind.PAY_OUT: _("Paid out in euro"),
        MoveKind.GIVEN_AWAY: _("Given to the network"),
        MoveKind.GIFT: _("Given away") if movement.coins < 0 else _("Received as a gift"),
        MoveKind.WRITE_OFF: _("Need not be given back any more"),
    }
    return texts[MoveKind(movement.kind)]


def story_of(lines: Sequence[StatementLine], *, closing: int, coin: str, scale: int, language: str) -> tuple[str, ...]:
    """Say in sentences what was given and received, and what is still to be given back."""

    def coins(minor: int) -> str:
        return f"{format_coins(minor, scale=scale, language=language)} {coin}"

    if not lines:
        return (_("Nothing moved this month."),)
    gave = sum(line.amount_coins for line in lines if line.amount_coins > 0)
    received = -sum(line.amount_coins for line in lines if line.amount_coins < 0)
    found = []
    if gave:
        found.append(_("You gave for %(coins)s.") % {"coins": coins(gave)})
    if received:
        found.append(_("You received for %(coins)s.") % {"coins": coins(received)})
    if closing < 0:
        found.append(_("You can still give back %(coins)s.") % {"coins": coins(-closing)})
    return tuple(found)


def invitation_for(closing: int) -> str:
    """Invite who still has to give; nobody else."""
    return _("Who could you help next? Your network has questions that wait.") if closing < 0 else ""


def last_words() -> str:
    """Say goodbye on a final statement."""
    return _("This is your last statement: your coins are settled. Thank you for what you gave and received.")
