"""What the rooms are, and readers for what import-linter cannot see: names in strings, templates and migrations."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SOURCE = ROOT / "src" / "kennisruil"
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text())
_CALLS_WITH_A_NAME = {"reverse", "reverse_lazy", "redirect", "resolve_url"}
_URL_TAG = re.compile(r"{%-?\s*url\s+[\"']([^\"']+)[\"']")
_TEMPLATE_TAG = re.compile(r"{%-?\s*(?:include|extends)\s+[\"']([^\"']+)[\"']")
# What tells a checker to be silent, with the names of what it is silent about.
_SILENCED = re.compile(
    r"#\s*(?:noqa(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?|nosec(?:\s+B\d+)*|type:\s*ignore(?:\[[a-z,\- ]+\])?)"
)
_MODEL = re.compile(r"([a-z_]+)\.([A-Z]\w*)")


def contract(kind: str, number: int = 0) -> dict[str, list[str]]:
    """The contract of that type in ``pyproject.toml``."""
    return [made for made in CONFIG["tool"]["importlinter"]["contracts"] if made["type"] == kind][number]


def floors() -> dict[str, int]:
    """The floor of each room, from the one list there is: the first contract; the highest number is the top."""
    layers = contract("layers")["layers"]
    return {room.strip(" ()"): len(layers) - depth for depth, layer in enumerate(layers) for room in layer.split("|")}


def rooms() -> list[str]:
    """The rooms that exist."""
    return sorted(path.parent.name for path in SOURCE.glob("*/__init__.py") if path.parent.name != "config")


def may_know(room: str, other: str) -> bool:
    """Whether ``room`` may name something of ``other``: itself, or a room on a lower floor."""
    return room == other or floors()[other] < floors()[room]


def strings(path: Path) -> Iterator[str]:
    """Each constant string of a Python file that is not a docstring on its own."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def models_named(text: str) -> str | None:
    """The room of a model named as ``"room.Model"``, if the text is such a name of a room of ours."""
    found = _MODEL.fullmatch(text)
    return found[1] if found and found[1] in floors() else None


def addresses_in_python(source: str) -> Iterator[str]:
    """Each address name that a Python file reverses."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        first = node.args[0]
        if name in _CALLS_WITH_A_NAME and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


def addresses_in_template(source: str) -> Iterator[str]:
    """Each address name in a ``{% url %}``."""
    yield from _URL_TAG.findall(source)


def templates_in_template(source: str) -> Iterator[str]:
    """Each template that a template includes or extends."""
    yield from _TEMPLATE_TAG.findall(source)


def jobs_named(source: str) -> Iterator[str]:
    """Each job that a Python file enqueues."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        first = node.args[0]
        if name == "enqueue" and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


def silenced_without_words(text: str) -> list[int]:
    """The lines that silence a checker and do not say in two words or more why."""
    return [
        number
        for number, line in enumerate(text.splitlines(), 1)
        if (first := _SILENCED.search(line))
        and len(re.findall(r"[^\W\d_]{2,}", _SILENCED.sub("", line[first.start() :]))) < 2
    ]
