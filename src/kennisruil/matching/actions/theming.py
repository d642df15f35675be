"""Themes of needs and statements: suggested by the program, and said by people, whose word stays."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from kennisruil.matching.models import KnowHow, Theming
from kennisruil.matching.queries.vectors import kept_vectors
from kennisruil.matching.rules import model
from kennisruil.matching.rules.asked import statement_weights
from kennisruil.matching.rules.statements import KNOW_HOW_KINDS
from kennisruil.matching.rules.theming import NO_THEME, known_themes, theme_of_statement
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id


def say_themes(
    *, network_id: UUID, about: tuple[str, UUID], themes: Sequence[str], by: Actor, at: datetime
) -> list[str]:
    """Keep which themes (keys, at most three) a row carries, or that none fits; from now on nothing is suggested."""
    said = known_themes(themes)
    with action("matching.say_themes", network_id=network_id, by=by, at=at, about=about, data={"themes": said}):
        Theming.objects.filter(network_id=network_id, about_kind=about[0], about_id=about[1]).delete()
        _put(network_id, about, said or [NO_THEME], is_said=True)
    return said


def suggest(*, network_id: UUID, about: tuple[str, UUID], themes: Sequence[str]) -> None:
    """Replace what was suggested for a row, unless somebody said it; that nothing is suggested is kept too.

    Inside a network's scope; safe to repeat.
    """
    wanted = list(themes) or [NO_THEME]
    rows = Theming.objects.filter(network_id=network_id, about_kind=about[0], about_id=about[1])
    present = list(rows.order_by("place", "pk").values_list("theme", "is_said"))
    if any(is_said for _theme, is_said in present) or [theme for theme, _said in present] == wanted:
        return
    rows.filter(is_said=False).delete()
    _put(network_id, about, wanted, is_said=False)


def _put(network_id: UUID, about: tuple[str, UUID], themes: Sequence[str], *, is_said: bool) -> None:
    Theming.objects.bulk_create(
        [
            Theming(
                id=derived_id(network_id, "theming", *about, theme),
                network_id=network_id,
                about_kind=about[0],
                about_id=about[1],
                theme=theme,
                place=place,
                is_said=is_said,
            )
            for place, theme in enumerate(themes)
        ],
        # Two who suggest the same at once suggest it once.
        ignore_conflicts=True,
    )


def suggest_for_members(*, network_id: UUID, member_ids: Collection[UUID]) -> None:
    """Suggest a theme for what some members say they can do, where one is surely right; by words alone without vectors.

    What somebody said stays. Inside a network's scope; safe to repeat.
    """
    import numpy as np

    rows = list(
        KnowHow.objects.filter(
            network_id=network_id, member_id__in=member_ids, withdrawn_at=None, kind__in=KNOW_HOW_KINDS
        )
        .order_by("said_at", "pk")
        .only("pk", "text", "language")[:4000]
    )
    name = model.active_name()
    near = kept_vectors(network_id=network_id, member_ids=member_ids, name=name) if name else {}
    using = model.active() if near else None
    for row in rows:
        vectors = np.asarray(near.get(row.pk, []), dtype=np.float32)
        weights = statement_weights(vectors, text=row.text, language=row.language, model=using)
        themes = theme_of_statement(weights, by_words_alone=not len(vectors))
        suggest(network_id=network_id, about=("know_how", row.pk), themes=themes)


def suggest_missing(*, network_id: UUID, most: int = 500) -> int:
    """Suggest themes where a statement was never looked at, some hundreds of people at a time; gives how many."""
    known = Theming.objects.filter(network_id=network_id, about_kind="know_how").values("about_id")
    rows = KnowHow.objects.filter(network_id=network_id, withdrawn_at=None, kind__in=KNOW_HOW_KINDS)
    waiting = rows.exclude(pk__in=known).order_by("member_id").values_list("member_id", flat=True).distinct()[:most]
    member_ids = list(waiting)
    suggest_for_members(network_id=network_id, member_ids=member_ids)
    return len(member_ids)
