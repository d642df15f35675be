"""Examples of work: consequences, documents, mails, imports, progress, forms, facts."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms

LETTER = """Dag Jamal

Nathalie van Velo Vooruit schrijft: “Wij herstellen fietsen, maar weten niet wat we mogen vragen.”

Jij schreef dat je prijslijsten maakte voor drie repaircafés. Wil je een halve dag met haar samenzitten?

Tot binnenkort
het netwerkkantoor"""


class ExampleForm(forms.Form):
    """A form with one field of each kind; bound with wrong answers it shows its errors."""

    needed = forms.CharField(
        label="Wat heb je nodig?",
        help_text="Eén zin die anderen mogen lezen.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    phone = forms.CharField(label="Telefoon", required=False)
    meet_on = forms.DateField(
        label="Welke dag past?", help_text="Bijvoorbeeld 10-12-2026.", widget=forms.DateInput(attrs={"type": "date"})
    )
    party = forms.ChoiceField(
        label="Voor wie is het?",
        choices=[("me", "Voor mezelf"), ("org", "Voor Velo Vooruit vzw")],
        widget=forms.RadioSelect,
    )
    service = forms.ChoiceField(
        label="Welke dienst?", choices=[("half", "Versterkingssessie, halve dag"), ("hour", "Eén uur aan de telefoon")]
    )
    file = forms.FileField(label="Bestand", required=False, help_text="Excel of CSV, hoogstens 12 MB.")
    promise = forms.BooleanField(label="Ik hou wat vertrouwelijk is voor mezelf")


def values() -> dict[str, Any]:
    """Give the examples by name."""
    return {
        "form": ExampleForm(auto_id="id_%s"),
        "wrong_form": ExampleForm(
            {"needed": "", "meet_on": "gisteren", "party": "me", "service": "half"}, auto_id="wrong_%s"
        ),
        "chain": _chain(),
        "consequence": {
            "sentence": "2,00 SIF gaat van jou naar wie jou hielp. "
            "In januari krijg je een factuur: € 100,00 + € 21,00 btw.",
            "rows": [
                {"text": "Versterkingssessie, halve dag", "coins": 200, "cents": 10000},
                {"text": "Btw 21 %, betaal je in euro", "coins": None, "cents": 2100},
                {"text": "Samen", "coins": 200, "cents": 12100, "strong": True},
            ],
            "notes": [
                "De € 100,00 geef je terug met een wederdienst, of je betaalt ze. Je hebt daarvoor tot 31 januari 2028."
            ],
        },
        "document": _document(),
        "mail": {
            "to": "jamal@voorbeeld.test",
            "subject": "Kun je Nathalie helpen met haar prijzen?",
            "at": datetime(2026, 11, 2, 9, 14, tzinfo=UTC),
            "state": "sent",
            "text": LETTER,
            "attachments": [{"name": "uitnodiging.ics", "url": "#"}],
        },
        "facts": [
            {
                "label": "Wat je vraagt",
                "value": "Hoe zetten we een eerlijke prijs op een herstelde fiets?",
                "change_url": "#",
                "change_text": "Verander",
            },
            {
                "label": "In vertrouwen",
                "value": "Onze huurprijs stijgt in maart.",
                "change_url": "#",
                "change_text": "Verander",
            },
            {"label": "Voor", "value": "Velo Vooruit vzw"},
        ],
        "progress_now": {
            "doing": "Documenten van oktober maken",
            "done": 37,
            "total": 112,
            "left": "nog ongeveer 2 minuten",
            "url": "",
        },
        "progress_done": {
            "doing": "Alle documenten van oktober zijn klaar",
            "done": 112,
            "total": 112,
            "finished": True,
            "next_url": "#",
            "next_text": "Bekijk ze",
        },
        "progress_failed": {
            "doing": "Documenten van oktober maken",
            "failed": "Gestopt bij document 38: het adres van Atelier Kroon ontbreekt. De 37 vorige zijn klaar.",
            "done": 37,
            "total": 112,
            "next_url": "#",
            "next_text": "Vul het adres in",
        },
        "import_columns": ["Naam", "Organisatie", "Mail"],
        "import_counts": [
            {"outcome": "new", "count": 41},
            {"outcome": "update", "count": 6},
            {"outcome": "merge", "count": 1},
            {"outcome": "refused", "count": 2},
        ],
        "import_rows": _import_rows(),
    }


def _document() -> dict[str, Any]:
    return {
        "kind": "Factuur",
        "number": "2026-0412",
        "state": "part_paid",
        "issued_on": date(2026, 12, 2),
        "performed": "sessie van vrijdag 20 november 2026",
        "party": "Velo Vooruit vzw",
        "party_lines": ["Kaai 12", "9000 Gent", "BE 0123.456.749"],
        "lines": [{"text": "Versterkingssessie, 20 november, met Jamal Haddou", "coins": 200, "cents": 10000}],
        "vat_rows": [{"text": "Btw 21 % op € 100,00", "cents": 2100}],
        "total_cents": 12100,
        "notes": [
            "De btw is te betalen tegen vrijdag 1 januari 2027.",
            "De rest geef je terug met een wederdienst, of je betaalt ze.",
        ],
        "files": [{"name": "Factuur als PDF", "url": "#"}, {"name": "E-factuur (XML)", "url": "#"}],
    }


def _import_rows() -> list[dict[str, Any]]:
    return [
        {
            "number": 2,
            "outcome": "new",
            "cells": ["Amina Bouzid", "Tuinen van Zuid", "amina@voorbeeld.test"],
            "reason": "",
        },
        {
            "number": 3,
            "outcome": "update",
            "cells": ["Wim Claes", "Maaklab Schelde vzw", "wim@voorbeeld.test"],
            "reason": "Nieuw telefoonnummer.",
        },
        {
            "number": 4,
            "outcome": "merge",
            "cells": ["W. Claes", "Maaklab Schelde", "wim@voorbeeld.test"],
            "reason": "Zelfde mailadres als rij 3.",
            "undo_url": "#",
            "undo_text": "Toch apart houden",
        },
        {"number": 5, "outcome": "same", "cells": ["Els Verbruggen", "De Zolder", "els@voorbeeld.test"], "reason": ""},
        {
            "number": 6,
            "outcome": "refused",
            "cells": ["", "Onbekend", "geen-adres"],
            "reason": "Geen naam, en ‘geen-adres’ is geen mailadres. Verbeter de rij in je bestand.",
        },
    ]


def _chain() -> list[dict[str, Any]]:
    """A document in its chain, settled and on its way to a package."""

    def row(text: str, on: date | None = None, **amounts: int) -> dict[str, Any]:
        return {"text": text, "on": on, "url": "#", "coins": None, "cents": None, **amounts}

    rows = {
        "need": [row("Wij herstellen fietsen, maar weten niet wat we mogen vragen", date(2026, 11, 21))],
        "session": [row("Prijzen voor fietsherstel", date(2026, 12, 10))],
        "transfer": [row("", date(2026, 12, 10), coins=200)],
        "supply": [row("Versterkingssessie, halve dag", date(2026, 12, 10))],
        "document": [],
        "settlement": [row("Betaald", date(2027, 1, 8), cents=2100)],
        "entry": [row("2027-000012", date(2027, 1, 4)), row("2027-000031", date(2027, 1, 8))],
        "package": [],
    }
    return [{"name": name, "is_here": name == "document", "rows": found} for name, found in rows.items()]
