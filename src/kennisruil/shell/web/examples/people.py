"""Examples about people and sessions: to-do lines, steps, cards, reasons, what happened."""

from datetime import date
from typing import Any

from kennisruil.shared.todo import OFFICE, TodoLine

TODAY = date(2026, 11, 24)


def _line(key: str, since: date, text: str, action: str, *, overdue: bool = False) -> TodoLine:
    return TodoLine("example", key, OFFICE, since, text, action, "#", overdue)


def values() -> dict[str, Any]:
    """Give the examples by name."""
    return {
        "today": TODAY,
        "lines": [
            _line(
                "a",
                date(2026, 10, 29),
                "Els Verbruggen heeft nog niet aanvaard dat wij haar factuur opmaken. Oktober wacht erop.",
                "Herinner haar",
                overdue=True,
            ),
            _line(
                "b",
                date(2026, 11, 12),
                "De lijst voor ‘Prijs zetten voor herstelde fietsen’ is leeg: vier mensen zeiden nee.",
                "Zoek verder",
            ),
            _line(
                "c",
                date(2026, 11, 23),
                "Sessie van vrijdag 20 november: Jamal zegt ja, Nathalie zei nog niets.",
                "Vraag na",
            ),
            _line("d", TODAY, "Nieuwe vraag van Atelier Kroon over subsidies voor een maakplek.", "Maak een lijst"),
        ],
        "paths": [
            {"heading": "Afgesproken", "steps": _steps("done", "done", "now", "ahead", "ahead")},
            {"heading": "Alles rond", "steps": _steps("done", "done", "done", "done", "done")},
            {
                "heading": "Gestopt",
                "steps": _steps("done", "done", "stopped", "ahead", "ahead", note="Afgezegd door Nathalie: ziek"),
            },
        ],
        "persons": [
            {
                "name": "Fatima El Amrani",
                "url": "#",
                "role": "Zaakvoerder",
                "organisation": "Broodfonds De Korst",
                "phone": "+32 470 00 00 01",
                "email": "fatima@voorbeeld.test",
                "answers_within": "Antwoordt binnen 2 dagen",
                "given": 150,
                "received": 600,
            },
            {
                "name": "Jean-Luc Delvaux",
                "url": "#",
                "role": "Boekhouder op rust",
                "organisation": "",
                "email": "jl.delvaux@voorbeeld.test",
                "answers_within": "Antwoordt meestal dezelfde dag",
                "given": None,
                "received": None,
            },
            {
                "name": "Wim Claes",
                "url": "#",
                "role": "Productontwerper",
                "organisation": "Maaklab Schelde vzw",
                "note": "Neemt tot januari geen nieuwe vragen aan",
                "given": None,
                "received": None,
            },
        ],
        "reasons": [
            {
                "quote": "Ik heb voor drie repaircafés een prijslijst gemaakt die de vrijwilligers zelf begrijpen.",
                "text": "Gaat over prijs zetten en over herstellen.",
                "source": "Profiel, maart 2026",
            },
            {
                "quote": "In het weekend run ik het fietsatelier van onze wijk.",
                "text": "Kent jullie werk, van de andere kant van de toonbank.",
                "outside": True,
            },
            {"quote": "", "text": "Kreeg in mei hulp en gaf nog niets terug: 2,00 SIF."},
        ],
        "events": [
            {
                "on": date(2026, 11, 23),
                "text": "Jamal bevestigde dat de sessie plaatsvond.",
                "who": "Jamal Haddou",
                "icon": "check",
            },
            {
                "on": date(2026, 11, 20),
                "text": "Sessie gehouden bij Velo Vooruit.",
                "icon": "session",
                "url": "#",
                "url_text": "Bekijk de sessie",
            },
            {"on": date(2026, 11, 5), "text": "Beiden aanvaardden 2,00 SIF en € 21,00 btw.", "icon": "coins"},
            {
                "on": date(2026, 11, 2),
                "text": "Voorstel verstuurd aan Jamal, als tweede op de lijst.",
                "who": "Netwerkkantoor",
                "icon": "mail",
            },
        ],
    }


def _steps(*states: str, note: str = "") -> list[dict[str, Any]]:
    keys = ("need", "proposed", "agreed", "held", "documented")
    days = (date(2026, 11, 2), date(2026, 11, 5), date(2026, 12, 10), date(2026, 12, 10), date(2027, 1, 4))
    return [
        {
            "key": key,
            "state": state,
            "on": on if state in ("done", "now") else None,
            "note": note if state == "stopped" else "",
        }
        for key, state, on in zip(keys, states, days, strict=True)
    ]
