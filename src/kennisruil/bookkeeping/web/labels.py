"""Words for entries that no document of their own stands behind."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
