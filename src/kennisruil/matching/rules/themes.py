"""Themes of know-how: the bridge from how somebody says what they lack to how somebody else says what they can do."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from kennisruil.matching.rules.found import plain
from kennisruil.matching.rules.stems import SKIPPED, WORD, ends, less_one, likeness, stem_of, stems, telling
from kennisruil.shared.languages import LANGUAGES

_FILE = files("kennisruil.matching") / "data" / "themes.txt"
# So many of a need's themes lend it their words; more find nobody else and cost the database time.
_LENDING = 6
# What a word is worth that only another language knows, and one that is a slip away from a known one (long stems only).
_FOREIGN, _SLIP, _LEAST_SLIPPED = 0.8, 0.7, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One theme: its name per language, phrases of who can (``able``), phrases of who cannot (``lacking``).

    These two are Dutch, and become the sample of a model; ``other`` and ``other_lacking`` say the same in French and
    English, in fewer words.
    """

    nr: int
    names: Mapping[str, str]
    able: tuple[str, ...]
    lacking: tuple[str, ...]
    other: Mapping[str, tuple[str, ...]]
    other_lacking: Mapping[str, tuple[str, ...]]

    @property
    def key(self) -> str:
        """The name by which rows keep it, whatever its place in the file: its Dutch name, plain."""
        return "-".join(WORD.findall(plain(self.names["nl"])))

    def phrases(self, language: str) -> tuple[str, ...]:
        """Give what is said of it in a language by who can."""
        said = self.able if language == "nl" else self.other[language]
        return (self.names[language], *said)

    def troubles(self, language: str) -> tuple[str, ...]:
        """Give what is said of it in a language by who cannot."""
        return self.lacking if language == "nl" else self.other_lacking[language]


@cache
def themes() -> tuple[Theme, ...]:
    """Read the themes that come with the program."""
    return tuple(_read(_FILE.read_text(encoding="utf-8")))


@cache
def themes_by_key() -> Mapping[str, Theme]:
    """Give the themes by their keys."""
    return {theme.key: theme for theme in themes()}


def _read(text: str) -> Iterable[Theme]:
    blocks = [block.splitlines() for block in text.split("\n= ")[1:]]
    for nr, (head, *lines) in enumerate(blocks):
        said = {line[0]: tuple(part.strip() for part in line[2:].split(";")) for line in lines}
        names = dict(zip(LANGUAGES, (name.strip() for name in head.split("|")), strict=True))
        other = {"fr": said["f"], "en": said["e"]}
        troubles = {"fr": said["p"], "en": said["t"]}
        yield Theme(nr=nr, names=names, able=said["k"], lacking=said["s"], other=other, other_lacking=troubles)


@cache
def _said(language: str) -> tuple[Mapping[str, tuple[int, ...]], Mapping[str, float]]:
    """Give for each stem of the themes in a language which of them say it, and how much it tells (rare is much)."""
    by: dict[str, list[int]] = defaultdict(list)
    for theme in themes():
        phrases = (*theme.phrases(language), *theme.troubles(language))
        for stem in dict.fromkeys(stem for phrase in phrases for stem in stems(phrase, language)):
            by[stem].append(theme.nr)
    return {stem: tuple(own) for stem, own in by.items()}, {
        stem: _rarity(len(own), of=len(themes())) for stem, own in by.items()
    }


def _rarity(times: int, *, of: int) -> float:
    return math.log(1 + (of - times + 0.5) / (times + 0.5))


@cache
def _akin_to(language: str) -> Mapping[str, tuple[str, ...]]:
    """Give for each beginning and end of a stem the stems that have it: who is akin is found without comparing all."""
    found: dict[str, list[str]] = defaultdict(list)
    for stem in _said(language)[1]:
        for part in ends(stem) | {stem}:
            found[part].append(stem)
    return {part: tuple(stems) for part, stems in found.items()}


def words_met(text: str, language: str) -> list[float]:
    """Say for each theme how far the words of a text meet its words."""
    met: list[float] = [0.0] * len(themes())
    for worths in {stem_of(word, language): _met_by(word, language) for word in telling(text, language)}.values():
        for nr, worth in worths:
            met[nr] += worth
    return met


@lru_cache(maxsize=20_000)
def _met_by(word: str, language: str) -> tuple[tuple[int, float], ...]:
    """Give the themes that one word meets, each with its worth; an unknown one also in other languages and misspelt."""
    stem = stem_of(word, language)
    found = [(language, one, near) for one, near in _known_like(stem, language)]
    if stem not in _said(language)[0]:
        others = [(other, stem_of(word, other)) for other in LANGUAGES if other != language]
        found += [
            (other, one, _FOREIGN) for other, one in others if one in _said(other)[0] and word not in SKIPPED[other]
        ]
        found += [(language, one, _SLIP) for one in _one_slip_from(stem, language)]
    worths: dict[int, float] = {}
    for where, one, near in found:
        by, tells = _said(where)
        for nr in by[one]:
            worths[nr] = max(worths.get(nr, 0.0), near * tells[one])
    return tuple(sorted(worths.items()))


def _known_like(stem: str, language: str) -> list[tuple[str, float]]:
    """Give the stems of the themes that are this stem or share a part with it, each with its likeness."""
    tells, known = _said(language)[1], _akin_to(language)
    # Either the stem is an end of what is known, or an end of the stem is what is known.
    maybe = {*known.get(stem, ()), *(part for part in ends(stem) if part in tells)}
    return [(one, near) for one in sorted(maybe) if (near := likeness(stem, one))]


def _one_slip_from(stem: str, language: str) -> list[str]:
    """Give the stems that a slip of one letter makes of each other: one too many, too few, another, or two swapped."""
    if len(stem) < _LEAST_SLIPPED:
        return []
    known = _shortened(language)
    return sorted({one for short in {stem, *less_one(stem)} for one in known.get(short, ())})


@cache
def _shortened(language: str) -> Mapping[str, tuple[str, ...]]:
    """Give for each long stem, whole and with one letter left out, the stems that it may be."""
    found: dict[str, list[str]] = defaultdict(list)
    for stem in _said(language)[1]:
        if len(stem) >= _LEAST_SLIPPED:
            for short in {stem, *less_one(stem)}:
                found[short].append(stem)
    return {short: tuple(stems) for short, stems in found.items()}


@cache
def _terms_of(nr: int) -> tuple[tuple[str, str, float], ...]:
    theme = themes()[nr]
    found: dict[tuple[str, str], float] = {}
    for language in LANGUAGES:
        tells, most = _said(language)[1], _rarity(1, of=len(themes()))
        for phrase in theme.phrases(language):
            for word in WORD.findall(plain(phrase)):
                if word not in SKIPPED[language] and len(word) > 1:
                    found[language, word] = tells[stem_of(word, language)] / most
    return tuple((language, word, worth) for (language, word), worth in found.items())


def terms(weights: Mapping[int, float], *, share: float = 1.0) -> list[tuple[str, str, float]]:
    """Give the words with which people say that they can, for the heaviest themes of some: language, word, worth.

    Worth is ``share`` for a word that only the heaviest theme says.
    """
    most = max(weights.values(), default=1.0)
    found: dict[tuple[str, str], float] = {}
    for nr in sorted(weights, key=lambda nr: (-weights[nr], nr))[:_LENDING]:
        for language, word, worth in _terms_of(nr):
            found[language, word] = max(found.get((language, word), 0.0), share * weights[nr] / most * worth)
    return [(language, word, round(worth, 4)) for (language, word), worth in sorted(found.items())]


def weights_from(scores: Sequence[float], *, most: int = 16, past: int = 0) -> dict[int, float]:
    """Turn scores per theme (in standard deviations) into weights of the best few that add up to 1.

    ``past``: so many of the best are passed over.
    """
    best = sorted(range(len(scores)), key=lambda nr: (-scores[nr], nr))[past : past + most]
    raised = {nr: math.exp(scores[nr] - scores[best[0]]) for nr in best}
    whole = sum(raised.values())
    return {nr: value / whole for nr, value in raised.items()}
