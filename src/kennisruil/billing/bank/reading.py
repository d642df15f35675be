"""Which format a bank file is in, and its reading: each line lies in one part, or in the frame of a statement."""

import re

from kennisruil.billing.bank.camt import read_camt
from kennisruil.billing.bank.coda import read_coda
from kennisruil.billing.bank.mt940 import read_mt940
from kennisruil.billing.bank.values import Reading, Unreadable

_RAW_MOST = 100_000
_TAG = re.compile(r"^:(20|25|28C?|60[FM]|61|62[FM]|86):", re.MULTILINE)
_RECORD = re.compile(r"^[0-9].{99,}$", re.MULTILINE)


def read_bank_file(content: bytes) -> Reading:
    """Read a statement file of any of the three formats; never raises, whatever the bytes are."""
    text = text_of(content)
    if not text.strip():
        return Reading(format="unknown", parts=(Unreadable(reason="empty", first_line=1, last_line=1, raw=""),))
    if text.lstrip().startswith("<"):
        return Reading(format="camt", parts=read_camt(content, text))
    if _TAG.search(text):
        return Reading(format="mt940", parts=read_mt940(text))
    if _RECORD.search(text):
        return Reading(format="coda", parts=read_coda(text))
    lines = text.count("\n") + 1
    part = Unreadable(reason="unknown_format", first_line=1, last_line=lines, raw=text[:_RAW_MOST])
    return Reading(format="unknown", parts=(part,))


def text_of(content: bytes) -> str:
    """Decode a file: by its mark, else UTF-8 where it is that, else the Windows letters banks still write."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _lines(content.decode(encoding, errors="replace"))
    try:
        return _lines(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _lines(content.decode("cp1252", errors="replace"))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\u2400")
