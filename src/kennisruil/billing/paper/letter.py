"""A letter or receipt as a PDF: what happened in a few sentences, and its figures."""

from typing import Any

from kennisruil.billing.paper.sheet import ACCENT, frame
from kennisruil.billing.paper.typesetter import typeset
from kennisruil.billing.paper.words import Words
from kennisruil.billing.rules.views import LetterView


def render_letter(view: LetterView, *, accent: str = ACCENT) -> bytes:
    """Set ``view`` as PDF/A-3a in its language."""
    return typeset(template="letter", sheet=letter_sheet(view, accent=accent), on=view.issued_on)


def letter_sheet(view: LetterView, *, accent: str = ACCENT) -> dict[str, Any]:
    """Give everything the template shows, as text ready to set."""
    words = Words(view.language)
    return frame(
        words=words, network=view.network, title=words.label(view.kind), sender=view.operator, accent=accent
    ) | {
        "number": view.number,
        "left": {"label": words.label("from_seller"), **words.party(view.operator)},
        "right": {"label": words.label("to_buyer"), **words.party(view.addressee)},
        "on": words.day(view.issued_on),
        "subject": view.subject,
        "paragraphs": list(view.paragraphs),
        "rows": [[row.label, row.amount] for row in view.rows],
        "signed_by": view.signed_by,
    }
