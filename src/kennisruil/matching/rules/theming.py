"""Which themes a need or a statement carries on screen: suggested by meaning and words, corrected by people."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kennisruil.matching.rules.found import plain
from kennisruil.matching.rules.stems import stems
from kennisruil.matching.rules.themes import themes, themes_by_key, words_met
from kennisruil.shared.languages import LANGUAGES

MOST_THEMES = 3
# Where no theme holds so much of a need's weights nothing is suggested, for the guess is then often wrong; a theme
# beside the first needs a quarter. On the 91 needs of the demo 43 are suggested a theme, right for 38 (the extra model:
# 39 of 41); from 0.3 on 43 of 55 are right, from 0.5 on 26 of 29.
_FIRST_WEIGHT, _NEXT_WEIGHT = 0.4, 0.25
# With words alone a statement needs about one telling word to be put under a theme.
_LEAST_WORDS = 3.0
# What somebody says of a row when no theme fits: a row that holds none, so that nothing is suggested again.
NO_THEME = ""


def themes_of_need(weights: Mapping[int, float]) -> list[str]:
    """Name the themes a need is about, the heaviest first, from their weights in the search; none when it is unsure."""
    best = sorted(weights, key=lambda nr: (-weights[nr], nr))[:MOST_THEMES]
    if not best or weights[best[0]] < _FIRST_WEIGHT:
        return []
    return [themes()[nr].key for nr in best if weights[nr] >= _NEXT_WEIGHT]


def themes_of_parts(numbers: Sequence[int | None]) -> list[str]:
    """Name the themes of a statement by those of its parts, the whole first: its own, and what two parts are about.

    One part alone is often taken for something else (seen in the demo), and its owner may say what it is about.
    """
    often = Counter(nr for nr in numbers if nr is not None)
    twice = [nr for nr, times in often.most_common() if times > 1]
    best = dict.fromkeys([*(nr for nr in numbers[:1] if nr is not None), *twice])
    return [themes()[nr].key for nr in list(best)[:MOST_THEMES]]


def theme_by_words(text: str, language: str) -> list[str]:
    """Name the theme whose words a statement uses most, without any model; none when it hardly uses any."""
    met = words_met(text, language)
    best = max(range(len(met)), key=lambda nr: (met[nr], -nr))
    return [themes()[best].key] if met[best] >= _LEAST_WORDS else []


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
