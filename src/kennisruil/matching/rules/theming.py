"""Which themes a need or a statement carries on screen: suggested by meaning and words, corrected by people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kennisruil.matching.rules.found import plain
from kennisruil.matching.rules.stems import stems
from kennisruil.matching.rules.themes import themes, themes_by_key
from kennisruil.shared.languages import LANGUAGES

MOST_THEMES = 3
# Where no theme holds so much of a need's weights nothing is suggested, for the guess is then often wrong; a theme
# beside the first needs a quarter. On the 91 needs of the demo 43 are suggested a theme, right for 38 (the extra model:
# 39 of 41); from 0.3 on 43 of 55 are right, from 0.5 on 26 of 29.
_FIRST_WEIGHT, _NEXT_WEIGHT = 0.4, 0.25
# A statement is put under the theme that holds so much of its weights, and under no second one, for those were mostly
# wrong: themes colour the directory and the reports, and none is better than a wrong one (docs/brokerage.md).
_STATEMENT_WEIGHT, _STATEMENT_WEIGHT_BY_WORDS = 0.45, 0.8
# What somebody says of a row when no theme fits: a row that holds none, so that nothing is suggested again.
NO_THEME = ""


def themes_of_need(weights: Mapping[int, float]) -> list[str]:
    """Name the themes a need is about, the heaviest first, from their weights in the search; none when it is unsure."""
    best = sorted(weights, key=lambda nr: (-weights[nr], nr))[:MOST_THEMES]
    if not best or weights[best[0]] < _FIRST_WEIGHT:
        return []
    return [themes()[nr].key for nr in best if weights[nr] >= _NEXT_WEIGHT]


def theme_of_statement(weights: Mapping[int, float], *, by_words_alone: bool = False) -> list[str]:
    """Name the one theme that a statement is surely about, by its weights (``asked.statement_weights``), or none.

    ``by_words_alone``: no vector spoke, and words need to be surer.
    """
    best = max(weights, key=lambda nr: (weights[nr], -nr), default=None)
    least = _STATEMENT_WEIGHT_BY_WORDS if by_words_alone else _STATEMENT_WEIGHT
    return [themes()[best].key] if best is not None and weights[best] >= least else []


def known_themes(keys: Sequence[str]) -> list[str]:
    """Keep the keys that name a theme, each once, at most three, in the order given."""
    return [key for key in dict.fromkeys(keys) if key in themes_by_key()][:MOST_THEMES]


def name_of_theme(key: str, language: str) -> str:
    """Say a theme's name in a language; a key of no theme any more says nothing."""
    theme = themes_by_key().get(key)
    return theme.names[language] if theme else ""


def shares_a_stem(one: str, two: str, *, language: str, other_language: str) -> bool:
    """Whether two texts of one language say a word in common that says something."""
    return language == other_language and bool(set(stems(one, language)) & set(stems(two, other_language)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of know-how: its name per language, the keys of its themes."""

    key: str
    names: Mapping[str, str]
    themes: tuple[str, ...]


@cache
def fields() -> tuple[Field, ...]:
    """Read the fields in which themes stand together; every theme stands in one."""
    text = (files("kennisruil.matching") / "data" / "fields.txt").read_text(encoding="utf-8")
    found = []
    for block in text.split("\n= ")[1:]:
        head, own = block.splitlines()[:2]
        names = dict(zip(LANGUAGES, (name.strip() for name in head.split("|")), strict=True))
        keys = tuple(key.strip() for key in own.split(";"))
        found.append(Field(key=plain(names["nl"]).replace(",", "").replace(" ", "-"), names=names, themes=keys))
    return tuple(found)
