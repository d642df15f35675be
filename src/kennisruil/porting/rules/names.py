"""Names as keys: the same name however it is typed, and a full name cut in two."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kennisruil.porting.rules.headers import normal_words

_LEGAL_FORMS = frozenset(
    [
        "vzw",
        "asbl",
        "bv",
        "bvba",
        "nv",
        "cv",
        "cvba",
        "srl",
        "sprl",
        "sa",
        "sc",
        "scrl",
        "comm",
        "commv",
        "vof",
        "fv",
        "so",
        "ivzw",
        "aisbl",
    ]
)


def organisation_key(name: str) -> str:
    """Give the name without legal form, capitals, accents and punctuation; all of it when nothing else is left."""
    words = normal_words(re.sub(r"(?<=\b\w)\.(?=\w\b)", "", name)).split()
    return " ".join(word for word in words if word not in _LEGAL_FORMS) or " ".join(words)


def person_key(name: str) -> str:
    """Give the name with its words in one order: ``Peeters Jan`` is ``Jan Peeters``."""
    return " ".join(sorted(normal_words(name).split()))


def split_name(full: str) -> tuple[str, str]:
    """Cut a full name in given and family name: at a comma (family first), or else after the first word."""
    if "," in full:
        family, given = full.split(",", 1)
        return given.strip(), family.strip()
    given, _space, family = full.strip().partition(" ")
    return given, family.strip()


def sure_organisation(values: Mapping[str, Any]) -> Iterable[str]:
    """Name an organisation by its enterprise number; a Belgian VAT number holds it."""
    number = values.get("enterprise_number") or ""
    vat = str(values.get("vat_number") or "")
    if number:
        yield f"kbo:{number}"
    if vat.startswith("BE"):
        yield f"kbo:{vat[2:]}"
    elif vat:
        yield f"vat:{vat}"


def likely_organisation(values: Mapping[str, Any]) -> Iterable[str]:
    """Name an organisation by its name."""
    if values.get("name"):
        yield organisation_key(str(values["name"]))


def sure_person(values: Mapping[str, Any]) -> Iterable[str]:
    """Name a person by the mail address."""
    if values.get("email"):
        yield str(values["email"]).lower()


def likely_person(values: Mapping[str, Any]) -> Iterable[str]:
    """Name a person by name and organisation."""
    name = f"{values.get('given_name', '')} {values.get('family_name', '')}"
    yield f"{person_key(name)}|{organisation_key(str(values.get('organisation') or ''))}"
