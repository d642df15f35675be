"""Colours of a network: from one hue to a palette that keeps its contrast in light and in dark."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

RGB = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Shade:
    """A colour in OKLCH: lightness 0–1, the most chroma wanted; the hue comes from the network."""

    lightness: float
    chroma: float


# Lightness decides contrast in OKLCH, so every hue keeps the 4.5:1 that tests/shell/test_rules.py measures.
LIGHT: Mapping[str, Shade] = {
    "accent": Shade(0.47, 0.09),
    "accent-deep": Shade(0.38, 0.08),
    "accent-soft": Shade(0.94, 0.02),
    "series-1": Shade(0.47, 0.09),
}
DARK: Mapping[str, Shade] = {
    "accent": Shade(0.77, 0.09),
    "accent-deep": Shade(0.85, 0.07),
    "accent-soft": Shade(0.33, 0.04),
    "on-accent": Shade(0.22, 0.03),
    "series-1": Shade(0.77, 0.09),
}


def _linear_rgb(*, lightness: float, chroma: float, hue: int) -> RGB:
    """Convert OKLCH to linear sRGB (B. Ottosson, A perceptual color space for image processing, 2020)."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _encoded(channel: float) -> int:
    """Write one linear channel as 0–255 (IEC 61966-2-1)."""
    curved = 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
    return round(255 * min(max(curved, 0.0), 1.0))


def colour(*, shade: Shade, hue: int) -> str:
    """Give ``#rrggbb``; chroma gives way, lightness stays, when the screen cannot show the colour."""
    chroma = shade.chroma
    rgb = _linear_rgb(lightness=shade.lightness, chroma=chroma, hue=hue)
    while chroma > 0 and not all(-0.0005 <= channel <= 1.0005 for channel in rgb):
        chroma -= 0.005
        rgb = _linear_rgb(lightness=shade.lightness, chroma=max(chroma, 0.0), hue=hue)
    return "#" + "".join(f"{_encoded(channel):02x}" for channel in rgb)


def _declarations(shades: Mapping[str, Shade], hue: int) -> str:
    return " ".join(f"--{name}: {colour(shade=shade, hue=hue)};" for name, shade in shades.items())


def network_styles(*, hue: int | None) -> str:
    """Write the style sheet of a network's colours; ``hue`` in degrees 0–359, None keeps the house colours."""
    if hue is None:
        return "/* The house colours. */\n"
    light, dark = _declarations(LIGHT, hue % 360), _declarations(DARK, hue % 360)
    return (
        f":root {{ {light} }}\n"
        f'@media (prefers-color-scheme: dark) {{ :root:not([data-theme="light"]) {{ {dark} }} }}\n'
        f':root[data-theme="dark"] {{ {dark} }}\n'
    )
