"""The kinds the network room knows."""

PARTY_KINDS = ("person", "organisation")
VAT_KINDS = (
    "vat_business",
    "small_enterprise",
    "exempt_activity",
    "public_body",
    "association",
    "private_person",
    "eu_business",
    "eu_without_vat",
    "outside_eu",
)
TERMS_KINDS = ("exchange_terms", "self_billing", "confidence", "mandate", "privacy")
# What a party is asked before its documents can be made; confidence and privacy are a person's own.
TERMS_OF_PARTIES = ("exchange_terms", "self_billing")


def terms_of_parties(legal_role: str) -> tuple[str, ...]:
    """Give the texts a party is asked to agree to: where the operator is a broker, the mandate too."""
    return (*TERMS_OF_PARTIES, "mandate") if legal_role == "broker" else TERMS_OF_PARTIES
