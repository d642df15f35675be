"""Examples of pictures, each with a title that says the finding."""

from typing import Any

from kennisruil.shared import pictures
from kennisruil.shared.templatetags.kr import coins

MONTHS = (
    "jun 25",
    "jul",
    "aug",
    "sep",
    "okt",
    "nov",
    "dec",
    "jan 26",
    "feb",
    "mrt",
    "apr",
    "mei",
    "jun",
    "jul",
    "aug",
    "sep",
    "okt",
    "nov",
)
BALANCES = (0, 0, -200, -200, -400, -400, -350, -350, -150, -150, 50, 50, 250, 250, 100, -100, -100, 150)
FLOWS = (
    ("Haddou Advies bv", "Velo Vooruit vzw", 600),
    ("Haddou Advies bv", "Broodfonds De Korst", 400),
    ("Maaklab Schelde vzw", "Atelier Kroon", 500),
    ("Maaklab Schelde vzw", "Velo Vooruit vzw", 200),
    ("Wim Claes", "Tuinen van Zuid", 300),
    ("Delvaux & Fille", "Broodfonds De Korst", 450),
    ("De Zolder", "Atelier Kroon", 150),
    ("De Zolder", "Maaklab Schelde vzw", 200),
    ("Velo Vooruit vzw", "De Zolder", 200),
    ("Tuinen van Zuid", "Haddou Advies bv", 100),
)


def values() -> dict[str, Any]:
    """Give the examples by name."""
    return {
        "balance_picture": pictures.balance_line(
            key="balance",
            title="Sinds november heb je tegoed: 1,50 SIF om hulp mee te vragen",
            points=list(zip(MONTHS, BALANCES, strict=True)),
            head=("Maand", "Saldo (SIF)"),
            write=coins,
            above_text="tegoed",
            below_text="nog te geven",
            floor=-500,
            floor_text="kredietlimiet −5,00",
        ),
        "pictures": [_who_gave(), _given_received(), _ages(), _months(), _pathway(), _themes()],
    }


def _who_gave() -> pictures.Picture:
    return pictures.who_gave_to_whom(
        key="flow",
        title="Haddou Advies en Maaklab Schelde gaven samen meer dan de helft",
        flows=FLOWS,
        head=("Gaf", "Kreeg", "SIF"),
        write=coins,
        rest_text="de anderen",
        most_names=6,
    )


def _given_received() -> pictures.Picture:
    people = [
        ("Haddou Advies bv", 1000, 100),
        ("Maaklab Schelde vzw", 700, 200),
        ("Delvaux & Fille", 450, 0),
        ("De Zolder", 350, 200),
        ("Velo Vooruit vzw", 200, 800),
        ("Broodfonds De Korst", 150, 850),
        ("Atelier Kroon", 0, 650),
    ]
    return pictures.given_received(
        key="given",
        title="Drie organisaties kregen veel en gaven nog weinig",
        people=people,
        head=("Wie", "Gaf", "Kreeg"),
        write=coins,
    )


def _ages() -> pictures.Picture:
    bins = [
        ("tot 3 maanden", 1250, "9 mensen"),
        ("3 tot 6", 800, "6 mensen"),
        ("6 tot 12", 650, "4 mensen"),
        ("langer dan 12", 450, "2 mensen"),
    ]
    return pictures.ages(
        key="ages",
        title="Twee mensen wachten langer dan een jaar om terug te geven",
        bins=bins,
        head=("Hoe lang al", "Nog te geven (SIF)", "Wie"),
        write=coins,
    )


def _months() -> pictures.Picture:
    months = [
        ("mei 2026", 4),
        ("juni 2026", 3),
        ("juli 2026", 12),
        ("augustus 2026", 5),
        ("september 2026", 17),
        ("oktober 2026", None),
    ]
    return pictures.months_against_deadline(
        key="months",
        title="Eén maand kwam na de 15de: september",
        months=months,
        head=("Maand", "Alles buiten op"),
        day_text="dag {day}",
        waiting_text="loopt nog",
        deadline_text="dag {day}",
    )


def _pathway() -> pictures.Picture:
    stages = [
        ("Idee", 190, 22),
        ("Verkennen", 131, 31),
        ("Proberen", 74, 12),
        ("Bouwen", 41, 4),
        ("Op eigen benen", 19, 0),
    ]
    return pictures.pathway_flow(
        key="pathway",
        title="Van tien ideeën staat er na twee jaar één op eigen benen",
        stages=stages,
        head=("Fase", "Concepten", "Gestopt"),
        stopped_text="{count} gestopt",
    )


def _themes() -> pictures.Picture:
    needs = [
        ("Geld en subsidies", 14, 22),
        ("Prijs zetten", 9, 11),
        ("Ruimte en vergunningen", 8, 3),
        ("Vrijwilligers vinden", 3, 16),
        ("Techniek en machines", 2, 12),
    ]
    return pictures.themes(
        key="themes",
        title="Naar geld en ruimte wordt het meest gezocht",
        needs=needs,
        head=("Thema", "Open", "Beantwoord"),
    )
