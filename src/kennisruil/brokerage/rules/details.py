"""What is still to be known of a party before its documents can be made. Nothing of it stops a session."""

# Documents of these are settlement notes; every other kind is billed by the operator in its name, which needs a yes:
# to self-billing where the operator buys, to a mandate where it is a broker and sends in the provider's own name.
WITHOUT_SELF_BILLING = ("association", "private_person", "eu_without_vat", "outside_eu")


def texts_asked(*, legal_role: str) -> tuple[str, str]:
    """Name the texts a party is asked to say yes to, in their order, by the role of the operator."""
    return ("exchange_terms", "mandate" if legal_role == "broker" else "self_billing")


def missing_of(
    *, vat_kind: str, facts: tuple[str, ...], agreed: frozenset[str], gives: bool, legal_role: str = "own_name"
) -> tuple[str, ...]:
    """Name what is missing, in the order in which it is asked: facts, the exchange terms, self-billing or the mandate.

    ``gives``: only who gives needs a bank account and, when VAT-liable, lets the operator draw up its invoices.
    """
    _, billing = texts_asked(legal_role=legal_role)
    own = tuple(name for name in facts if gives or name != "iban")
    terms = () if "exchange_terms" in agreed else ("exchange_terms",)
    is_asked = gives and vat_kind not in ("", *WITHOUT_SELF_BILLING) and billing not in agreed
    return (*own, *terms, *((billing,) if is_asked else ()))
