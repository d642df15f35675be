"""Bank files for tests, written as banks write them; small, and adding up unless told otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

OWN = "BE68539007547034"
THEIRS = "BE71096123456769"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A move of money to be written in any of the formats; ``reference`` is the bank's own."""

    cents: int
    message: str = ""
    structured: str = ""
    name: str = "Velo Vooruit"
    iban: str = THEIRS
    on: date = date(2026, 2, 16)
    end_to_end: str = ""
    reference: str = "REF0001"


def coda(moves: Sequence[Told], *, account: str = OWN, opening: int = 100_000, number: int = 32) -> bytes:
    """Write a CODA statement (Febelfin, CODA 2.6): 128 characters a record, balances that agree."""
    closing = opening + sum(move.cents for move in moves)
    day = moves[0].on if moves else date(2026, 2, 16)
    held = account + " " * 18 + "EUR"
    lines = [
        (
            f"0000{'0'}{_day(day)}30005        {'FILE000001':10}{'LEARNING HUB VZW':26}KREDBEBB   00403019261 00000"
            f"{'':16}{'':16}{'':7}2"
        ),
        f"12{number:03d}{held}{_signed(opening)}{_day(day)}{'LEARNING HUB VZW':26}{'ZICHTREKENING':35}{number:03d}",
    ]
    for index, move in enumerate(moves, start=1):
        place = f"{index:04d}0000"
        kind = f"1101{move.structured}" if move.structured else f"0{move.message}"
        goes_on = bool(move.name or move.end_to_end)
        lines.append(
            f"21{place}{move.reference:21}{_signed(move.cents)}{_day(move.on)}00150000{kind:54.54}{_day(move.on)}"
            f"{number:03d}0{int(goes_on)} 0"
        )
        if goes_on:
            lines.append(f"22{place}{'':53}{move.end_to_end:35}{'KREDBEBB':11}{'':14}1 0")
            lines.append(f"23{place}{move.iban + ' ' * (34 - len(move.iban)) + 'EUR':37}{move.name:35.35}{'':43}0 0")
    lines.append(f"8{number:03d}{held}{_signed(closing)}{_day(day)}{'':64}0")
    into = sum(move.cents for move in moves if move.cents > 0)
    out = sum(-move.cents for move in moves if move.cents < 0)
    lines.append(f"9{'':15}{len(lines) - 1:06d}{out * 10:015d}{into * 10:015d}{'':75}2")
    return ("\r\n".join(line.ljust(128)[:128] for line in lines) + "\r\n").encode("cp1252")


def camt(
    moves: Sequence[Told], *, account: str = OWN, opening: int = 100_000, number: int = 32, sums: bool = True
) -> bytes:
    """Write a CAMT.053 statement, version 2."""
    closing = opening + sum(move.cents for move in moves) + (0 if sums else 1)
    day = moves[0].on if moves else date(2026, 2, 16)
    entries = "".join(_entry(move) for move in moves)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>\n'
        "<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-02-17T06:00:00</CreDtTm></GrpHdr>\n"
        f"<Stmt><Id>S-{number}</Id><ElctrncSeqNb>{number}</ElctrncSeqNb><LglSeqNb>{number}</LglSeqNb>"
        "<CreDtTm>2026-02-17T06:00:00</CreDtTm>"
        f"<Acct><Id><IBAN>{account}</IBAN></Id><Ccy>EUR</Ccy></Acct>\n"
        f"{_balance('OPBD', opening, day)}{_balance('CLBD', closing, day)}{entries}</Stmt>\n"
        "</BkToCstmrStmt></Document>\n"
    ).encode()


def mt940(moves: Sequence[Told], *, account: str = OWN, opening: int = 100_000, number: int = 32) -> bytes:
    """Write an MT940 statement."""
    closing = opening + sum(move.cents for move in moves)
    day = moves[0].on if moves else date(2026, 2, 16)
    lines = [
        ":20:STARTUMS",
        f":25:{account}",
        f":28C:{number:05d}",
        f":60F:{_mark(opening)}{day:%y%m%d}EUR{_comma(opening)}",
    ]
    for move in moves:
        reference = f"//{move.reference}" if move.reference else ""
        lines.append(f":61:{move.on:%y%m%d}{move.on:%m%d}{_mark(move.cents)}{_comma(move.cents)}NTRFNONREF{reference}")
        text = (
            f"+++{move.structured[:3]}/{move.structured[3:7]}/{move.structured[7:]}+++"
            if move.structured
            else move.message
        )
        lines.append(f":86:{move.iban} {move.name} {text}")
    lines += [f":62F:{_mark(closing)}{day:%y%m%d}EUR{_comma(closing)}", "-"]
    return "\r\n".join(lines).encode()


def _day(day: date) -> str:
    return f"{day:%d%m%y}"


def _signed(cents: int) -> str:
    return f"{'1' if cents < 0 else '0'}{abs(cents) * 10:015d}"


def _mark(cents: int) -> str:
    return "D" if cents < 0 else "C"


def _comma(cents: int) -> str:
    return f"{abs(cents) // 100},{abs(cents) % 100:02d}"


def _balance(kind: str, cents: int, day: date) -> str:
    return f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp>{_amount(cents)}<Dt><Dt>{day}</Dt></Dt></Bal>\n"


def _amount(cents: int) -> str:
    way = "DBIT" if cents < 0 else "CRDT"
    return f'<Amt Ccy="EUR">{abs(cents) // 100}.{abs(cents) % 100:02d}</Amt><CdtDbtInd>{way}</CdtDbtInd>'


def _entry(move: Told) -> str:
    other = "Dbtr" if move.cents > 0 else "Cdtr"
    given = (
        f"<Strd><CdtrRefInf><Ref>{move.structured}</Ref></CdtrRefInf></Strd>"
        if move.structured
        else f"<Ustrd>{move.message}</Ustrd>"
    )
    return (
        f"<Ntry>{_amount(move.cents)}<Sts>BOOK</Sts><BookgDt><Dt>{move.on}</Dt></BookgDt><ValDt><Dt>{move.on}</Dt></ValDt>"
        f"<AcctSvcrRef>C{move.reference}</AcctSvcrRef><NtryDtls><TxDtls>"
        f"<Refs><EndToEndId>{move.end_to_end or 'NOTPROVIDED'}</EndToEndId></Refs>"
        f"<RltdPties><{other}><Nm>{move.name}</Nm></{other}><{other}Acct><Id><IBAN>{move.iban}</IBAN></Id></{other}Acct>"
        f"</RltdPties><RmtInf>{given}</RmtInf></TxDtls></NtryDtls></Ntry>\n"
    )
