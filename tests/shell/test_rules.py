"""A network's colours: any hue keeps its contrast, in light and in dark."""

import re

import pytest

from kennisruil.shell import rules
from tests.shell.contrast import contrast
from tests.shell.test_tokens import BY_DEVICE, GROUNDS, LIGHT


def _palette(colours: dict[str, str], shades: "dict[str, rules.Shade]", hue: int) -> dict[str, str]:
    return colours | {name: rules.colour(shade=shade, hue=hue) for name, shade in shades.items()}


@pytest.mark.parametrize(("colours", "shades"), [(LIGHT, rules.LIGHT), (BY_DEVICE, rules.DARK)], ids=["light", "dark"])
def test_every_hue_contrasts_enough(colours: dict[str, str], shades: "dict[str, rules.Shade]") -> None:
    pairs = [("accent", ground) for ground in GROUNDS] + [("accent-deep", ground) for ground in GROUNDS]
    pairs += [
        ("on-accent", "accent"),
        ("on-accent", "accent-deep"),
        ("accent-deep", "accent-soft"),
        ("ink", "accent-soft"),
    ]
    pairs += [("sheet", "series-1")]

    weakest = min(
        (contrast(palette[ink], palette[ground]), hue, ink, ground)
        for hue in range(360)
        for palette in [_palette(colours, shades, hue)]
        for ink, ground in pairs
    )

    assert weakest[0] >= 4.5, weakest


def test_network_styles_without_hue_keep_the_house_colours() -> None:
    assert rules.network_styles(hue=None) == "/* The house colours. */\n"


def test_network_styles_override_light_and_both_ways_of_dark() -> None:
    written = rules.network_styles(hue=20)

    assert [line.split("{")[0].strip() for line in written.splitlines()] == [
        ":root",
        "@media (prefers-color-scheme: dark)",
        ':root[data-theme="dark"]',
    ]
    assert set(re.findall(r"--([\w-]+): #[0-9a-f]{6};", written)) == {
        "accent",
        "accent-deep",
        "accent-soft",
        "on-accent",
        "series-1",
    }


def test_colour_shows_white_without_chroma() -> None:
    assert rules.colour(shade=rules.Shade(1.0, 0.0), hue=0) == "#ffffff"
