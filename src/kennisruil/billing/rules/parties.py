"""What can be read from a party's facts: which numbers it has, and what an invoice to or from it still lacks."""

from kennisruil.billing.rules import numbers
from kennisruil.billing.rules.values import PartyFacts, VatKind

# In Belgium the VAT number of a business is its enterprise number with BE before it (art. 50 of the VAT Code).
_DERIVED = (VatKind.VAT_BUSINESS, VatKind.SMALL_ENTERPRISE)


def enterprise_number_of(facts: PartyFacts) -> str | None:
    """Give the enterprise number: ten checked digits in Belgium, as written elsewhere; None if unknown or wrong."""
    given = facts.enterprise_number or ""
    if facts.country != "BE":
        return given.strip() or None
    return numbers.normal_enterprise_number(given) if numbers.is_enterprise_number(given) else None


def vat_number_of(facts: PartyFacts) -> str | None:
    """Give the VAT number with its country; None if unknown or wrong."""
    if facts.vat_number and numbers.is_vat_number(facts.vat_number):
        return numbers.normal_vat_number(facts.vat_number)
    known = enterprise_number_of(facts)
    if facts.country == "BE" and facts.vat_kind in _DERIVED and known:
        return f"BE{known}"
    return None


def has_address(facts: PartyFacts) -> bool:
    """Whether street, postcode and city are there, as an invoice asks (art. 5 of Royal Decree no. 1)."""
    return bool(facts.street.strip() and facts.postcode.strip() and facts.city.strip())


def lacks(facts: PartyFacts, need: str) -> bool:
    """Whether ``need`` (vat_number, enterprise_number, address, iban) is missing from the facts."""
    match need:
        case "vat_number":
            return vat_number_of(facts) is None
        case "enterprise_number":
            return enterprise_number_of(facts) is None
        case "address":
            return not has_address(facts)
        case "iban":
            return not (facts.iban and numbers.is_iban(facts.iban))
    raise ValueError(need)
