"""The sentences of a statement, told from what is kept: in the language that is switched on."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from kennisruil.billing.models import Movement
from kennisruil.billing.rules.brokerage import FEE
from kennisruil.billing.rules.postings import MoveKind
from kennisruil.billing.rules.views import StatementLine
from kennisruil.shared.amounts import format_coins

_IN_EURO = (MoveKind.PAYMENT, MoveKind.SET_OFF, MoveKind.PAY_OUT)
_BESIDES = (MoveKind.REVERSAL, MoveKind.REDUCTION, MoveKind.GIVEN_AWAY, MoveKind.GIFT, MoveKind.WRITE_OFF)


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
    """Say in sentences what was given, received and settled in euro, and what is still to be given back."""

    def coins(minor: int) -> str:
        return f"{format_coins(minor, scale=scale, language=language)} {coin}"

    if not lines:
        return (_("Nothing moved this month."),)
    helped = [line.amount_coins for line in lines if line.kind == MoveKind.SUPPLY]
    gave, received = sum(each for each in helped if each > 0), -sum(each for each in helped if each < 0)
    in_euro = sum(line.amount_coins for line in lines if line.kind in _IN_EURO)
    besides = sum(line.amount_coins for line in lines if line.kind in _BESIDES)
    found = []
    if gave:
        found.append(_("You gave for %(coins)s.") % {"coins": coins(gave)})
    if received:
        found.append(_("You received for %(coins)s.") % {"coins": coins(received)})
    if in_euro > 0:
        found.append(_("You settled %(coins)s in euro.") % {"coins": coins(in_euro)})
    if in_euro < 0:
        found.append(_("You were paid %(coins)s in euro.") % {"coins": coins(-in_euro)})
    if besides:
        signed = f"{'+' if besides > 0 else '−'}{coins(abs(besides))}"
        found.append(_("Corrections and gifts: %(coins)s.") % {"coins": signed})
    if closing < 0:
        found.append(_("You can still give back %(coins)s.") % {"coins": coins(-closing)})
    return tuple(found)


def invitation_for(closing: int) -> str:
    """Invite who still has to give; nobody else."""
    return _("Who could you help next? Your network has questions that wait.") if closing < 0 else ""


def last_words() -> str:
    """Say goodbye on a final statement."""
    return _("This is your last statement: your coins are settled. Thank you for what you gave and received.")
