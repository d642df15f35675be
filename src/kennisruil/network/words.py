"""Words of this room that pages of higher rooms say too: a party's status for VAT, and what a password must be."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

VAT_KINDS: dict[str, Promise] = {
    "vat_business": _("Business with a VAT number"),
    "small_enterprise": _("Small enterprise, exempt from VAT"),
    "exempt_activity": _("Exempt activity (care, education, culture…)"),
    "public_body": _("Public body"),
    "association": _("Association without a VAT number"),
    "private_person": _("Private person"),
    "eu_business": _("Business elsewhere in the EU, with a VAT number"),
    "eu_without_vat": _("Organisation elsewhere in the EU, without a VAT number"),
    "outside_eu": _("Outside the EU"),
}

# Sentences of the framework that we say in our own way: our translation of the same sentence comes first.
PASSWORD_RULES: tuple[Promise, ...] = (
    ngettext_lazy(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
        "min_length",
    ),
    _("Your password can’t be a commonly used password."),
)
