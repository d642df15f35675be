"""MT940, SWIFT's older format: a statement from tag 20 to tag 62, read by ``mt-940``, each by itself."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from mt940.models import Transactions

from kennisruil.billing.bank.values import (
    UNREADABLE,
    BankMove,
    Unreadable,
    cents_of,
    iban_in,
    iban_of,
    structured_of,
    tidy,
)

Line = tuple[int, str]
_TAG = re.compile(r":(\d\d[A-Z]?):")
# What stands around statements: SWIFT's own blocks, the header of the bank, the dash that ends one.
_FRAME = re.compile(r"(\{.*|0000 .{0,40}|940 .{0,20}|-\}?.{0,8}|[A-Z]{6}[A-Z0-9]{2,5}|\d{0,9}940\d{0,9})\s*")
_AFTER_CLOSING = ("64", "65", "86")


def read_mt940(text: str) -> tuple[BankMove | Unreadable, ...]:
    """Read every statement of a file by itself."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    parts: list[BankMove | Unreadable] = []
    for block in _blocks(lines):
        parts += _read(block)
    return tuple(parts)


def _blocks(lines: list[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for number, line in lines:
        if block and line.startswith(":20:"):
            yield block
            block = []
        block.append((number, line))
    if block:
        yield block


def _read(block: list[Line]) -> list[BankMove | Unreadable]:
    if not block[0][1].startswith(":20:"):
        strange = [line for line in block if not _FRAME.fullmatch(line[1])]
        return [_kept_apart(strange, "outside_statement")] if strange else []
    closing = next((index for index, line in enumerate(block) if line[1].startswith(":62")), None)
    if closing is None:
        return [_kept_apart(block, "cut_off")]
    inside, after = block[: closing + 1], block[closing + 1 :]
    try:
        moves = _moves(inside)
    except UNREADABLE:
        return [_kept_apart(block, "unreadable_record")]
    strange = [line for line in _not_about_statement(after) if not _FRAME.fullmatch(line[1])]
    return [*moves, *([_kept_apart(strange, "outside_statement")] if strange else [])]


def _not_about_statement(after: list[Line]) -> Iterator[Line]:
    """Leave out what follows the closing balance and belongs to it, each tag with the lines it goes on over."""
    inside = False
    for number, line in after:
        tag = _TAG.match(line)
        inside = tag.group(1) in _AFTER_CLOSING if tag else inside and not line.startswith("-")
        if not inside:
            yield number, line


def _moves(block: list[Line]) -> list[BankMove]:
    """Read one statement. :raises ValueError: other moves came out than stand in it, or a balance is missing."""
    parsed = Transactions()
    parsed.parse("\n".join(line for _number, line in block))
    places = list(_places(block))
    if len(places) != len(parsed.transactions):
        raise ValueError("moves")
    opening, closing = (parsed.data.get(f"final_{name}_balance") for name in ("opening", "closing"))
    opening = opening or parsed.data.get("intermediate_opening_balance")
    closing = closing or parsed.data.get("intermediate_closing_balance")
    if opening is None or closing is None:
        raise ValueError("balances")
    total = sum((each.data["amount"].amount for each in parsed.transactions), Decimal(0))
    adds_up = opening.amount.amount + total == closing.amount.amount
    return [
        _move(parsed.data, each.data, lines, adds_up=adds_up)
        for each, lines in zip(parsed.transactions, places, strict=True)
    ]


def _places(block: list[Line]) -> Iterator[list[Line]]:
    """Give the lines of each move: its tag 61 with what follows, up to the next move or the balance."""
    lines: list[Line] = []
    for number, line in block:
        tag = _TAG.match(line)
        if lines and tag and tag.group(1) != "86":
            yield lines
            lines = []
        if lines or (tag and tag.group(1) == "61"):
            lines.append((number, line))
    if lines:
        yield lines


def _move(statement: dict[str, Any], data: dict[str, Any], lines: list[Line], *, adds_up: bool) -> BankMove:
    details = " ".join(str(data.get(key) or "") for key in ("transaction_details", "purpose", "extra_details"))
    number = "/".join(str(statement[key]) for key in ("statement_number", "sequence_number") if statement.get(key))
    reference = str(data.get("bank_reference") or "")
    own = str(data.get("end_to_end_reference") or data.get("customer_reference") or "")
    return BankMove(
        account=iban_of(str(statement["account_identification"]))[:40],
        booked_on=_day(data.get("entry_date") or data["date"]),
        valued_on=_day(data["date"]),
        cents=cents_of(data["amount"].amount),
        currency=tidy(str(data["amount"].currency or ""), most=3),
        name=tidy(str(data.get("applicant_name") or ""), most=140),
        iban=iban_of(str(data.get("applicant_iban") or "") or iban_in(details))[:40],
        message=tidy(details, most=1000),
        structured=structured_of(details),
        end_to_end="" if own in ("NONREF", "NOTPROVIDED") else tidy(own, most=35),
        reference="" if reference == "NONREF" else tidy(reference, most=35),
        statement=tidy(number, most=40),
        adds_up=adds_up,
        first_line=lines[0][0],
        last_line=lines[-1][0],
        raw="\n".join(line for _number, line in lines),
    )


def _day(value: Any) -> date:
    return date(value.year, value.month, value.day)


def _kept_apart(block: list[Line], reason: str) -> Unreadable:
    raw = "\n".join(line for _number, line in block)
    return Unreadable(reason=reason, first_line=block[0][0], last_line=block[-1][0], raw=raw)
