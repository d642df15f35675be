"""CAMT.053, the statement of ISO 20022, read with lxml: no entities, no network, no document type at all."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from lxml import etree

from kennisruil.billing.bank.values import (
    UNREADABLE,
    BankMove,
    Unreadable,
    cents_of,
    iban_of,
    structured_of,
    tidy,
)

Node = etree._Element
_KIND = "camt.053."
_RAW_MOST = 100_000
_OPENING, _CLOSING = ("OPBD", "PRCD"), ("CLBD",)


def read_camt(content: bytes, text: str) -> tuple[BankMove | Unreadable, ...]:
    """Read every statement of a file; a file that is no XML, or brings a document type, is kept apart whole."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content.strip(), parser)
    except etree.XMLSyntaxError:
        return (_whole(text, "no_xml"),)
    docinfo: Any = root.getroottree().docinfo  # The stubs do not know what it holds.
    if docinfo.doctype:
        return (_whole(text, "document_type"),)
    if _KIND not in (etree.QName(root).namespace or ""):
        return (_whole(text, "other_message"),)
    statements = _all(root, "BkToCstmrStmt/Stmt")
    if not statements:
        return (_whole(text, "no_statement"),)
    return tuple(part for statement in statements for part in _read(statement))


def _read(statement: Node) -> Iterator[BankMove | Unreadable]:
    try:
        account = iban_of(_text(statement, "Acct/Id/IBAN") or _text(statement, "Acct/Id/Othr/Id"))[:40]
        adds_up = _adds_up(statement)
        # The number a bank gives a statement for good; its Id may be another at each download.
        number = _text(statement, "LglSeqNb") or _text(statement, "ElctrncSeqNb")
    except UNREADABLE:
        yield _kept_apart(statement, "unreadable_record")
        return
    for entry in _all(statement, "Ntry"):
        try:
            if _status(entry) not in ("BOOK", ""):
                yield _kept_apart(entry, "not_booked_yet")
                continue
            yield from _entry(entry, account=account, number=tidy(number, most=40), adds_up=adds_up)
        except UNREADABLE:
            yield _kept_apart(entry, "unreadable_record")


def _adds_up(statement: Node) -> bool:
    """Tell whether opening balance and booked entries come to the closing balance; both must be there."""
    opening, closing = _balance(statement, _OPENING), _balance(statement, _CLOSING)
    if opening is None or closing is None:
        return False
    booked = [entry for entry in _all(statement, "Ntry") if _status(entry) in ("BOOK", "")]
    return opening + sum(_signed(entry) for entry in booked) == closing


def _balance(statement: Node, kinds: tuple[str, ...]) -> int | None:
    for balance in _all(statement, "Bal"):
        if _text(balance, "Tp/CdOrPrtry/Cd") in kinds:
            return _signed(balance)
    return None


def _signed(node: Node) -> int:
    cents = cents_of(Decimal(_text(node, "Amt")))
    way = _text(node, "CdtDbtInd")
    if cents < 0 or way not in ("CRDT", "DBIT"):
        raise ValueError("amount")
    return cents if way == "CRDT" else -cents


def _status(entry: Node) -> str:
    return _text(entry, "Sts/Cd") or _text(entry, "Sts")


def _entry(entry: Node, *, account: str, number: str, adds_up: bool) -> Iterator[BankMove]:
    """Give the moves of an entry: its details where they come to the same sum, else the entry itself."""
    cents = _signed(entry)
    sign = 1 if cents >= 0 else -1
    details = _all(entry, "NtryDtls/TxDtls")
    parts = [_detail_cents(detail) for detail in details]
    amounts = [part for part in parts if part is not None]
    if len(details) > 1 and len(amounts) == len(details) and sum(amounts) == abs(cents):
        for detail, part in zip(details, amounts, strict=True):
            yield _move(entry, detail, account=account, cents=sign * part, number=number, adds_up=adds_up)
        return
    only = details[0] if len(details) == 1 else None
    yield _move(entry, only, account=account, cents=cents, number=number, adds_up=adds_up)


def _detail_cents(detail: Node) -> int | None:
    amount = _text(detail, "Amt") or _text(detail, "AmtDtls/TxAmt/Amt")
    return cents_of(Decimal(amount)) if amount else None


def _move(entry: Node, detail: Node | None, *, account: str, cents: int, number: str, adds_up: bool) -> BankMove:
    about = entry if detail is None else detail
    other = "Dbtr" if cents > 0 else "Cdtr"
    free = " ".join(node.text or "" for node in _all(about, "RmtInf/Ustrd")) or _text(entry, "AddtlNtryInf")
    given = _text(about, "RmtInf/Strd/CdtrRefInf/Ref")
    own = _text(about, "Refs/EndToEndId")
    booked = _text(entry, "BookgDt/Dt") or _text(entry, "BookgDt/DtTm") or _text(entry, "ValDt/Dt")
    valued = _text(entry, "ValDt/Dt") or _text(entry, "ValDt/DtTm")
    amount = entry.find("{*}Amt")
    return BankMove(
        account=account,
        booked_on=date.fromisoformat(booked[:10]),
        valued_on=date.fromisoformat(valued[:10]) if valued else None,
        cents=cents,
        currency=(amount.get("Ccy") or "")[:3] if amount is not None else "",
        name=tidy(_party(about, other), most=140),
        iban=iban_of(_text(about, f"RltdPties/{other}Acct/Id/IBAN"))[:40],
        message=tidy(free or given, most=1000),
        structured=structured_of(given) or structured_of(free),
        end_to_end="" if own == "NOTPROVIDED" else tidy(own, most=35),
        reference=tidy(_text(about, "Refs/AcctSvcrRef") or _text(entry, "AcctSvcrRef"), most=35),
        statement=number,
        adds_up=adds_up,
        first_line=_line_of(entry),
        last_line=_line_of(entry),
        raw=_raw(entry),
    )


def _party(about: Node, other: str) -> str:
    return _text(about, f"RltdPties/{other}/Nm") or _text(about, f"RltdPties/{other}/Pty/Nm")


def _all(node: Node, path: str) -> list[Node]:
    return node.findall("/".join(f"{{*}}{step}" for step in path.split("/")))


def _text(node: Node, path: str) -> str:
    found = _all(node, path)
    return (found[0].text or "").strip() if found else ""


def _line_of(node: Node) -> int:
    line: Any = node.sourceline
    return int(line or 0)


def _raw(node: Node) -> str:
    return etree.tostring(node, encoding="unicode", with_tail=False)[:_RAW_MOST]


def _kept_apart(node: Node, reason: str) -> Unreadable:
    line = _line_of(node)
    return Unreadable(reason=reason, first_line=line, last_line=line, raw=_raw(node))


def _whole(text: str, reason: str) -> Unreadable:
    return Unreadable(reason=reason, first_line=1, last_line=text.count("\n") + 1, raw=text[:_RAW_MOST])
