"""Bank files are read whole: the samples of banks, files of our own, and copies that were cut, changed or poisoned."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kennisruil.billing.bank import BankMove, Reading, Unreadable, read_bank_file
from kennisruil.billing.bank.reading import text_of
from tests.billing.bank_files import OWN, THEIRS, Told, camt, coda, mt940

SAMPLES = Path(__file__).parent.parent / "data" / "bank"
MESSAGE = "000000000101"
MOVES = [
    Told(cents=6050, structured=MESSAGE, reference="REF0001"),
    Told(cents=-2100, message="Zelffactuur 7", end_to_end="KR-1", reference="REF0002"),
]
FILES = {"coda": coda(MOVES), "camt": camt(MOVES), "mt940": mt940(MOVES)}
BOMB = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Id>&d;</Id></Stmt>
</BkToCstmrStmt></Document>"""


@pytest.mark.parametrize(
    ("name", "format", "moves", "cents", "adds_up"),
    [
        # 59 moves, some of them sums that the bank put together and tells in detail.
        ("CODA.txt", "coda", 67, 940529699, True),
        ("CODA-empty.txt", "coda", 0, 0, True),
        ("jejik-generic.sta", "mt940", 2, -2000, True),
        # Their makers changed amounts to hide whose they were: the balances do not agree with the moves.
        ("jejik-ing.sta", "mt940", 7, -4559, False),
        ("jejik-triodos.sta", "mt940", 2, -71570, False),
    ],
)
def test_samples_are_read_whole(name: str, format: str, moves: int, cents: int, adds_up: bool) -> None:
    content = (SAMPLES / name).read_bytes()

    reading = read_bank_file(content)

    assert (reading.format, len(reading.moves), sum(move.cents for move in reading.moves)) == (format, moves, cents)
    assert reading.unreadable == ()
    assert all(move.adds_up is adds_up for move in reading.moves)


@pytest.mark.parametrize("format", FILES)
def test_each_format_tells_the_same(format: str) -> None:
    reading = read_bank_file(FILES[format])

    first, second = reading.moves
    assert (first.account, first.booked_on, first.cents, first.currency, first.iban, first.structured) == (
        OWN,
        date(2026, 2, 16),
        6050,
        "EUR",
        THEIRS,
        MESSAGE,
    )
    assert (second.cents, first.adds_up, second.adds_up) == (-2100, True, True)


@pytest.mark.parametrize("format", ["coda", "camt"])
def test_reference_of_the_sender_is_read(format: str) -> None:
    assert [move.end_to_end for move in read_bank_file(FILES[format]).moves] == ["", "KR-1"]


@pytest.mark.parametrize(
    ("content", "reasons"),
    [
        (b"", ["empty"]),
        (b" \r\n ", ["empty"]),
        (b"Dit is geen bankbestand", ["unknown_format"]),
        (FILES["coda"][:500], ["cut_off"]),
        (FILES["camt"][:700], ["no_xml"]),
        (FILES["mt940"][:150], ["cut_off"]),
        (BOMB, ["document_type"]),
        (BOMB.decode().encode("utf-16"), ["document_type"]),
        (FILES["camt"].replace(b"camt.053", b"camt.054"), ["other_message"]),
        (FILES["coda"].replace(b"0000000000060500", b"0000000000060600", 1), ["does_not_add_up"]),
        (FILES["coda"].replace(b"\r\n23", b"\r\n?3"), ["unreadable_record"]),
        (FILES["mt940"].replace(b"C60,50", b"C6x,50"), ["unreadable_record"]),
        (FILES["camt"].replace(b"<Sts>BOOK", b"<Sts>PDNG", 1), ["not_booked_yet"]),
        (FILES["camt"].replace(b"2026-02-16</Dt></BookgDt>", b"2026-02-61</Dt></BookgDt>", 1), ["unreadable_record"]),
        (b"rommel van 128 tekens\n" + FILES["coda"], ["outside_statement"]),
    ],
)
def test_broken_copy_is_kept_apart_with_its_reason(content: bytes, reasons: list[str]) -> None:
    assert [part.reason for part in read_bank_file(content).unreadable] == reasons


def test_broken_statement_does_not_take_the_next_one_along() -> None:
    good = coda([Told(cents=999, message="goed")], number=33)

    reading = read_bank_file(FILES["coda"][:500] + b"\r\n" + good)

    assert ([part.reason for part in reading.unreadable], [move.cents for move in reading.moves]) == (
        ["cut_off"],
        [999],
    )


def test_sums_that_do_not_agree_are_told_with_each_move() -> None:
    assert {move.adds_up for move in read_bank_file(camt(MOVES, sums=False)).moves} == {False}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_letters_are_read_in_the_encodings_banks_use(encoding: str) -> None:
    content = mt940([Told(cents=100, message="Café Zoë")]).decode().encode(encoding)

    assert "Café Zoë" in read_bank_file(content).moves[0].message


def test_details_of_a_sum_are_moves_of_their_own() -> None:
    details = "".join(
        f"<TxDtls><AmtDtls><TxAmt><Amt Ccy='EUR'>{amount}</Amt></TxAmt></AmtDtls></TxDtls>"
        for amount in ("20.00", "40.50")
    )
    content = camt([Told(cents=6050)]).decode()
    start, end = content.index("<TxDtls>"), content.index("</NtryDtls>")

    reading = read_bank_file((content[:start] + details + content[end:]).encode())

    assert [move.cents for move in reading.moves] == [2000, 4050]


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_no_mutation_makes_reading_fail_or_lose_a_line(data: st.DataObject) -> None:
    content = data.draw(
        st.sampled_from([*FILES.values(), *(path.read_bytes() for path in sorted(SAMPLES.glob("*.sta")))])
    )

    mutated = data.draw(mutations(content))

    check_whole(mutated, read_bank_file(mutated))


@given(st.binary(max_size=400))
@example(b"\x00")
@example(b"<")
@example(b":20:")
@settings(max_examples=100, deadline=None)
def test_no_bytes_at_all_make_reading_fail(content: bytes) -> None:
    check_whole(content, read_bank_file(content))


@st.composite
def mutations(draw: st.DrawFn, content: bytes) -> bytes:
    """Cut, repeat, drop or change a piece somewhere."""
    start = draw(st.integers(0, len(content)))
    end = min(len(content), start + draw(st.integers(0, 300)))
    kind = draw(st.sampled_from(["cut", "drop", "repeat", "change", "insert"]))
    piece = draw(st.binary(max_size=8))
    return {
        "cut": content[:start],
        "drop": content[:start] + content[end:],
        "repeat": content[:end] + content[start:],
        "change": content[:start] + piece + content[start + len(piece) :],
        "insert": content[:start] + piece + content[start:],
    }[kind]


def check_whole(content: bytes, reading: Reading) -> None:
    """Every line that tells of money is in a part: read, or set apart with its text."""
    assert reading.parts or reading.format != "unknown"
    lines = text_of(content).split("\n")
    covered = {number for part in reading.parts for number in range(part.first_line, part.last_line + 1)}
    telling = {"coda": ("21",), "mt940": (":61:",)}.get(reading.format, ())
    lost = [
        line for number, line in enumerate(lines, 1) if telling and line.startswith(telling) and number not in covered
    ]
    assert lost == []
    for part in reading.parts:
        assert isinstance(part, BankMove | Unreadable)
        if isinstance(part, BankMove):
            assert part.account is not None and abs(part.cents) < 10**15 and "\x00" not in part.raw
