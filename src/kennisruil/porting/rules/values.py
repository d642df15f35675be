"""Cells as values: days, amounts, numbers and words as people in Belgium type them."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from kennisruil.billing.rules.numbers import (
    NotANumber,
    normal_enterprise_number,
    normal_iban,
    normal_vat_number,
)
from kennisruil.porting.rules.headers import normal_words
from kennisruil.porting.rules.table import MAX_CELL, Cell
from kennisruil.shared.amounts import UnreadableAmount, parse_minor


class Unreadable(ValueError):
    """The cell is not a value of its field; ``code`` says which sentence explains it."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "januari jan janvier janv january",
            "februari feb februarie fevrier fev fevr february",
            "maart mrt mars mar march",
            "april apr avril avr",
            "mei mai may",
            "juni jun juin june",
            "juli jul juillet juil july",
            "augustus aug aout august",
            "september sep sept septembre",
            "oktober okt oct octobre october",
            "november nov novembre",
            "december dec decembre",
        ),
        start=1,
    )
    for word in words.split()
}
_NUMERIC = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2})?)?")
_WRITTEN = re.compile(r"(?:[a-z]+ )?(\d{1,2})(?:er|ste|de|st|nd|rd|th)? ([a-z]+) (\d{4})")
_EXCEL_EPOCH = date(1899, 12, 30)
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]{2,}")
_YES = {"ja", "j", "yes", "y", "oui", "o", "x", "1", "true", "waar", "vrai"}
_NO = {"nee", "neen", "n", "no", "non", "0", "false", "onwaar", "faux", "-"}


def read_text(cell: Cell) -> str:
    """Read words: white space folded; a number without decimals loses the ``.0`` Excel gave it."""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell)
    if text.startswith("="):
        raise Unreadable("formula")
    if re.fullmatch(r"#(REF|VALUE|NAME|DIV/0|N/A|NUM|NULL|VERW|WAARDE|NAAM|NB|DEEL/0)[!?]?", text.strip()):
        raise Unreadable("cell_error")
    if len(text) > MAX_CELL:
        raise Unreadable("too_long")
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines()).replace("\x00", "")


def read_date(cell: Cell, *, serial: bool = False) -> date:
    """Read a day: ``1/2/2026`` is the first of February. A bare number counts as Excel's only when ``serial``.

    :raises Unreadable: not a day, a day that does not exist, or outside 1900–2100.
    """
    if isinstance(cell, datetime):
        return _plausible(cell.date())
    if isinstance(cell, date):
        return _plausible(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if not serial or not 1 <= cell < 80_000:
            raise Unreadable("not_a_date")
        return _plausible(_EXCEL_EPOCH + timedelta(days=int(cell)))
    return _plausible(_written_date(read_text(cell)))


def _written_date(text: str) -> date:
    if found := _ISO.fullmatch(text):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif found := _NUMERIC.fullmatch(text):
        day, month, year = int(found[1]), int(found[2]), int(found[3])
        year += 2000 if year < 100 else 0
    elif (found := _WRITTEN.fullmatch(normal_words(text))) and found[2] in _MONTHS:
        day, month, year = int(found[1]), _MONTHS[found[2]], int(found[3])
    else:
        raise Unreadable("not_a_date")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Unreadable("no_such_day") from error


def _plausible(day: date) -> date:
    if not 1900 <= day.year <= 2100:
        raise Unreadable("no_such_day")
    return day


def read_amount(cell: Cell, *, scale: int = 2) -> int:
    """Read an amount as whole parts of 10**-scale: ``1.234,50``, ``-2,5``, ``(2,00)``, ``2,00-`` or Excel's number.

    :raises Unreadable: not an amount, or finer than the unit.
    """
    if isinstance(cell, bool | date):
        raise Unreadable("not_an_amount")
    if isinstance(cell, int | float):
        return _from_number(cell, scale)
    text = read_text(cell)
    negative = False
    if found := re.fullmatch(r"\((.+)\)|(.+)-", text):
        text, negative = found[1] or found[2], True
    try:
        amount = parse_minor(text, scale=scale)
    except UnreadableAmount as error:
        raise Unreadable("not_an_amount") from error
    if negative and amount < 0:
        raise Unreadable("not_an_amount")
    return -amount if negative else amount


def _from_number(number: float, scale: int) -> int:
    if not math.isfinite(number) or abs(number) > 10**13:
        raise Unreadable("not_an_amount")
    # Excel keeps 0,1 + 0,2 as 0,30000000000000004: nine decimals are what its people see.
    value = Decimal(str(round(number, 9))).scaleb(scale)
    if value != value.to_integral_value():
        raise Unreadable("too_fine")
    return int(value)


def read_email(cell: Cell) -> str:
    """Read one mail address, in small letters. :raises Unreadable: none, or several."""
    text = read_text(cell).removeprefix("mailto:").lower()
    if not _EMAIL.fullmatch(text) or len(text) > 254:
        raise Unreadable("not_an_email")
    return text


def read_phone(cell: Cell) -> str:
    """Read a telephone number; a zero that Excel dropped comes back. :raises Unreadable: no number in it."""
    if isinstance(cell, int | float):
        cell = f"0{int(cell)}" if 10**7 <= cell < 10**9 else f"+{int(cell)}"
    text = read_text(cell)
    if not re.fullmatch(r"[+(]?[\d\s()./-]{6,25}", text):
        raise Unreadable("not_a_phone")
    return text


def read_yes_no(cell: Cell) -> bool:
    """Read a yes or a no in three languages. :raises Unreadable: another word."""
    word = normal_words(read_text(cell)) or "-"
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Unreadable("not_yes_or_no")


def one_of(words: Mapping[str, Sequence[str]], code: str) -> Callable[[Cell], str]:
    """Make the reader of a field that takes one of a few values, each by several words."""
    values = {normal_words(word): value for value, names in words.items() for word in (value, *names)}

    def read(cell: Cell) -> str:
        try:
            return values[normal_words(read_text(cell))]
        except KeyError as error:
            raise Unreadable(code) from error

    return read


def _checked(normal: Callable[[str], str], code: str) -> Callable[[Cell], str]:
    def read(cell: Cell) -> str:
        try:
            return normal(read_text(cell))
        except NotANumber as error:
            raise Unreadable(code) from error

    return read


read_vat_number = _checked(normal_vat_number, "not_a_vat_number")
read_iban = _checked(normal_iban, "not_an_iban")


def read_enterprise_number(cell: Cell) -> str:
    """Read a Belgian enterprise number; a zero that Excel dropped comes back. :raises Unreadable: the check fails."""
    text = re.sub(r"^(BE|KBO|BCE)\s*", "", read_text(cell), flags=re.IGNORECASE)
    digits = re.sub(r"\D", "", text)
    try:
        return normal_enterprise_number(digits.zfill(10) if len(digits) == 9 else text)
    except NotANumber as error:
        raise Unreadable("not_an_enterprise_number") from error


def as_json(value: Any) -> Any:
    """Write a value as the row keeps it."""
    return value.isoformat() if isinstance(value, date) else value
