"""Reading the occupations of ESCO into the database."""

from collections.abc import Callable, Sequence

from django.db import connection, transaction

from kennisruil.matching.rules import model
from kennisruil.matching.rules.asked import statement_vectors
from kennisruil.matching.rules.esco import Occupation
from kennisruil.matching.rules.model import written

_BATCH = 100
_KEEP = """
INSERT INTO matching_occupation (id, isco, name_nl, name_fr, name_en, model, vector)
SELECT id, isco, name_nl, name_fr, name_en, %s, vector::halfvec(512)
FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[])
    AS t (id, isco, name_nl, name_fr, name_en, vector)
ON CONFLICT (id) DO UPDATE SET isco = excluded.isco, name_nl = excluded.name_nl, name_fr = excluded.name_fr,
    name_en = excluded.name_en, model = excluded.model, vector = excluded.vector
"""


def keep_occupations(
    *, occupations: Sequence[Occupation], on_progress: Callable[[int, int], None] | None = None
) -> int:
    """Keep occupations with the vectors of this installation's model; the same again replaces them. Gives how many.

    Without a model nothing is kept: an occupation is found by its vector alone.
    """
    using = model.active()
    if using is None:
        return 0
    for done in range(0, len(occupations), _BATCH):
        some = occupations[done : done + _BATCH]
        vectors = written(statement_vectors([one.text for one in some], model=using))
        names = [[one.names.get(language, "")[:300] for one in some] for language in ("nl", "fr", "en")]
        with transaction.atomic(), connection.cursor() as cursor:
            ids, groups = [one.id for one in some], [one.isco for one in some]
            cursor.execute(_KEEP, [using.name, ids, groups, *names, vectors])
        if on_progress:
            on_progress(done + len(some), len(occupations))
    return len(occupations)
