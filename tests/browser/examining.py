"""What is wrong with a page for who cannot see, cannot point, has a small screen, or made the letters larger."""

from importlib.resources import files
from typing import Any

from playwright.sync_api import ConsoleMessage, Page

_AXE = (files("axe_playwright_python") / "axe.min.js").read_text()
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_RUN = """tags => axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})
    .then(found => found.violations.map(one => one.id + ": " + one.help + " " + one.nodes.slice(0, 4).map(
        node => node.target.join(" ") + " [" + node.html.slice(0, 140) + "] " + node.failureSummary
    ).join(" | ")))"""
# What sticks out at the right, outside anything that scrolls by itself.
_STICKS_OUT = """() => {
    const wide = document.documentElement;
    if (wide.scrollWidth <= wide.clientWidth) return [];
    const scrolls = node => { for (let up = node.parentElement; up; up = up.parentElement)
        if (getComputedStyle(up).overflowX !== "visible") return true; return false; };
    const found = [...document.querySelectorAll("body *")].filter(node =>
        node.getBoundingClientRect().right > wide.clientWidth + 1 && !scrolls(node));
    return found.slice(-3).map(node => node.tagName.toLowerCase() + "." + node.className + ": " +
        (node.textContent || "").trim().slice(0, 60)).concat(["the page is " + wide.scrollWidth + " wide"]);
}"""
_HEIGHT = 800
# 640 is a screen of 1280 at 200 %; 320 is the same at 400 %, and the narrowest phone.
_NARROW = (640, 320)
# A page that answers 404 or 403 on purpose is told so by the browser; the parts show a field filled in wrongly.
_EXPECTED = ("Failed to load resource: the server responded with a status of", 'The specified value "gisteren"')


class Ears:
    """Listens to what a page complains about on its console: blocked styles, broken scripts, missing files."""

    def __init__(self, page: Page) -> None:
        self.heard: list[str] = []
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.heard.append(str(error)))

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(_EXPECTED):
            self.heard.append(message.text)

    def complaints(self) -> list[str]:
        """What was heard since the last time."""
        heard, self.heard = self.heard, []
        return heard


def axe(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA, each with the places."""
    page.evaluate(_AXE)
    found: list[str] = page.evaluate(_RUN, _TAGS)
    return found


def sticks_out(page: Page) -> list[str]:
    """What makes the reader scroll sideways at this width."""
    found: list[str] = page.evaluate(_STICKS_OUT)
    return found


def examine(page: Page, *, ears: Ears) -> dict[str, Any]:
    """Look at the open page wide and light, on a dark phone, at 200 % and on the narrowest; what is wrong, by look."""
    found = {"wide, light": axe(page)}
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": _HEIGHT})
    found |= {"phone, dark": axe(page), "phone": sticks_out(page)}
    for width in _NARROW:
        page.set_viewport_size({"width": width, "height": _HEIGHT})
        found[f"{width} wide"] = sticks_out(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    found["console"] = ears.complaints()
    return {look: faults for look, faults in found.items() if faults}
