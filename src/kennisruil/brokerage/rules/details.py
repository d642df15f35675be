"""What is still to be known of a party before its documents can be made. Nothing of it stops a session."""

# Documents of these are settlement notes; every other kind is billed by the operator in its name, which needs a yes.
WITHOUT_SELF_BILLING = ("association", "private_person", "eu_without_vat", "outside_eu")


def missing_of(*, vat_kind: str, facts: tuple[str, ...], agreed: frozenset[str], gives: bool) -> tuple[str, ...]:
    """Name what is missing, in the order in which it is asked: facts, then the exchange terms, then self-billing.

    ``gives``: only who gives needs a bank account and, when VAT-liable, the self-billing agreement.
    """
    own = tuple(name for name in facts if gives or name != "iban")
    terms = () if "exchange_terms" in agreed else ("exchange_terms",)
    needs_self_billing = gives and vat_kind not in ("", *WITHOUT_SELF_BILLING) and "self_billing" not in agreed
    return (*own, *terms, *(("self_billing",) if needs_self_billing else ()))
