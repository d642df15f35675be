"""Words for kinds, fields and values of imports."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

KIND_LABELS = {
    "organisations": gettext_lazy("Organisations"),
    "people": gettext_lazy("People"),
    "skills": gettext_lazy("What people can help with"),
    "opening_balances": gettext_lazy("Opening balances"),
    "sessions": gettext_lazy("Past sessions"),
}
KIND_HINTS = {
    "organisations": gettext_lazy(
        "One row per organisation: name, enterprise number, VAT status, address, account number."
    ),
    "people": gettext_lazy("One row per person: name, e-mail, phone, job, organisation."),
    "skills": gettext_lazy("One row per thing somebody can help with, in or outside the job."),
    "opening_balances": gettext_lazy("One row per balance: coins, euro, date and number of the old document."),
    "sessions": gettext_lazy("One row per session held before: date, who gave, who received."),
}
FIELD_LABELS = {
    "name": pgettext_lazy("column", "Name"),
    "vat_kind": pgettext_lazy("column", "VAT status"),
    "enterprise_number": pgettext_lazy("column", "Enterprise number"),
    "vat_number": pgettext_lazy("column", "VAT number"),
    "street": pgettext_lazy("column", "Street and number"),
    "postcode": pgettext_lazy("column", "Postcode"),
    "city": pgettext_lazy("column", "Town"),
    "country": pgettext_lazy("column", "Country"),
    "iban": pgettext_lazy("column", "IBAN"),
    "email": pgettext_lazy("column", "E-mail"),
    "language": pgettext_lazy("column", "Language"),
    "peppol_registered": pgettext_lazy("column", "On Peppol"),
    "full_name": pgettext_lazy("column", "Full name"),
    "given_name": pgettext_lazy("column", "First name"),
    "family_name": pgettext_lazy("column", "Last name"),
    "phone": pgettext_lazy("column", "Phone"),
    "job_title": pgettext_lazy("column", "Job"),
    "organisation": pgettext_lazy("column", "Organisation"),
    "own_account": pgettext_lazy("column", "Own account"),
    "is_outsider": pgettext_lazy("column", "Outsider"),
    "text": pgettext_lazy("column", "Can help with"),
    "place": pgettext_lazy("column", "In or outside the job"),
    "party": pgettext_lazy("column", "Party"),
    "coins": pgettext_lazy("column", "Coins"),
    "euro": pgettext_lazy("column", "Euro"),
    "document_number": pgettext_lazy("column", "Document number"),
    "document_date": pgettext_lazy("column", "Document date"),
    "held_on": pgettext_lazy("column", "Session date"),
    "recipient": pgettext_lazy("column", "Recipient"),
    "provider": pgettext_lazy("column", "Provider"),
    "outcome": pgettext_lazy("column", "Outcome"),
}
# The same field reads otherwise in another kind.
_OTHERWISE = {("sessions", "text"): pgettext_lazy("column", "Subject")}
OUTCOME_LABELS = {
    "new": pgettext_lazy("state", "New"),
    "update": pgettext_lazy("state", "Update"),
    "merge": pgettext_lazy("state", "Merge"),
    "unchanged": pgettext_lazy("state", "Unchanged"),
    "refused": pgettext_lazy("state", "Refused"),
}


PLACES = {"in_job": gettext_lazy("in the job"), "outside_job": gettext_lazy("outside the job")}


def field_label(field: str, kind: str = "") -> str:
    """Name a field; one without a name of its own shows as it is."""
    return str(_OTHERWISE.get((kind, field)) or FIELD_LABELS.get(field, field))


def stays_because(code: str) -> str:
    """Say, for one row, why its import stays; ``name`` and ``row`` fill it."""
    sentences = {
        "changed": _("This import stays: %(name)s (row %(row)s) was changed afterwards."),
        "ledger.entry": _("This import stays: coins of %(name)s (row %(row)s) have moved since."),
        "network.acting": _("This import stays: %(name)s (row %(row)s) was linked to a person or an account since."),
        "network.agreement": _("This import stays: %(name)s (row %(row)s) has agreed to a text since."),
        "network.membership": _("This import stays: %(name)s (row %(row)s) can sign in since."),
        "matching.knowhow": _("This import stays: %(name)s (row %(row)s) told what they can help with since."),
        "documented": _(
            "This import stays: the balance of %(name)s (row %(row)s) is partly used or in a closed month."
        ),
    }
    return sentences.get(code) or _("This import stays: %(name)s (row %(row)s) is used elsewhere in the network.")
