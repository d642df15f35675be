"""A person's card as a file for a phone (vCard, RFC 6350) and as a code to scan."""

from dataclasses import dataclass

import segno


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Who to call: what stands on the card. Empty parts are left out."""

    given_name: str
    family_name: str
    organisation: str = ""
    role: str = ""
    phone: str = ""
    email: str = ""
    note: str = ""


def vcard(card: Card) -> str:
    """Write the vCard 4.0, lines ending in CR LF; what would end a line or a part is escaped (RFC 6350, 3.4)."""
    name = f"{card.given_name} {card.family_name}".strip()
    parts = [
        ("FN", _escaped(name)),
        ("N", f"{_escaped(card.family_name)};{_escaped(card.given_name)};;;"),
        ("ORG", _escaped(card.organisation)),
        ("TITLE", _escaped(card.role)),
        ("TEL;TYPE=voice", _escaped(card.phone)),
        ("EMAIL", _escaped(card.email)),
        ("NOTE", _escaped(card.note)),
    ]
    lines = ["BEGIN:VCARD", "VERSION:4.0", *(f"{key}:{value}" for key, value in parts if value), "END:VCARD"]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _escaped(text: str) -> str:
    for sign in ("\\", ",", ";"):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> list[str]:
    """Break a line into pieces of at most 75 octets; each next one begins with a space (RFC 6350, 3.2)."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > 74:
            pieces.append(piece)
            piece = " "
        piece += letter
    return [*pieces, piece]


def code(card: Card) -> str:
    """Draw the card as a QR code: an SVG for the page, without styles of its own. The note stays out, to be small."""
    short = Card(
        given_name=card.given_name,
        family_name=card.family_name,
        organisation=card.organisation,
        role=card.role,
        phone=card.phone,
        email=card.email,
    )
    made = segno.make_qr(vcard(short).encode(), error="l", boost_error=False)
    svg: str = made.svg_inline(border=2, omitsize=True, light="#ffffff", dark="#000000")
    return svg
