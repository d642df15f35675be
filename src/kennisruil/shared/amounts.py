"""Coins and euro as people write and read them; inside the program both are whole numbers of the smallest part."""

import re
from decimal import Decimal

from babel.numbers import format_currency, format_decimal

_LOCALES = {"nl": "nl_BE", "fr": "fr_BE", "en": "en_IE"}
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")


class UnreadableAmount(ValueError):
    """The text is not an amount, or has more decimals than the unit allows."""


def locale_of(language: str) -> str:
    """Give the Belgian locale for a language code; English reads as in Ireland (euro, day before month)."""
    return _LOCALES.get(language[:2], "nl_BE")


def format_coins(minor: int, *, scale: int = 2, language: str = "nl") -> str:
    """Write an amount of coins with all its decimals: 200 at scale 2 is ``2,00``."""
    pattern = "#,##0" + ("." + "0" * scale if scale else "")
    return _with_minus(format_decimal(Decimal(minor).scaleb(-scale), format=pattern, locale=locale_of(language)))


def format_euro(cents: int, *, language: str = "nl") -> str:
    """Write euro cents in the Belgian way: 123456 is ``€ 1.234,56``."""
    return _with_minus(format_currency(Decimal(cents).scaleb(-2), "EUR", locale=locale_of(language)))


def _with_minus(text: str) -> str:
    """Write the minus as a minus, as wide as a digit and read aloud as one, not as a hyphen."""
    return text.replace("-", "\u2212")


def parse_minor(text: str, *, scale: int = 2) -> int:
    """Read ``1.234,56``, ``1234.56``, ``€ 12`` or ``-2,5`` as a whole number of parts of 10**-scale.

    The last comma or point is the decimal mark, unless three digits follow a mark used once or more as thousands mark
    with a comma elsewhere. :raises UnreadableAmount: anything else, or more decimals than ``scale``.
    """
    bare = re.sub(r"[\s\u00a0\u202f€]|EUR|SIF", "", text).replace("\u2212", "-")
    if "," in bare:
        bare = bare.replace(".", "") if bare.rfind(",") > bare.rfind(".") else bare.replace(",", "")
        bare = bare.replace(",", ".")
    elif re.fullmatch(r"[-+]?\d{1,3}(\.\d{3})+", bare):
        bare = bare.replace(".", "")
    if not _NUMBER.fullmatch(bare):
        raise UnreadableAmount(text)
    value = Decimal(bare).scaleb(scale)
    if value != value.to_integral_value() or abs(value) > 10**15:
        raise UnreadableAmount(text)
    return int(value)


def parse_euro(text: str) -> int:
    """Read euro as cents. :raises UnreadableAmount: not an amount, or parts of a cent."""
    return parse_minor(text, scale=2)


def parse_coins(text: str, *, scale: int = 2) -> int:
    """Read coins as minor units. :raises UnreadableAmount: not an amount, or finer than the coin."""
    return parse_minor(text, scale=scale)
