"""Words for the rule table: kinds of documents, categories of VAT, roads, sentences, and what cannot be."""

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kennisruil.billing.paper.words import Words
from kennisruil.billing.queries.rule_effects import Outcome
from kennisruil.billing.rules.kinds import VatCategory
from kennisruil.billing.rules.rulebook import RuleBook, RuleMissing, TreatmentRow
from kennisruil.billing.rules.rulebook_rows import AS_PROVIDER, Problem
from kennisruil.billing.web import labels
from kennisruil.shared.speaking import shortened

ROLES: dict[str, Promise] = {
    "own_name": gettext_lazy("The network in its own name"),
    "broker": gettext_lazy("The network as broker"),
}
SIDES: dict[str, Promise] = {
    "recipient": gettext_lazy("Who received help"),
    "provider": gettext_lazy("Who gave help"),
}
KINDS: dict[str, Promise] = {
    "invoice_380": gettext_lazy("Invoice"),
    "self_billed_389": gettext_lazy("Invoice issued by the customer"),
    "settlement_note": gettext_lazy("Settlement note"),
    AS_PROVIDER: gettext_lazy("The document of who gave help"),
}
CATEGORIES: dict[str, Promise] = {
    "S": gettext_lazy("VAT at a rate (S)"),
    "Z": gettext_lazy("Rate of zero (Z)"),
    "E": gettext_lazy("Exempt, with the reason (E)"),
    "AE": gettext_lazy("VAT is for the buyer to pay: reverse charge (AE)"),
    "O": gettext_lazy("Outside Belgian VAT (O)"),
}
CHANNELS: dict[str, Promise] = {
    "peppol": gettext_lazy("Peppol; otherwise PDF, and the office hears it"),
    "peppol_when_registered": gettext_lazy("Peppol when registered there, otherwise PDF"),
    "pdf": gettext_lazy("PDF by mail"),
    "of_counterparty": gettext_lazy("The road of who receives it"),
}
NEEDS: dict[str, Promise] = {
    "vat_number": gettext_lazy("VAT number"),
    "enterprise_number": gettext_lazy("Enterprise number"),
    "address": gettext_lazy("Address"),
    "iban": gettext_lazy("Account number (IBAN)"),
    "counterparty_vat_number": gettext_lazy("VAT number of the other side"),
}
RATES: dict[str, Promise] = {
    "standard": pgettext_lazy("VAT rate", "Standard"),
    "parking": pgettext_lazy("VAT rate", "Parking"),
    "reduced": pgettext_lazy("VAT rate", "Reduced"),
    "zero": pgettext_lazy("VAT rate", "Zero"),
}
PROBLEMS: dict[str, Promise] = {
    Problem.KIND: gettext_lazy("This document does not fit this side. Choose another one."),
    Problem.CATEGORY: gettext_lazy("An invoice says how it stands towards VAT. Choose it."),
    Problem.CATEGORY_ON_NOTE: gettext_lazy("A settlement note carries no VAT. Leave VAT and rate empty."),
    Problem.RATE: gettext_lazy("VAT at a rate needs its rate."),
    Problem.RATE_WITHOUT_VAT: gettext_lazy("Without VAT there is no rate. Leave it empty."),
    Problem.REASON: gettext_lazy("A document without VAT says why, and one with VAT does not. Look at the reason."),
    Problem.SELF_ASSESSED: gettext_lazy("Only the network itself, as buyer in its own name, declares VAT for another."),
    Problem.CHANNEL: gettext_lazy(
        "“The road of who receives it” is for invoices in the name of who gave help, and only for those."
    ),
    Problem.OTHERWISE: gettext_lazy("“Otherwise as” needs something that may be missing, and another status."),
    Problem.UNKNOWN: gettext_lazy("A rate, a sentence or a term is not known yet on that day. Decide that first."),
}


def vat_words(*, category: str | None, rate_basis_points: int, language: str) -> str:
    """Say the VAT of a document short: 21 %, or why there is none."""
    if category is None:
        return _("no VAT")
    if category == VatCategory.STANDARD:
        return _("%(rate)s %% VAT") % {"rate": Words(language).rate(rate_basis_points)}
    return {
        VatCategory.ZERO: _("0 % VAT"),
        VatCategory.EXEMPT: _("exempt from VAT"),
        VatCategory.REVERSE_CHARGE: _("VAT for the buyer"),
        VatCategory.OUTSIDE: _("outside Belgian VAT"),
    }[VatCategory(category)]


def outcome_words(outcome: Outcome, *, language: str) -> str:
    """Say what somebody gets, with what it waits for."""
    if outcome.kind is None:
        said = _("the document of who gave help") if not outcome.missing else _("no document yet")
    else:
        vat = vat_words(category=outcome.category, rate_basis_points=outcome.rate_basis_points, language=language)
        road = _("Peppol") if outcome.channel == "peppol" else _("PDF")
        values = {"kind": labels.KINDS[outcome.kind], "vat": vat, "road": road}
        said = _("%(kind)s, %(vat)s, %(road)s") % values
    waits = [str(labels.MISSING.get(code, code)) for code in outcome.missing]
    return " ".join([f"{said}.", *waits]) if waits else said


# What the words between braces stand for, where a sentence is only read.
_PLACES = {"operator": gettext_lazy("[the network]"), "party": gettext_lazy("[the party]")}


def rate_words(book: RuleBook, key: str | None, *, on: date, language: str) -> str:
    """Give a rate as a percentage; nothing where the book has none on that day."""
    if not key:
        return ""
    try:
        return f"{Words(language).rate(book.rate_on(key=key, on=on))} %"
    except RuleMissing:
        return ""


def sentence_words(book: RuleBook, key: str, *, on: date, language: str) -> str:
    """Give the start of a legal sentence, to choose it by."""
    try:
        text = book.wording_on(key=key, language=language, on=on).text
    except RuleMissing:
        return key
    for place, said in _PLACES.items():
        text = text.replace(f"{{{place}}}", str(said))
    return shortened(text, most=140)


def terms_name(key: str) -> str:
    """Name deadlines: the shipped ones, or those of a network by its own name."""
    return _("Standard") if key == "standard" else key.replace("_", " ").capitalize()


def row_vat_words(row: TreatmentRow, book: RuleBook, *, on: date, language: str) -> str:
    """Say the VAT of a row of the table."""
    rate = book.rate_on(key=row.rate, on=on) if row.rate else 0
    return vat_words(category=row.vat_category, rate_basis_points=rate, language=language)


def choices_of(words: Mapping[str, Promise], *, empty: str = "") -> list[tuple[str, object]]:
    """Give words as the choices of a field."""
    return [*([("", empty)] if empty else []), *words.items()]
