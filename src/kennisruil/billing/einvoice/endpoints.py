"""The electronic address of a party: the scheme of the network's code list (EAS) and the number or address in it."""

from kennisruil.billing.rules.parties import enterprise_number_of, vat_number_of
from kennisruil.billing.rules.rulebook import shipped_data
from kennisruil.billing.rules.values import PartyFacts


def endpoint_of(facts: PartyFacts) -> tuple[str, str] | None:
    """Give scheme and value: the enterprise number in Belgium, the VAT number elsewhere, else the mail address.

    None when nothing is known: then the document has no structured form.
    """
    schemes = shipped_data("endpoints")
    number = enterprise_number_of(facts)
    if number and facts.country in schemes["enterprise_number"]:
        return schemes["enterprise_number"][facts.country], number
    vat = vat_number_of(facts)
    if vat and facts.country in schemes["vat_number"]:
        return schemes["vat_number"][facts.country], vat
    return (schemes["email"], facts.email) if facts.email else None
