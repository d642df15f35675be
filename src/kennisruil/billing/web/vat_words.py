"""Words and rows that the pages and files for the tax office share."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kennisruil.billing.rules.grids import TaxedDocument
from kennisruil.billing.rules.quarters import Quarter, UnreadableQuarter
from kennisruil.billing.web import labels

SECTIONS: dict[str, Promise] = {
    "balance": gettext_lazy("The balance"),
    "sales": gettext_lazy("What the network sold"),
    "purchases": gettext_lazy("What the network bought"),
    "due": gettext_lazy("VAT due"),
    "deductible": gettext_lazy("VAT to deduct"),
}
# Why a grid that the form has stays empty here.
WHY_EMPTY: dict[str, Promise] = {
    "57": gettext_lazy("Nobody brings goods in through the network, so no document counts here."),
    "61": gettext_lazy("What an earlier quarter declared too little, such as another share to deduct: on no document."),
}
SIGNS = {"invoice_380": 1, "credit_note_381": -1}


def quarter_or_404(text: str) -> Quarter:
    """Read a quarter of an address."""
    try:
        return Quarter.parse(text)
    except UnreadableQuarter as error:
        raise Http404 from error


def quarter_name(period: Quarter) -> str:
    """Say a quarter in words: the first quarter of 2026."""
    names = {
        1: _("First quarter of %(year)s"),
        2: _("Second quarter of %(year)s"),
        3: _("Third quarter of %(year)s"),
        4: _("Fourth quarter of %(year)s"),
    }
    return names[period.number] % {"year": period.year}


def document_columns() -> list[dict[str, Any]]:
    """Give the columns of a list of documents."""
    return [
        {"label": _("Number")},
        {"label": _("Kind")},
        {"label": _("Who")},
        {"label": _("Chargeable on")},
        {"label": _("Counts for"), "number": True},
    ]


def document_row(document: TaxedDocument, cents: int) -> list[Any]:
    """Give one document of such a list."""
    return [
        {"text": document.number, "url": reverse("billing:document", args=[document.id])},
        {"text": labels.KINDS[document.kind]},
        {"text": document.party_name},
        {"day": document.on},
        {"cents": cents},
    ]
