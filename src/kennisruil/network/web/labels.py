"""Words for the kinds and decisions of this room."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PARTY_KINDS: dict[str, Promise] = {"person": _("A person"), "organisation": _("An organisation")}
TERMS: dict[str, Promise] = {
    "exchange_terms": _("Exchange terms"),
    "self_billing": _("Invoices we draw up for you"),
    "confidence": _("Promise of confidence"),
    "privacy": _("Your data"),
    "mandate": _("Mandate to invoice in your name"),
}
FACTS: dict[str, Promise] = {
    "vat_kind": pgettext_lazy("in a list", "VAT status"),
    "enterprise_number": _("enterprise number"),
    "vat_number": pgettext_lazy("in a list", "VAT number"),
    "address": _("address"),
    "iban": _("account number (IBAN)"),
}
GROUPS: dict[str, Promise] = {
    "coin": _("The coin"),
    "legal_role": _("Role in law"),
    "limits": _("Limits of an account"),
    "exchange": _("The exchange"),
    "close": _("Month close"),
    "house": _("Name and colours"),
    "office": _("The office"),
    "billing": _("Documents"),
    "settlement": _("Settling"),
    "reminders": _("Reminders"),
    "paying": pgettext_lazy("group of decisions", "Paying out"),
    "channel": pgettext_lazy("group of decisions", "E-invoices"),
    "books": _("Books"),
    "demo": _("Demo"),
    "matching": _("Finding people"),
    "menu": _("Menu card"),
    "gatherings": pgettext_lazy("group of decisions", "Gatherings"),
    "mail": pgettext_lazy("group of decisions", "Mail"),
}
SETTINGS: dict[str, Promise] = {
    "coin.sign": _("Sign of the coin"),
    "coin.scale": _("Decimals of the coin"),
    "coin.counter_value_cents": _("Counter-value of one coin, without VAT"),
    "coin.budget_minor_per_year": _("Coins the network itself may add in a year"),
    "legal_role": _("In whose name the network acts"),
    "limits.floor_minor": _("How far an account may go below zero"),
    "limits.ceiling_minor": _("Highest balance of an account"),
    "exchange.ask_next_after_days": _("Days of silence before we ask the next person"),
    "exchange.sessions_at_once": _("Sessions one person gives at a time, at most, in an exchange round"),
    "exchange.held_after_days": _("Days after which a session counts as held"),
    "close.first_run_days": _("Last days of a quarter in which the first run is made"),
    "close.papers": _("When the readable copies (PDF) are made"),
    "close.amber_day": _("Day on which the close turns amber"),
    "close.red_day": _("Day on which the close turns red"),
    "house.name": _("Name at the top of each page"),
    "house.hue": _("Colour of the network (0 to 359 degrees, empty for the house colour)"),
    "house.logo": _("Address of the logo on this server"),
    "office.email": _("E-mail of the office"),
    "billing.deductible_basis_points": _("Share of VAT the network may deduct, in hundredths of a percent"),
    "billing.rule_book": _("Own VAT rates, wordings and terms"),
    "settlement.pay_out": _("May credit be paid out in euro, when somebody leaves"),
    "reminders.first_after_days": _("Days after the due day before the first reminder"),
    "reminders.second_after_days": _("Days after the due day before the second reminder"),
    "reminders.third_after_days": _("Days after the due day before the third reminder"),
    "reminders.least_cents": _("We remind nobody of less than"),
    "reminders.give_after_days": _("Days after which we tell who could use your help"),
    "reminders.give_again_days": _("Days before we tell it again"),
    "paying.minimum_cents": _("We pay out together from"),
    "paying.version": _("Form of the payment file, as your bank takes it"),
    "channel.adapter": _("How e-invoices leave the house"),
    "channel.company": _("Number of your company at the access point"),
    "books.accounts": _("Account numbers in the books"),
    "books.targets": _("Accounting packages the books go to"),
    "demo.people": _("People to look around as"),
}
CHOICES: dict[str, Promise] = {
    "no": pgettext_lazy("a decision", "No"),
    "yes": pgettext_lazy("a decision", "Yes"),
    "pain.001.001.03": _("pain.001.001.03 (older)"),
    "pain.001.001.09": _("pain.001.001.09 (since 2025)"),
    "folder": _("Into a folder: you send them with your own package"),
    "recommand": _("Through the access point Recommand"),
    "own_name": _("In its own name: it buys from who gives and supplies to who receives"),
    "with_documents": _("At once: each mail carries them"),
    "on_request": _("When somebody asks for one"),
    "broker": _("As a broker: who gives supplies directly to who receives"),
}
