"""The journal as a beancount or hledger file that grows by every entry delivered."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from kennisruil.bookkeeping.adapters.base import Outcome, compared
from kennisruil.bookkeeping.adapters.written import alone_in, read_text, write_whole
from kennisruil.bookkeeping.rules import beancount, hledger
from kennisruil.bookkeeping.rules.ledgerfile import Block, blocks_of, joined, month_balances
from kennisruil.bookkeeping.rules.payloads import entry_from
from kennisruil.bookkeeping.rules.targets import Found, Parcel, Target

_FILES = {Target.BEANCOUNT: "journal.beancount", Target.HLEDGER: "hledger.journal"}
_WRITERS = {Target.BEANCOUNT: beancount, Target.HLEDGER: hledger}


class TextLedger:
    """One file with all entries in number order, its accounts declared at the head."""

    batch = 500

    def __init__(self, folder: Path, *, target: Target, title: str) -> None:
        self.folder, self.title = folder, title
        self.path = folder / _FILES[target]
        self._writer = _WRITERS[target]

    def deliver(self, parcels: Sequence[Parcel]) -> Iterator[Outcome]:
        """Add the entries that are not there yet, all in one writing; then say what came of each."""
        with alone_in(self.folder):
            there = blocks_of(read_text(self.path))
            new = [parcel for parcel in parcels if parcel.number not in there]
            blocks = there | {parcel.number: self._block(parcel) for parcel in new}
            if new:
                write_whole(self.path, joined(self._writer.head(blocks, title=self.title), blocks).encode())
        for parcel in parcels:
            yield compared(parcel, Found(external_id=parcel.number, sha256=blocks[parcel.number].sha256))

    def balances(self, *, start_on: date, end_on: date) -> Mapping[str, int]:
        """Add up the file itself."""
        return month_balances(blocks_of(read_text(self.path)), start_on=start_on, end_on=end_on)

    def _block(self, parcel: Parcel) -> Block:
        text = self._writer.block(entry_from(parcel.payload)).strip("\n")
        return Block(number=parcel.number, sha256=parcel.sha256, text=text)
