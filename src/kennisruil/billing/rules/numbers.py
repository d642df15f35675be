"""Numbers that carry their own check: enterprise, VAT, IBAN, structured message; and series without gaps."""

from collections import Counter
from collections.abc import Iterable

from stdnum import iban as iban_check
from stdnum.be import ogm_vcs
from stdnum.be import vat as belgian_number
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import ValidationError

_MESSAGES = 10**10


class NotANumber(ValueError):
    """What was given is no valid number of this kind. ``kind`` is enterprise, vat or iban; ``given`` the input."""

    def __init__(self, kind: str, given: str) -> None:
        super().__init__(f"{kind}: {given}")
        self.kind, self.given = kind, given


def gaps(numbers: Iterable[int]) -> tuple[int, ...]:
    """Give what is missing from a series that starts at 1, in order."""
    seen = set(numbers)
    return tuple(number for number in range(1, max(seen, default=0) + 1) if number not in seen)


def duplicates(numbers: Iterable[int]) -> tuple[int, ...]:
    """Give the numbers that were drawn more than once, in order."""
    return tuple(sorted(number for number, times in Counter(numbers).items() if times > 1))


def normal_enterprise_number(text: str) -> str:
    """Give the ten digits of a Belgian enterprise number (mod 97).

    :raises NotANumber: the digits or their check are wrong.
    """
    try:
        digits = str(belgian_number.validate(text))
    except ValidationError:
        raise NotANumber("enterprise", text) from None
    return digits


def normal_vat_number(text: str) -> str:
    """Give a VAT number of the European Union as country and digits, without signs.

    :raises NotANumber: the country is none of the Union's, or the check is wrong.
    """
    try:
        return str(eu_vat.validate(text))
    except ValidationError:
        raise NotANumber("vat", text) from None


def normal_iban(text: str) -> str:
    """Give an IBAN without spaces.

    :raises NotANumber: the length or the check (mod 97) is wrong.
    """
    try:
        return str(iban_check.validate(text, check_country=False))
    except ValidationError:
        raise NotANumber("iban", text) from None


def is_enterprise_number(text: str) -> bool:
    """Whether ``text`` is a Belgian enterprise number."""
    return bool(belgian_number.is_valid(text))


def is_vat_number(text: str) -> bool:
    """Whether ``text`` is a VAT number of the European Union."""
    return bool(eu_vat.is_valid(text))


def is_iban(text: str) -> bool:
    """Whether ``text`` is an IBAN."""
    return bool(iban_check.is_valid(text, check_country=False))


def structured_message(*, seed: int) -> str:
    """Give the Belgian structured message (OGM/VCS) of ``seed``, 0 to 9,999,999,999: always the same for one seed.

    The last two digits are the first ten modulo 97, with 97 for 0 (Febelfin, structured communication).
    """
    if not 0 <= seed < _MESSAGES:
        raise NotANumber("structured message", str(seed))
    digits = f"{seed:010d}"
    return f"+++{ogm_vcs.format(digits + str(ogm_vcs.calc_check_digits(digits)))}+++"


def is_structured_message(text: str) -> bool:
    """Whether ``text`` is a Belgian structured message."""
    return bool(ogm_vcs.is_valid(text))


def shown_enterprise_number(text: str) -> str:
    """Give an enterprise number as people write it: 0202.239.951. Anything else comes back as it is."""
    digits = "".join(letter for letter in text if letter.isdigit())
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}" if len(digits) == 10 else text


def shown_iban(text: str) -> str:
    """Give an IBAN in groups of four."""
    plain = text.replace(" ", "")
    return " ".join(plain[start : start + 4] for start in range(0, len(plain), 4))
