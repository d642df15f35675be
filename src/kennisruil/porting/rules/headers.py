"""Words above columns: brought to one form, and the words we know per kind and field."""

import re
import tomllib
import unicodedata
from functools import cache
from importlib import resources
from typing import Any


def normal_words(text: str) -> str:
    """Bring words to one form: small letters, no accents, no punctuation, single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae").replace("ø", "o"))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", " ", bare).strip()


@cache
def known_columns() -> dict[str, dict[str, dict[str, object]]]:
    """Give kind → field → ``words`` and ``required``, as the data file lists them, in its order."""
    return _data("columns")


@cache
def known_values() -> dict[str, dict[str, list[str]]]:
    """Give field → value → the words people write for it, for fields that take one of a few values."""
    return _data("values")


def _data(file: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads(resources.files("kennisruil.porting").joinpath(f"data/{file}.toml").read_text("utf-8"))


@cache
def words_of(kind: str, field: str) -> frozenset[str]:
    """Give the words, in normal form, under which ``field`` is known; its own name among them."""
    words = known_columns()[kind][field]["words"]
    assert isinstance(words, list)
    return frozenset({normal_words(word) for word in words} | {normal_words(field)})


@cache
def known_words() -> frozenset[str]:
    """Give every word of every field."""
    return frozenset().union(*(words_of(kind, field) for kind, fields in known_columns().items() for field in fields))
