"""Templates: every part is described and shown, every icon exists, the sprite is whole."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from django.template.loader import get_template

from kennisruil.shell import chips

SHELL = Path(__file__).parents[2] / "src" / "kennisruil" / "shell"
PARTS = sorted((SHELL / "templates" / "parts").glob("*.html"))
SPRITE = {symbol.attrib["id"] for symbol in ET.parse(SHELL / "static/shell/img/icons.svg").getroot()}


@pytest.mark.parametrize("path", PARTS, ids=lambda path: path.stem)
def test_part_says_its_variables(path: Path) -> None:
    assert path.read_text("utf-8").startswith("{% comment %}")


@pytest.mark.parametrize("path", sorted(SHELL.rglob("templates/**/*.html")), ids=lambda path: path.stem)
def test_template_compiles(path: Path) -> None:
    get_template(str(path.relative_to(SHELL / "templates")))


def test_every_part_is_shown_to_builders() -> None:
    """Reached from the page of parts or from the frame, through any number of includes."""
    templates = SHELL / "templates"
    reached, ahead = set(), [templates / "shell" / "parts.html", templates / "base.html"]
    while ahead:
        for name in re.findall(r'include "(parts/\w+\.html)"', ahead.pop().read_text("utf-8")):
            if name not in reached:
                reached.add(name)
                ahead.append(templates / name)

    assert {f"parts/{path.name}" for path in PARTS} - reached == set()


def test_every_icon_named_is_in_the_sprite() -> None:
    everywhere = Path(__file__).parents[2] / "src" / "kennisruil"
    named = {
        name
        for path in everywhere.rglob("templates/**/*.html")
        for name in re.findall(r'{% icon "([\w-]+)"', path.read_text("utf-8"))
    }

    assert (named | {chips.chip_of(state).icon for state in chips.known_states()}) - SPRITE == set()


def test_every_state_has_a_tone_with_a_style() -> None:
    styled = set(re.findall(r"\.chip--(\w+)", (SHELL / "static/shell/css/chip.css").read_text("utf-8")))

    assert {chips.chip_of(state).tone for state in chips.known_states()} - styled == set()
