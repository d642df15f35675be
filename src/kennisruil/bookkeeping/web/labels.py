"""Words for entries that no document of their own stands behind, and for the packages the books go to."""

from datetime import date

from babel.dates import format_date
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kennisruil.bookkeeping.rules.targets import Target
from kennisruil.shared.amounts import locale_of

KINDS: dict[str, Promise] = {
    "return": _("Open base closed by coins"),
    "set_off": _("VAT set off"),
    "payment": _("Payment"),
    "opening": _("Balance from before"),
    "reversal": _("Taken back"),
    "grant": _("Coins granted"),
    "write_off": _("Written off"),
    "pay_out": _("Credit paid out"),
    "given_away": _("Credit given to the network"),
    "accrual": _("Documented in the next year"),
    "accrual_reversal": _("Documented in the next year, taken back"),
    "gift": _("Coins given to another member"),
}

TARGETS: dict[Target, Promise] = {
    Target.TRYTON: _("Tryton, with its invoices and moves"),
    Target.BEANCOUNT: _("A beancount file"),
    Target.HLEDGER: _("A hledger file"),
    Target.CSV: _("A CSV journal for spreadsheets"),
    Target.UBL: _("A folder of e-invoices (UBL)"),
}
SHORT_TARGETS: dict[Target, str] = {
    Target.TRYTON: "Tryton",
    Target.BEANCOUNT: "beancount",
    Target.HLEDGER: "hledger",
    Target.CSV: "CSV",
    Target.UBL: "UBL",
}
TARGET_HELP: dict[Target, Promise] = {
    Target.TRYTON: _("Talks to a running Tryton 8. Invoices and credit notes become its own, the rest becomes moves."),
    Target.BEANCOUNT: _("One file that grows by every entry. Check it with bean-check."),
    Target.HLEDGER: _("One file that grows by every entry. Check it with hledger check."),
    Target.CSV: _("One file that grows by every entry, a line per posting."),
    Target.UBL: _("Each e-invoice as it was issued, named by its number. Most Belgian packages read such a folder."),
}
WAITS, ARRIVED, DIFFERS = _("on its way"), _("arrived"), _("holds something else")


def month_name(day: date, *, language: str) -> str:
    """Write the month of a day."""
    return str(format_date(day, format="LLLL y", locale=locale_of(language)))
