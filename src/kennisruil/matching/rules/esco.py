"""Reading the occupations of ESCO: the adapted copy that comes with the program, or the official CSV files."""

import csv
import gzip
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from kennisruil.shared.languages import LANGUAGES

_SHIPPED = files("kennisruil.matching") / "data" / "esco-occupations.tsv.gz"
_PREFIX = "http://data.europa.eu/esco/"
# What an official file of occupations must have; there are more columns.
_COLUMNS = ("conceptUri", "iscoGroup", "preferredLabel", "altLabels")


class FileNotEsco(Exception):
    """The file is none of the official files of occupations: ``path``, ``missing`` column."""

    def __init__(self, *, path: Path, missing: str) -> None:
        self.path, self.missing = path, missing
        super().__init__(f"{path.name}: no column {missing}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupation:
    """An occupation: its short ESCO id, its ISCO group, its name per language, and other names of it."""

    id: str
    isco: str
    names: Mapping[str, str]
    others: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What its vector is made of: the first name there is, and some others."""
        first = next((self.names[one] for one in LANGUAGES if self.names.get(one)), "")
        return ", ".join([first, *self.others[:4]])


def shipped() -> list[Occupation]:
    """Read the copy that comes with the program."""
    with gzip.open(_SHIPPED.open("rb"), "rt", encoding="utf-8") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Occupation(
                id=row["id"],
                isco=row["isco"],
                names={language: row[language] for language in LANGUAGES},
                others=tuple(part for part in row["nl_alt"].split("|") if part),
            )
            for row in rows
        ]


def official(paths: Iterable[Path]) -> list[Occupation]:
    """Read the official files, one per language (``occupations_nl.csv``), and join them by concept.

    :raises FileNotEsco: a file has other columns.
    """
    names: dict[str, dict[str, str]] = {}
    isco: dict[str, str] = {}
    others: dict[str, tuple[str, ...]] = {}
    for path in paths:
        language = path.stem.rpartition("_")[2]
        for row in _rows(path):
            concept = row["conceptUri"].removeprefix(_PREFIX)
            isco[concept] = row["iscoGroup"].removeprefix("C")
            names.setdefault(concept, {})[language] = row["preferredLabel"]
            if language == "nl" or concept not in others:
                others[concept] = tuple(part.strip() for part in row["altLabels"].splitlines() if part.strip())
    return [
        Occupation(id=concept, isco=isco[concept], names=names[concept], others=others[concept]) for concept in names
    ]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        for missing in (column for column in _COLUMNS if column not in (reader.fieldnames or ())):
            raise FileNotEsco(path=path, missing=missing)
        yield from reader
