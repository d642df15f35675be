"""Words without what their forms differ in, their parts and their slips: by rule, in three languages."""

import re
from collections.abc import Iterable

from kennisruil.matching.rules.found import plain

WORD = re.compile(r"[a-z0-9]+")
# Two words are akin when one begins or ends with the other and both are at least this long: parts of compounds. A part
# of four letters (tuin, geld, bank) needs as much beside it, so that *hond* is no part of *honderd*.
_LEAST_AKIN = 4
_AKIN = 0.6
_LEAST_STEM = 4
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
SKIPPED = {language: frozenset(words.split()) for language, words in _EVERYDAY.items()}


def stems(text: str, language: str) -> tuple[str, ...]:
    """Give the words of a text that say something, each once, without what their forms differ in."""
    return tuple(dict.fromkeys(stem_of(word, language) for word in telling(text, language)))


def telling(text: str, language: str) -> Iterable[str]:
    """Give the words of a text, plain, but for those that every text has."""
    return (word for word in WORD.findall(plain(text)) if word not in SKIPPED[language] and len(word) > 1)


def stem_of(word: str, language: str) -> str:
    """Take off of a plain word what its forms differ in."""
    for ending in _ENDINGS[language]:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            word = word[: -len(ending)]
            break
    if language == "nl":
        word = re.sub(r"([aeou])\1(?=[^aeiou]$)", r"\1", word)
        word = re.sub(r"([^aeiou])\1$", r"\1", word)
    return word


def likeness(a: str, b: str) -> float:
    """Say how far two stems are one word: 1 the same, less for a part of a compound, 0 otherwise."""
    if a == b:
        return 1.0
    short, long = sorted((a, b), key=len)
    is_part = long.startswith(short) or long.endswith(short)
    akin = is_part and (len(short) > _LEAST_AKIN or len(short) == _LEAST_AKIN <= len(long) - len(short))
    return _AKIN * len(short) / len(long) if akin else 0.0


def ends(stem: str) -> set[str]:
    """Give the beginnings and the ends of a stem that are long enough to be a part of a compound."""
    lengths = range(_LEAST_AKIN, len(stem) + 1)
    return {stem[:length] for length in lengths} | {stem[-length:] for length in lengths}


def less_one(stem: str) -> Iterable[str]:
    """Give a stem without each of its letters: two that a slip sets apart have one such in common."""
    return (stem[:at] + stem[at + 1 :] for at in range(len(stem)))
