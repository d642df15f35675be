"""What people read when the ledger refuses; the ledger itself has no pages and knows no words."""

from django.utils.translation import gettext as _

from kennisruil.ledger.rules import refusals
from kennisruil.shared.amounts import format_coins
from kennisruil.shared.speaking import language_now
from kennisruil.shared.templatetags.kr import month_name
from kennisruil.shared.web.sentences import sentence


@sentence(refusals.LedgerRefusal)
def ledger_refusal(_refusal: refusals.LedgerRefusal) -> str:
    """Say that no coins moved, for whatever has no sentence of its own."""
    return _("The coins could not be moved this way. Nothing has changed. Ask the office to look at it.")


@sentence(refusals.CeilingReached)
def ceiling_reached(_refusal: refusals.CeilingReached) -> str:
    """Say which end was reached and what helps."""
    return _(
        "This account would hold more coins than it may. Nothing has changed. "
        "First receive something, or ask the office."
    )


@sentence(refusals.AccountClosed)
def account_closed(_refusal: refusals.AccountClosed) -> str:
    """Say that the account has ended."""
    return _("This account is closed, so no coins move. Nothing has changed.")


@sentence(refusals.AccountNotEmpty)
def account_not_empty(refusal: refusals.AccountNotEmpty) -> str:
    """Say what still lies there."""
    amount = format_coins(refusal.balance, language=language_now())
    return _("There are still %(amount)s coins on this account. Bring it to zero first.") % {"amount": amount}


@sentence(refusals.LimitsCrossed)
def limits_crossed(_refusal: refusals.LimitsCrossed) -> str:
    """Say how limits lie."""
    return _("The lowest balance lies above the highest one. Nothing has changed.")


@sentence(refusals.ReasonMissing)
def reason_missing(_refusal: refusals.ReasonMissing) -> str:
    """Ask why."""
    return _("Write down why. Nothing has changed yet.")


@sentence(refusals.PeriodClosed)
def period_closed(refusal: refusals.PeriodClosed) -> str:
    """Say which month is closed."""
    return _("%(month)s is closed. Book it in an open month.") % {"month": month_name(refusal.period_on).capitalize()}


@sentence(refusals.PeriodNotOver)
def period_not_over(refusal: refusals.PeriodNotOver) -> str:
    """Say which month still runs."""
    return _("%(month)s is not over yet, so it cannot be closed.") % {
        "month": month_name(refusal.period_on).capitalize()
    }


@sentence(refusals.EarlierPeriodOpen)
def earlier_period_open(refusal: refusals.EarlierPeriodOpen) -> str:
    """Say which month comes first."""
    return _("%(month)s is still open. Close it first.") % {"month": month_name(refusal.period_on).capitalize()}
