"""The styles: contrast of every pair in use, both dark lists alike, and the rules for writing them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shell.contrast import contrast

SHELL = Path(__file__).parents[2] / "src" / "kennisruil" / "shell"
CSS = SHELL / "static" / "shell" / "css"
TOKENS = (CSS / "01-tokens.css").read_text("utf-8")

GROUNDS = ("paper", "sheet", "paper-deep")
WORDS = [
    *[
        (ink, ground)
        for ink in ("ink", "ink-muted", "accent", "accent-deep", "stop-ink", "warm-ink")
        for ground in GROUNDS
    ],
    ("on-accent", "accent"),
    ("on-accent", "accent-deep"),
    ("accent-deep", "accent-soft"),
    ("ink", "accent-soft"),
    ("ink", "warm-soft"),
    ("ink", "good-soft"),
    ("ink", "stop-soft"),
    ("warm-ink", "warm-soft"),
    ("good-ink", "good-soft"),
    ("stop-ink", "stop-soft"),
    ("paper", "ink"),
    ("ink-muted", "stop-soft"),
    # Initials on a person's card.
    *[("sheet", ground) for ground in ("series-1", "warm-ink", "series-3", "accent-deep", "series-5", "good-ink")],
]
MARKS = [
    *[(f"series-{number}", "sheet") for number in range(1, 7)],
    ("line-strong", "sheet"),
    ("line-strong", "paper"),
    ("accent", "paper"),
    ("warm-deep", "sheet"),
    ("stop-ink", "sheet"),
]


def _blocks() -> list[dict[str, str]]:
    """Give the colours of the light list, the dark list for the device, and the dark list by choice."""
    return [
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
        for block in re.split(r"  color-scheme: \w+;", TOKENS)[1:]
    ]


LIGHT, BY_DEVICE, BY_CHOICE = _blocks()


@pytest.mark.parametrize("colours", [LIGHT, BY_DEVICE], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), WORDS, ids=lambda name: name)
def test_words_contrast_enough(colours: dict[str, str], ink: str, ground: str) -> None:
    """WCAG 2.2 SC 1.4.3: 4.5:1 at least."""
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, BY_DEVICE], ids=["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), MARKS, ids=lambda name: name)
def test_marks_contrast_enough(colours: dict[str, str], mark: str, ground: str) -> None:
    """WCAG 2.2 SC 1.4.11: 3:1 at least for borders, lines and dots that carry meaning."""
    assert contrast(colours[mark], colours[ground]) >= 3


def test_dark_by_device_and_by_choice_are_the_same() -> None:
    assert BY_DEVICE == BY_CHOICE


def test_every_light_colour_has_a_dark_one() -> None:
    assert set(LIGHT) == set(BY_DEVICE)


def _sheets() -> Iterator[tuple[str, str]]:
    for path in sorted(CSS.glob("*.css")):
        yield path.name, re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)


def test_every_token_in_use_exists() -> None:
    used = {name for _file, text in _sheets() for name in re.findall(r"var\(--([\w-]+)\)", text)}

    assert used - set(re.findall(r"--([\w-]+):", TOKENS)) == set()


def test_styles_keep_the_house_rules() -> None:
    """No force, no left or right, and (but for base and tokens) a class in every selector."""
    physical = re.compile(
        r"(?<![\w-])(margin|padding|border)-(left|right|top|bottom)|(?<![\w-])(left|right|top|bottom|width|height):"
    )
    wrong = []
    for name, text in _sheets():
        wrong += [f"{name}: !important"] if "!important" in text else []
        wrong += [f"{name}: {match.group()}" for match in physical.finditer(text)]
        if name[:2] not in ("01", "02", "03"):
            selectors = [part.strip() for head in re.findall(r"([^{}]+)\{", text) for part in head.split(",")]
            wrong += [f"{name}: {one}" for one in selectors if not one.startswith(("@", ".")) and "width" not in one]
    assert wrong == []


def test_templates_carry_no_style_or_script() -> None:
    """The content security policy would refuse them silently."""
    inline = re.compile(r"\sstyle=|<style|\son\w+=\"|<script(?![^>]*\ssrc=)|javascript:")
    wrong = [path.name for path in SHELL.rglob("templates/**/*.html") if inline.search(path.read_text("utf-8"))]

    assert wrong == []
