"""Examples of lists: documents, a plain table, a board, filters, tabs, navigation, pages."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator

from kennisruil.shell import chips


def values() -> dict[str, Any]:
    """Give the examples by name."""
    return {
        "states": chips.known_states(),
        "documents": _documents(),
        "columns": [
            {"label": "Wie"},
            {"label": "Sinds"},
            {"label": "Nog te geven", "number": True},
            {"label": "In euro", "number": True},
            {"label": "Staat"},
        ],
        "rows": [
            [
                {"text": "Broodfonds De Korst", "url": "#"},
                {"day": date(2026, 2, 14)},
                {"coins": 450},
                {"cents": 22500},
                {"chip": "overdue"},
            ],
            [
                {"text": "Velo Vooruit vzw", "url": "#"},
                {"day": date(2026, 11, 20)},
                {"coins": 200},
                {"cents": 10000},
                {"chip": "due"},
            ],
            [
                {"text": "Atelier Kroon", "url": "#", "note": "nieuw"},
                {"day": date(2026, 11, 22)},
                {"coins": 50},
                {"cents": 2500},
                {"chip": "active"},
            ],
        ],
        "foot": ["Samen", "", {"coins": 700}, {"cents": 35000}, ""],
        "board": _board(),
        "filters": [
            {"name": "q", "label": "Zoek", "kind": "search", "value": "fiets"},
            {
                "name": "state",
                "label": "Staat",
                "kind": "choice",
                "value": "open",
                "choices": [
                    {"value": "", "text": "Alle"},
                    {"value": "open", "text": "Open"},
                    {"value": "met", "text": "Beantwoord"},
                ],
            },
            {"name": "since", "label": "Sinds", "kind": "date", "value": "2026-09-01"},
        ],
        "tabs": [
            {"text": "Open", "url": "#", "active": True, "count": 12},
            {"text": "Afgesproken", "url": "#", "count": 4},
            {"text": "Klaar", "url": "#"},
        ],
        "page": Paginator(range(130), 25).page(2),
        "navigation": navigation(),
    }


def navigation() -> list[dict[str, Any]]:
    """Give the seven entries of an office as an example."""
    entries = (
        ("Te doen", "todo", 4),
        ("Mensen", "people", 0),
        ("Vragen", "need", 12),
        ("Sessies", "session", 0),
        ("Documenten", "document", 2),
        ("Maandafsluiting", "month", 0),
        ("Cijfers", "chart", 0),
    )
    return [
        {"text": text, "url": "#", "icon": icon, "active": text == "Te doen", "waiting": waiting}
        for text, icon, waiting in entries
    ]


def _documents() -> list[dict[str, Any]]:
    def row(
        number: str,
        kind: str,
        party: str,
        coins: int | None,
        cents: int,
        state: str,
        due_on: date | None,
        note: str = "",
    ) -> dict[str, Any]:
        return {
            "number": number,
            "url": "#",
            "kind": kind,
            "party": party,
            "coins": coins,
            "cents": cents,
            "state": state,
            "due_on": due_on,
            "due_note": note,
            "pdf_url": "#" if number else "",
        }

    return [
        row("2026-0412", "Factuur", "Velo Vooruit vzw", 200, 12100, "part_paid", date(2027, 1, 1), "btw"),
        row("2026-0398", "Factuur", "Broodfonds De Korst", 450, 27225, "overdue", date(2026, 10, 31), "btw"),
        row(
            "HJ-2026-0007",
            "Factuur uitgereikt door afnemer",
            "Haddou Advies bv",
            200,
            12100,
            "sent",
            date(2026, 12, 31),
        ),
        row(
            "",
            "Factuur uitgereikt door afnemer",
            "Delvaux & Fille",
            150,
            9075,
            "waits_for_acceptance",
            date(2026, 12, 14),
            "antwoord",
        ),
        row("A-2026-0051", "Afrekening", "Wim Claes", 100, 5000, "settled", None),
    ]


def _board() -> list[dict[str, Any]]:
    moves = [
        {"value": "build", "text": "Naar ‘Bouwen’"},
        {"value": "try", "text": "Naar ‘Proberen’"},
        {"value": "stop", "text": "Stoppen"},
    ]

    def card(title: str, person: str, theme: str, state: str, note: str = "") -> dict[str, Any]:
        return {
            "title": title,
            "url": "#",
            "person": person,
            "theme": theme,
            "state": state,
            "note": note,
            "move_url": "#",
            "moves": moves,
        }

    return [
        {
            "name": "Verkennen",
            "key": "explore",
            "cards": [
                card("Fietsatelier in de kazerne", "Nathalie Peeters", "Herstellen", "waiting"),
                card("Soepkar zonder afval", "Amina Bouzid", "Voeding", "new", "Eerste gesprek op dinsdag 1 december"),
            ],
        },
        {
            "name": "Proberen",
            "key": "try",
            "cards": [card("Naaiatelier met thuiswerkers", "Els Verbruggen", "Textiel", "running")],
        },
        {
            "name": "Bouwen",
            "key": "build",
            "cards": [
                card("Buurtoven De Korst", "Fatima El Amrani", "Voeding", "running"),
                card("Deelmachines voor schrijnwerkers", "Wim Claes", "Maken", "paused"),
            ],
        },
        {"name": "Staat op eigen benen", "key": "stands", "cards": []},
    ]
