"""Themes of know-how: the bridge from how somebody says what they lack to how somebody else says what they can do."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from kennisruil.matching.rules.found import plain
from kennisruil.shared.languages import LANGUAGES

_FILE = files("kennisruil.matching") / "data" / "themes.txt"
_WORD = re.compile(r"[a-z0-9]+")
# Two words are akin when one begins or ends with the other and both are at least this long: parts of compounds.
_LEAST_AKIN = 5
_AKIN = 0.6
_LEAST_STEM = 4
# So many of a need's themes lend it their words; more find nobody else and cost the database time.
_LENDING = 6
# Endings that differ between forms of one word; longest first. Coarse on purpose: it only meets its own stems.
_ENDINGS = {
    "nl": ("tjes", "ingen", "eren", "heid", "en", "je", "es", "er", "ig", "st", "e", "s", "t", "n"),
    "fr": (
        *("issements", "issement", "ements", "ement", "ations", "ation", "euses", "euse", "eurs", "eur"),
        *("ires", "ives", "er", "es", "ez", "ee", "e", "s", "x"),
    ),
    "en": ("ingly", "ments", "ment", "ings", "ing", "ers", "er", "ies", "ed", "es", "s", "e", "y"),
}
_EVERYDAY = {
    "nl": """
        de het een en van we wij ik in op te is niet met voor aan wie wat hoe die dat onze ons hun er om
        zijn ze zo als bij geen of je uit door over naar dan maar meer ook nog al tot hij zij was worden
        wordt werd kan kunnen moet moeten wil willen hebben heeft had mijn haar zich deze dit waar welke
        iemand niemand iets alles ben bent hem toch wel eens daar hier waarin jij jullie uw
    """,
    "fr": """
        le la les un une des du et de nous notre nos qui que dans pour sur avec sans est sont ce se sa
        son ses au aux par ne pas plus mais je il elle vous on mon ma mes leur leurs y en comment cette
        ces ou d l s n c j qu
    """,
    "en": """
        the a an of to and in is we our for on with that it from they how do them us be are who what
        which i my your this there has have would like not can but or as at
    """,
}
_SKIPPED = {language: frozenset(words.split()) for language, words in _EVERYDAY.items()}


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
        return "-".join(_WORD.findall(plain(self.names["nl"])))

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


def stems(text: str, language: str) -> tuple[str, ...]:
    """Give the words of a text that say something, each once, without what their forms differ in."""
    words = (word for word in _WORD.findall(plain(text)) if word not in _SKIPPED[language] and len(word) > 1)
    return tuple(dict.fromkeys(_stem(word, language) for word in words))


def _stem(word: str, language: str) -> str:
    for ending in _ENDINGS[language]:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            word = word[: -len(ending)]
            break
    if language == "nl":
        word = re.sub(r"([aeou])\1(?=[^aeiou]$)", r"\1", word)
        word = re.sub(r"([^aeiou])\1$", r"\1", word)
    return word


@cache
def _said(language: str) -> tuple[tuple[frozenset[str], ...], Mapping[str, float]]:
    """Give the stems of each theme in a language, and how much each stem tells (rare is much)."""
    own = tuple(
        frozenset(
            stem for phrase in (*theme.phrases(language), *theme.troubles(language)) for stem in stems(phrase, language)
        )
        for theme in themes()
    )
    times = Counter(stem for said in own for stem in said)
    return own, {stem: _rarity(count, of=len(own)) for stem, count in times.items()}


def _rarity(times: int, *, of: int) -> float:
    return math.log(1 + (of - times + 0.5) / (times + 0.5))


def likeness(a: str, b: str) -> float:
    """Say how far two stems are one word: 1 the same, less for a part of a compound, 0 otherwise."""
    if a == b:
        return 1.0
    short, long = sorted((a, b), key=len)
    akin = len(short) >= _LEAST_AKIN and (long.startswith(short) or long.endswith(short))
    return _AKIN * len(short) / len(long) if akin else 0.0


def _ends(stem: str) -> set[str]:
    """Give the beginnings and the ends of a stem that are long enough to be a part of a compound."""
    lengths = range(_LEAST_AKIN, len(stem) + 1)
    return {stem[:length] for length in lengths} | {stem[-length:] for length in lengths}


@cache
def _akin_to(language: str) -> Mapping[str, tuple[str, ...]]:
    """Give for each beginning and end of a stem the stems that have it: who is akin is found without comparing all."""
    found: dict[str, list[str]] = defaultdict(list)
    for stem in _said(language)[1]:
        for part in _ends(stem) | {stem}:
            found[part].append(stem)
    return {part: tuple(stems) for part, stems in found.items()}


def words_met(text: str, language: str) -> list[float]:
    """Say for each theme how far the words of a text meet its words."""
    met: list[float] = [0.0] * len(themes())
    for stem in stems(text, language):
        for nr, worth in _met_by(stem, language):
            met[nr] += worth
    return met


@lru_cache(maxsize=20_000)
def _met_by(stem: str, language: str) -> tuple[tuple[int, float], ...]:
    """Give the themes that one stem meets, with its worth for each."""
    own, tells = _said(language)
    known = _akin_to(language)
    # Either the stem is an end of what is known, or an end of the stem is what is known.
    maybe = {*known.get(stem, ()), *(part for part in _ends(stem) if part in tells)}
    akin = [(word, near * tells[word]) for word in sorted(maybe) if (near := likeness(stem, word))]
    worths = ((nr, max((worth for word, worth in akin if word in said), default=0.0)) for nr, said in enumerate(own))
    return tuple((nr, worth) for nr, worth in worths if worth)


@cache
def _terms_of(nr: int) -> tuple[tuple[str, str, float], ...]:
    theme = themes()[nr]
    found: dict[tuple[str, str], float] = {}
    for language in LANGUAGES:
        tells, most = _said(language)[1], _rarity(1, of=len(themes()))
        for phrase in theme.phrases(language):
            for word in _WORD.findall(plain(phrase)):
                if word not in _SKIPPED[language] and len(word) > 1:
                    found[language, word] = tells[_stem(word, language)] / most
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


def weights_from(scores: Sequence[float], *, most: int = 16) -> dict[int, float]:
    """Turn scores per theme (in standard deviations) into weights of the best few that add up to 1."""
    best = sorted(range(len(scores)), key=lambda nr: (-scores[nr], nr))[:most]
    raised = {nr: math.exp(scores[nr] - scores[best[0]]) for nr in best}
    whole = sum(raised.values())
    return {nr: value / whole for nr, value in raised.items()}
