"""What an accounting package is told, in one canonical form, so that a second telling can be recognised by its hash."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from kennisruil.bookkeeping.rules.entries import BookedEntry, BookedLine


def canonical(content: Mapping[str, Any]) -> str:
    """Write ``content`` as JSON with sorted keys and no spaces; dates, ids and enums as text."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def sha256_of(content: Mapping[str, Any]) -> str:
    """Give the SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def entry_payload(entry: BookedEntry) -> dict[str, Any]:
    """Give an entry as plain data: ids of parties, never their names; ``entry_from`` gives the same entry back."""
    return {
        "number": entry.number,
        "booked_on": entry.booked_on.isoformat(),
        "kind": entry.kind,
        "text": entry.text,
        "reference": list(entry.reference),
        "lines": lines_payload(entry.lines),
    }


def lines_payload(lines: Iterable[BookedLine]) -> list[dict[str, Any]]:
    """Give lines as plain data."""
    return [
        {"account": line.account, "role": line.role, "cents": line.cents, "party": str(line.party_id or "")}
        for line in lines
    ]


def entry_from(payload: Mapping[str, Any]) -> BookedEntry:
    """Read what ``entry_payload`` wrote."""
    kind, id = payload["reference"]
    return BookedEntry(
        number=int(payload["number"]),
        booked_on=date.fromisoformat(payload["booked_on"]),
        kind=str(payload["kind"]),
        text=str(payload["text"]),
        reference=(str(kind), str(id)),
        lines=lines_from(payload["lines"]),
    )


def lines_from(rows: Iterable[Mapping[str, Any]]) -> tuple[BookedLine, ...]:
    """Read what ``lines_payload`` wrote."""
    return tuple(
        BookedLine(
            account=str(row["account"]),
            role=str(row["role"]),
            cents=int(row["cents"]),
            party_id=UUID(row["party"]) if row["party"] else None,
        )
        for row in rows
    )
