"""The words of the demo network, as its data files hold them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Said:
    """One thing a person can help with."""

    topic: str
    text: str
    is_in_job: bool
    language: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One need: the open line, and the part shown only after a promise of confidence."""

    topic: str
    text: str
    confidential: str
    language: str


@dataclass(frozen=True, slots=True)
class Idea:
    """One concept."""

    theme: str
    name: str
    summary: str
    language: str


@cache
def words(file: str) -> dict[str, Any]:
    """Read one data file."""
    return tomllib.loads(resources.files("kennisruil.porting.demo").joinpath(f"data/{file}.toml").read_text("utf-8"))


@cache
def know_how() -> tuple[Said, ...]:
    """Give every statement, in the order of the file."""
    said = []
    for topic in words("know_how")["topic"]:
        for key, texts in topic.items():
            if key != "key":
                place, _underscore, language = key.partition("_")
                said += [Said(topic["key"], text, place == "job", language or "nl") for text in texts]
    return tuple(said)


@cache
def needs() -> tuple[Asked, ...]:
    """Give every need, in the order of the file."""
    return tuple(
        Asked(need["topic"], need["open"], need.get("confidential", ""), need.get("language", "nl"))
        for need in words("needs")["need"]
    )


@cache
def ideas(count: int) -> tuple[Idea, ...]:
    """Give ``count`` concepts: those written whole first, then the patterns town by town."""
    whole = [
        Idea(one["theme"], one["name"], one["summary"], one.get("language", "nl"))
        for one in words("concepts")["concept"]
    ]
    return tuple((whole + _patterned())[:count])


def _patterned() -> list[Idea]:
    towns = [town for town, _postcode in words("names")["towns"]]
    patterns = words("concepts")["pattern"]
    found = []
    for turn in range(len(towns)):
        for index, pattern in enumerate(patterns):
            # Each pattern walks the towns from another place, so that no town gets them all at once.
            town = towns[(turn * 7 + index * 5) % len(towns)]
            summary = pattern["summaries"][turn % len(pattern["summaries"])]
            found.append(Idea(pattern["theme"], pattern["name"].format(town=town), summary.format(town=town), "nl"))
    return list({idea.name: idea for idea in found}.values())
