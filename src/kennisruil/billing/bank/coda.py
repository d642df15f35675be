"""CODA, the Belgian banks' own format: 128 characters a record, statements from record 0 to record 9.

``febelfin-coda`` reads it and raises on what it does not know; so each statement is read by itself, and one that
cannot be read, or does not add up, is kept apart whole.
"""

import io
from collections.abc import Iterator
from itertools import groupby

from coda import CODA, Move, Statement

from kennisruil.billing.bank.values import (
    UNREADABLE,
    BankMove,
    Unreadable,
    cents_of,
    iban_of,
    structured_of,
    tidy,
)

Line = tuple[int, str]
_WIDTH = 128
_TYPES = "0123489"
# Amounts that customer (1) or bank (2) put together; their details are moves of their own (Febelfin, CODA 2.6).
_PUT_TOGETHER = "12"


def read_coda(text: str) -> tuple[BankMove | Unreadable, ...]:
    """Read every statement of a file by itself."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    parts: list[BankMove | Unreadable] = []
    for block in _blocks(lines):
        parts += _read(block)
    return tuple(parts)


def _blocks(lines: list[Line]) -> Iterator[list[Line]]:
    """Cut where a header starts or after a trailer."""
    block: list[Line] = []
    for number, line in lines:
        if block and (line[0] == "0" or block[-1][1][0] == "9"):
            yield block
            block = []
        block.append((number, line))
    if block:
        yield block


def _read(block: list[Line]) -> list[BankMove | Unreadable]:
    if block[0][1][0] != "0":
        return [_kept_apart(block, "outside_statement")]
    if block[-1][1][0] != "9":
        return [_kept_apart(block, "cut_off")]
    if any(len(line) > _WIDTH or line[0] not in _TYPES for _number, line in block):
        return [_kept_apart(block, "unreadable_record")]
    try:
        (statement,) = CODA(io.StringIO("".join(line.ljust(_WIDTH) + "\n" for _number, line in block))).statements
        _check_sums(statement, block)
        return list(_moves(statement, block))
    except UNREADABLE:
        return [_kept_apart(block, "does_not_add_up")]


def _check_sums(statement: Statement, block: list[Line]) -> None:
    """Check again what the library asserts, for assertions may be off. :raises ValueError: a sum is wrong."""
    total = sum(move.amount for move in statement.moves)
    if statement.old_balance + total != statement.new_balance:
        raise ValueError("balances")
    if statement.total_credit - statement.total_debit != total:
        raise ValueError("totals")
    if statement.number_records != sum(line[0] in "1238" for _number, line in block):
        raise ValueError("records")


def _moves(statement: Statement, block: list[Line]) -> Iterator[BankMove | Unreadable]:
    """Give the moves; one that the bank put together is taken apart when its details come to the same sum."""
    places = {
        sequence: [line for _key, line in group]
        for sequence, group in groupby(
            sorted(
                ((line[2:6], (number, line)) for number, line in block if line[0] in "23"), key=lambda each: each[0]
            ),
            key=lambda each: each[0],
        )
    }
    for move in statement.moves:
        whole = move.transaction_type in _PUT_TOGETHER and sum(each.amount for each in move.moves) == move.amount
        for each in move.moves if whole and move.moves else [move]:
            yield _move(statement, move, each, places.get(move.sequence, block))


def _move(statement: Statement, whole: Move, move: Move, lines: list[Line]) -> BankMove:
    structured = move.communication if move.communication_type in ("101", "102") else ""
    message = tidy(move.communication or move._communication, most=1000)
    return BankMove(
        account=iban_of(statement.account),
        booked_on=whole.entry_date,
        valued_on=move.value_date,
        cents=cents_of(move.amount),
        currency=tidy(statement.account_currency, most=3) or "EUR",
        name=tidy(move.counterparty_name, most=140),
        iban=iban_of((move.counterparty_account or "").split(" ")[0])[:40],
        message=message,
        structured=structured_of(structured or message),
        end_to_end=tidy(move.customer_reference, most=35),
        reference=tidy(move.bank_reference, most=35),
        statement=tidy(f"{statement.creation_date:%Y}-{statement}", most=40),
        first_line=lines[0][0],
        last_line=lines[-1][0],
        raw="\n".join(line for _number, line in lines),
    )


def _kept_apart(block: list[Line], reason: str) -> Unreadable:
    raw = "\n".join(line for _number, line in block)
    return Unreadable(reason=reason, first_line=block[0][0], last_line=block[-1][0], raw=raw)
