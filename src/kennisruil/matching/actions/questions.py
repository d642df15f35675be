"""Reading a text that asks: its vector, so that people find it by what they can do, and its themes; remade at will."""

import hashlib
import json
from uuid import UUID

from django.db import connection

from kennisruil.matching.actions.theming import suggest
from kennisruil.matching.models import QuestionVector
from kennisruil.matching.queries.search import asked_for
from kennisruil.matching.rules import model
from kennisruil.matching.rules.asked import Asked
from kennisruil.matching.rules.theming import themes_of_need
from kennisruil.shared.ids import derived_id
from kennisruil.shared.scope import network_scope

_KEEP = """
INSERT INTO matching_questionvector
    (id, network_id, about_kind, about_id, model, made_of, best_spread, whole_spread, themes, vector)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s::halfvec(512))
ON CONFLICT (network_id, model, about_kind, about_id) DO UPDATE SET made_of = excluded.made_of,
    best_spread = excluded.best_spread, whole_spread = excluded.whole_spread, themes = excluded.themes,
    vector = excluded.vector
"""


def read_question(*, network_id: UUID, about: tuple[str, UUID], text: str, sought: str = "", language: str) -> None:
    """Keep the vector and the suggested themes of a text that asks, where it changed; by words alone without a model.

    Themes that somebody chose stay. Safe to repeat, and from two workers at once.
    """
    made_of = hashlib.sha256(f"{language}\n{text}\n{sought}".encode()).hexdigest()
    name = model.active_name()
    with network_scope(network_id):
        known = QuestionVector.objects.filter(network_id=network_id, about_kind=about[0], about_id=about[1], model=name)
        if known.filter(made_of=made_of).exists():
            return
        asked = asked_for(text=text, sought=sought, language=language)
        if name and asked.vector:
            _keep(network_id, about, name, made_of, asked)
        suggest(network_id=network_id, about=about, themes=themes_of_need(asked.themes))


def _keep(network_id: UUID, about: tuple[str, UUID], name: str, made_of: str, asked: Asked) -> None:
    weights = json.dumps({str(nr): round(weight, 4) for nr, weight in asked.themes.items()})
    vector = f"[{','.join(map(str, asked.vector))}]"
    with connection.cursor() as cursor:
        cursor.execute(
            _KEEP,
            [
                derived_id(network_id, "question", name, *about),
                *(network_id, *about, name, made_of),
                *(max(asked.best_spread, 1e-6), max(asked.whole_spread, 1e-6), weights, vector),
            ],
        )
