"""Spreadsheets to start from: the headers of a kind in the reader's language and two example rows."""

import io

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from kennisruil.porting.rules.kinds import fields_of
from kennisruil.porting.web.labels import KIND_LABELS, field_label

_EXAMPLES: dict[str, dict[str, tuple[object, object]]] = {
    "organisations": {
        "name": ("Bakkerij Voorbeeld bv", "Buurthuis Voorbeeld vzw"),
        "vat_kind": ("btw-plichtig", "vzw"),
        "enterprise_number": ("0403.170.701", ""),
        "vat_number": ("BE0403170701", ""),
        "street": ("Molenstraat 1", "Kerkplein 2"),
        "postcode": ("9000", "3000"),
        "city": ("Gent", "Leuven"),
        "country": ("BE", "BE"),
        "iban": ("BE68 5390 0754 7034", ""),
        "email": ("facturen@voorbeeld.example", "info@buurthuis.example"),
        "language": ("nl", "nl"),
        "peppol_registered": ("ja", "nee"),
    },
    "people": {
        "given_name": ("An", "Karim"),
        "family_name": ("Voorbeeld", "Exemple"),
        "email": ("an@voorbeeld.example", "karim@exemple.example"),
        "phone": ("0470 00 00 01", "+32 470 00 00 02"),
        "language": ("nl", "fr"),
        "job_title": ("bakker", "jurist"),
        "organisation": ("Bakkerij Voorbeeld bv", ""),
        "own_account": ("nee", "ja"),
        "is_outsider": ("nee", "ja"),
    },
    "skills": {
        "email": ("an@voorbeeld.example", "karim@exemple.example"),
        "text": ("Brood bakken met een groep", "Statuten nalezen"),
        "place": ("buiten", "binnen"),
        "language": ("nl", "nl"),
    },
    "opening_balances": {
        "party": ("Bakkerij Voorbeeld bv", "Buurthuis Voorbeeld vzw"),
        "enterprise_number": ("0403.170.701", ""),
        "coins": (2.00, -1.50),
        "euro": (100.00, -75.00),
        "document_number": ("2025-014", "2025-021"),
        "document_date": ("1/3/2025", "15/4/2025"),
    },
    "sessions": {
        "held_on": ("1/3/2025", "15/4/2025"),
        "recipient": ("Buurthuis Voorbeeld vzw", "Bakkerij Voorbeeld bv"),
        "provider": ("Bakkerij Voorbeeld bv", "Buurthuis Voorbeeld vzw"),
        "text": ("Kostprijs berekenen", "Vrijwilligers vinden"),
        "outcome": ("We weten wat een brood kost.", ""),
        "coins": (2, 1.5),
    },
}


def template_file(kind: str) -> bytes:
    """Make the workbook to start from, its headers in the language that is active."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = str(KIND_LABELS[kind])[:31]
    fields = [name for name in fields_of(kind) if name in _EXAMPLES[kind]]
    page.append([field_label(name, kind) for name in fields])
    for example in (0, 1):
        page.append([_EXAMPLES[kind][name][example] for name in fields])
    for index, name in enumerate(fields, start=1):
        page.cell(1, index).font = Font(bold=True)
        page.cell(1, index).alignment = Alignment(wrap_text=True, vertical="top")
        longest = max(len(str(value)) for value in _EXAMPLES[kind][name])
        page.column_dimensions[get_column_letter(index)].width = max(14, longest + 3)
    page.freeze_panes = "A2"
    note = book.create_sheet(_("Read me")[:31])
    note.append([_("Replace the two example rows by your own. Leave out columns you do not have.")])
    note.append([_("Dates: 1/2/2026 is the first of February. Amounts: 12,50 or 12.50.")])
    note.column_dimensions["A"].width = 90
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
