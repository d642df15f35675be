"""What somebody reads after telling whether a session took place."""

from django.utils.translation import gettext as _

from kennisruil.brokerage import queries
from kennisruil.brokerage.models import Session
from kennisruil.shared.amounts import format_coins
from kennisruil.shared.speaking import language_now


def moved_of(session: Session, *, side: str) -> str:
    """Write the coins that moved for one side; who gave to several reads them together."""
    if side == "recipient":
        return format_coins(session.recipient_coins, language=language_now())
    held = [one for one in queries.together_with(session) if one.state == "held"]
    return format_coins(sum(one.provider_coins for one in held), language=language_now())


def after_answer(session: Session, *, side: str, otherwise: str, sign: str) -> str:
    """Say what an answer settled: the coins moved, or nothing moves; ``otherwise`` while it is not settled yet."""
    if session.state == "held":
        values = {"amount": moved_of(session, side=side), "sign": sign}
        return _("You both said that it took place: %(amount)s %(sign)s moved. Thank you.") % values
    if session.state == "cancelled":
        return _("You both say it did not take place. No coins move.")
    return otherwise
