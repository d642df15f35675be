"""Spreadsheets for tests, made on the spot."""

import io
import zipfile
from typing import Any

import openpyxl

ORGANISATIONS = (
    "Naam;KBO-nummer;Btw-statuut;Gemeente;IBAN",
    "De Zonnepit vzw;;vzw;Gent;BE68 5390 0754 7034",
    "Broodje Lokaal;0403.170.701;btw-plichtig;Leuven;",
)
PEOPLE = (
    "Voornaam;Familienaam;E-mail;Organisatie;Eigen rekening",
    "Ann;Pi;ann@mail.example;De Zonnepit;nee",
    "Bo;De Wit;bo@mail.example;;ja",
)


def csv_of(*lines: str, encoding: str = "utf-8", end: str = "\r\n") -> bytes:
    """Write lines as a text file."""
    return (end.join(lines) + end).encode(encoding)


def xlsx_of(*rows: list[Any], sheet: str = "Blad1", more: dict[str, list[list[Any]]] | None = None) -> bytes:
    """Write rows as a workbook, the first sheet first."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(row)
    for name, lines in (more or {}).items():
        other = book.create_sheet(name)
        for line in lines:
            other.append(line)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def with_part(workbook: bytes, name: str, content: bytes) -> bytes:
    """Add (or replace) a part of a workbook's package."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return kept.getvalue()
