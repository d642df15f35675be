"""Words for what this room shows: kinds of documents, states, movements, what is missing, how something was settled."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KINDS: dict[str, Promise] = {
    "invoice_380": _("Invoice"),
    "self_billed_389": _("Invoice issued by the customer"),
    "credit_note_381": _("Credit note"),
    "self_billed_credit_261": _("Credit note issued by the customer"),
    "settlement_note": _("Settlement note"),
    "settlement_credit": _("Correction of a settlement note"),
    "letter": _("Letter"),
    "receipt": _("Receipt"),
}
MEANINGS: dict[str, Promise] = {
    "invoice_380": _(
        "You received help, and this is its invoice. You pay the VAT in euro. The rest you give back with a return "
        "service, or you pay it."
    ),
    "self_billed_389": _(
        "You gave help. The network drew up this invoice in your name, so you do not have to. It adds the coins to "
        "your credit, and the network pays you the VAT. The network used to call this a credit note."
    ),
    "credit_note_381": _(
        "This takes an earlier invoice back, whole or in part. What it takes back no longer has to be paid."
    ),
    "self_billed_credit_261": _("This takes an earlier self-billed invoice back, whole or in part."),
    "settlement_note": _(
        "You gave help, and this is what it is worth. It adds the coins to your credit; there is no VAT on it."
    ),
    "settlement_credit": _("This takes an earlier settlement note back, whole or in part."),
    "letter": _("This letter tells what happened with your coins. There is nothing to pay on it."),
    "receipt": _("This shows what your payment settled."),
}
IN_YOUR_NAME: dict[str, Promise] = {
    "invoice_380": _(
        "You gave help. The network sent this invoice in your name, under your mandate, to who received it. The coins "
        "are on your credit; the VAT is paid straight to you, and you declare it."
    ),
    "credit_note_381": _("This takes an invoice back that the network sent in your name, whole or in part."),
}
STATES: dict[str, Promise] = {
    "draft": _("Waits for an answer"),
    "open": _("Something is open"),
    "overdue": _("Past its day"),
    "settled": _("Settled"),
    "refused": _("Refused"),
    "failed": _("Did not pass the checks"),
}
HOW: dict[str, Promise] = {
    "return": _("Given back with a return service"),
    "payment": _("Paid"),
    "set_off": _("Set off against what goes the other way"),
    "correction": _("Taken back by a correction"),
    "reversal": _("Taken back by a correction"),
    "reduction": _("Taken off the price"),
    "grant": _("Settled with coins from the network"),
    "opening": _("Settled with credit from before"),
    "write_off": _("Written off"),
    "pay_out": _("Paid out"),
    "given_away": _("Given to the network"),
    "gift": _("Given by another member"),
    "supply": _("Given back with a return service"),
}
PARTS: dict[str, Promise] = {
    "vat": _("VAT"),
    "base": pgettext_lazy("part of a document", "Without VAT"),
    "prepaid": _("Paid ahead"),
    "credit": pgettext_lazy("part of a document", "Credit in euro"),
}
MOVES: dict[str, Promise] = {
    "supply": _("Session or workshop"),
    "reversal": _("Taken back"),
    "reduction": _("Lower price"),
    "opening": _("Balance from before"),
    "payment": _("Paid in euro instead of given back"),
    "set_off": _("Set off instead of given back"),
    "pay_out": _("Credit paid out"),
    "given_away": _("Credit given to the network"),
    "gift": _("Coins given to another member"),
    "write_off": _("Written off"),
}
SENT_IN: dict[str, Promise] = {
    "nl": _("This statement was sent in Dutch, and its PDF stays so."),
    "fr": _("This statement was sent in French, and its PDF stays so."),
    "en": _("This statement was sent in English, and its PDF stays so."),
}
MISSING: dict[str, Promise] = {
    "facts": _("The VAT status is not known yet."),
    "agreement": _("There is no yes yet to the invoices we draw up for them."),
    "vat_number": _("The VAT number is missing."),
    "enterprise_number": _("The enterprise number is missing."),
    "address": _("The address is missing."),
    "iban": _("The account number is missing."),
    "counterparty_vat_number": _("The VAT number of the other side is missing."),
    "mandate": _("There is no mandate yet to invoice in their name."),
    "counterparty_facts": _("The VAT status of the other side is not known yet."),
    "counterparty_address": _("The address of the other side is missing."),
    "failed": _("The document did not pass the checks."),
    "refused": _("The draft was refused."),
}
TO_ASK: dict[str, Promise] = {
    "facts": _("Ask how they stand towards VAT, and fill it in."),
    "agreement": _("Ask them to read the text about invoices we draw up, and to say yes."),
    "vat_number": _("Ask for the VAT number."),
    "enterprise_number": _("Ask for the enterprise number."),
    "address": _("Ask for the address."),
    "iban": _("Ask for the account number."),
    "counterparty_vat_number": _("Ask the other side for its VAT number."),
    "mandate": _("Ask them to read the mandate, and to say yes."),
    "counterparty_facts": _("Ask the other side how it stands towards VAT, and fill it in."),
    "counterparty_address": _("Ask the other side for its address."),
    "failed": _("Read what is wrong, mend it, and draw the document again."),
    "refused": _("Call them, settle it, and draw the document again."),
}

# The VAT categories of EN 16931 as people read them.
CATEGORIES: dict[str, Promise] = {
    "S": _("With VAT"),
    "E": _("Exempt"),
    "AE": _("VAT shifted to the customer"),
    "O": _("Outside VAT"),
    "Z": _("Zero rate"),
}
STEPS: dict[str, Promise] = {
    "documents": _("Drawing up the documents of %(month)s"),
    "document_mails": _("Mailing the documents of %(month)s"),
    "statements": _("Writing the statements of %(month)s"),
    "statement_mails": _("Mailing the statements of %(month)s"),
}
