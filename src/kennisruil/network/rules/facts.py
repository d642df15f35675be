"""What documents say of a party: its facts, the numbers in them checked, and what is still missing."""

from dataclasses import dataclass, fields, replace
from typing import Protocol

from stdnum import iban as iban_number
from stdnum.be import vat as belgian_vat
from stdnum.eu import vat as european_vat
from stdnum.exceptions import ValidationError

from kennisruil.network.rules.kinds import VAT_KINDS
from kennisruil.shared.refusals import Refusal

# Kinds whose documents carry an enterprise number, and those that carry a VAT number.
_ENTERPRISES = ("vat_business", "small_enterprise", "exempt_activity", "public_body")
_WITH_VAT_NUMBER = ("vat_business", "small_enterprise", "eu_business")


class NumberRefused(Refusal):
    """An enterprise, VAT or bank account number whose check digits do not fit. ``field``, ``value``."""

    code = "number_refused"

    def __init__(self, *, field: str, value: str) -> None:
        self.field, self.value = field, value
        super().__init__(field)


class FactsLike(Protocol):
    """Read access to the facts that documents need; a row or an input."""

    vat_kind: str
    enterprise_number: str
    vat_number: str
    street: str
    postcode: str
    city: str
    iban: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyFactsInput:
    """The facts of a party as given; an empty ``vat_kind`` means not known yet."""

    legal_name: str = ""
    vat_kind: str = ""
    enterprise_number: str = ""
    vat_number: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "BE"
    iban: str = ""
    email: str = ""
    language: str = "nl"
    peppol_registered: bool = False


FACT_NAMES = tuple(field.name for field in fields(PartyFactsInput))


def normal_number(*, field: str, value: str) -> str:
    """Write an enterprise number as ten digits, a VAT number with its country, an IBAN without spaces.

    Checks: enterprise numbers modulo 97 (KBO/BCE), VAT numbers by the rules of their country, IBAN by ISO 13616.
    :raises NumberRefused: the check digits do not fit.
    """
    if not value.strip():
        return ""
    try:
        return _NORMAL[field](value)
    except ValidationError as error:
        raise NumberRefused(field=field, value=value.strip()) from error


def _enterprise_number(value: str) -> str:
    return str(belgian_vat.validate(value))


def _vat_number(value: str) -> str:
    compact = "".join(letter for letter in value if letter.isalnum()).upper()
    if compact[:1].isdigit():
        compact = f"BE{compact}"
    return f"BE{belgian_vat.validate(compact)}" if compact.startswith("BE") else str(european_vat.validate(compact))


def _iban(value: str) -> str:
    return str(iban_number.validate(value, check_country=False))


_NORMAL = {"enterprise_number": _enterprise_number, "vat_number": _vat_number, "iban": _iban}


def checked_facts(given: PartyFactsInput) -> PartyFactsInput:
    """Give the facts with numbers in normal form; of a Belgian enterprise one number yields the other.

    :raises NumberRefused: a number whose check digits do not fit.
    """
    assert given.vat_kind in ("", *VAT_KINDS), given.vat_kind
    numbers = {field: normal_number(field=field, value=getattr(given, field)) for field in _NORMAL}
    if given.country == "BE":
        if not numbers["enterprise_number"]:
            numbers["enterprise_number"] = numbers["vat_number"].removeprefix("BE")
        if not numbers["vat_number"] and given.vat_kind in _WITH_VAT_NUMBER and numbers["enterprise_number"]:
            numbers["vat_number"] = f"BE{numbers['enterprise_number']}"
    return replace(
        given,
        country=given.country.upper() or "BE",
        enterprise_number=numbers["enterprise_number"],
        vat_number=numbers["vat_number"],
        iban=numbers["iban"],
    )


def missing_facts(facts: FactsLike | None) -> tuple[str, ...]:
    """Name what documents still need: ``vat_kind``, ``enterprise_number``, ``vat_number``, ``address``, ``iban``."""
    if facts is None:
        return ("vat_kind", "address", "iban")
    lacks = {
        "vat_kind": not facts.vat_kind,
        "enterprise_number": facts.vat_kind in _ENTERPRISES and not facts.enterprise_number,
        "vat_number": facts.vat_kind == "eu_business" and not facts.vat_number,
        "address": not (facts.street and facts.postcode and facts.city),
        "iban": not facts.iban,
    }
    return tuple(name for name, lacking in lacks.items() if lacking)
