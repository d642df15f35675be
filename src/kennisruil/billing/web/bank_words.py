"""Words for bank lines and payments: states with their look, and why a line is where it is."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Look:
    """How a state looks: a word, an icon, a tone of ``parts/chip.html``."""

    word: Promise
    icon: str
    tone: str


LINES: dict[str, Look] = {
    "left": Look(pgettext_lazy("bank line", "Left for you"), "clock", "waits"),
    "proposed": Look(pgettext_lazy("bank line", "Proposed"), "person", "waits"),
    "booked": Look(pgettext_lazy("bank line", "Booked"), "check", "good"),
    "aside": Look(pgettext_lazy("bank line", "Set aside"), "cross", "quiet"),
    "apart": Look(pgettext_lazy("bank line", "Not read"), "warning", "stop"),
    "known": Look(pgettext_lazy("bank line", "Known already"), "history", "quiet"),
}
BATCHES: dict[str, Look] = {
    "prepared": Look(pgettext_lazy("pay batch", "Waits for a second person"), "clock", "waits"),
    "approved": Look(pgettext_lazy("pay batch", "Approved, on its way"), "mail", "calm"),
    "closed": Look(pgettext_lazy("pay batch", "Paid"), "check", "good"),
    "withdrawn": Look(pgettext_lazy("pay batch", "Withdrawn"), "undo", "quiet"),
}
ORDERS: dict[str, Look] = {
    "waiting": Look(pgettext_lazy("pay order", "Waits for the bank"), "clock", "calm"),
    "paid": Look(pgettext_lazy("pay order", "Paid"), "check", "good"),
    "dropped": Look(pgettext_lazy("pay order", "Not paid"), "cross", "quiet"),
}
REASONS: dict[str, Promise] = {
    "new": _("It has just been read."),
    "message": _("The structured message is that of the document."),
    "order": _("It pays an order of ours: the bank gave its reference back."),
    "accepted": _("Somebody said whose it is."),
    "number": _("The number of the document stands in the message."),
    "iban": _("The account is that of this party."),
    "amount_and_name": _("Amount and name agree with what is open."),
    "nobody": _("Nothing of ours fits: neither message, nor account, nor amount and name."),
    "unknown_message": _("The structured message is none of ours."),
    "other_account": _("The statement is of an account that is not noted as ours."),
    "does_not_add_up": _("The balances of this statement do not agree with its lines, so nothing is booked by itself."),
    "currency": _("It is in another currency than euro."),
    "nothing": _("It is about no money."),
    "returned": _("The money of an order came back. Undo the line that paid it, then set this one aside."),
    "order_differs": _("It names an order of ours, for another amount."),
    "order_not_open": _("It names an order of ours that was not approved, or was paid before."),
    "undone": _("Its booking was undone."),
    "aside": _("Somebody said that it is nothing of the members."),
    "taken_up": _("Somebody took it up again."),
    "refused": _("It could not be booked by itself. Look at it, and accept it where it is right."),
    "more_than_is_owed": _("More went out than the network still had to pay to them."),
}
APART: dict[str, Promise] = {
    "empty": _("There is nothing in the file."),
    "unknown_format": _("This is no statement in CODA, CAMT.053 or MT940."),
    "cut_off": _("The statement breaks off before its closing balance. Ask your bank for the whole file."),
    "does_not_add_up": _("Amounts, balances or counts of this statement do not agree. Ask your bank for it again."),
    "unreadable_record": _("This part is not written as the format asks."),
    "outside_statement": _("These lines belong to no statement."),
    "no_xml": _("The file is broken XML, or breaks off. Ask your bank for the whole file."),
    "document_type": _("The file brings a document type of its own, which no bank does. It was not opened further."),
    "other_message": _("This is another message than a statement (CAMT.053)."),
    "no_statement": _("There is no statement in the file."),
    "not_booked_yet": _("The bank has not booked this yet. It comes in a later file."),
}
LEFT_OUT: dict[str, Promise] = {
    "minimum": _("Less than we pay out together; it waits for more."),
    "no_iban": _("No account number is noted, or it is not right."),
    "not_chosen": _("Not chosen."),
}
FORMATS: dict[str, str] = {"coda": "CODA", "camt": "CAMT.053", "mt940": "MT940", "unknown": "–"}
STATES: dict[str, Promise] = {
    "waiting": pgettext_lazy("bank lines", "What waits"),
    "left": pgettext_lazy("bank lines", "Left for you"),
    "proposed": pgettext_lazy("bank lines", "Proposed"),
    "booked": pgettext_lazy("bank lines", "Booked"),
    "aside": pgettext_lazy("bank lines", "Set aside"),
    "all": pgettext_lazy("bank lines", "All of them"),
}
