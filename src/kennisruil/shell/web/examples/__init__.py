"""Example values for the page of parts: real sentences in Dutch, one set for each state of a part."""

from typing import Any

from kennisruil.shell.web.examples import lists, people, pictures, work


def everything() -> dict[str, Any]:
    """Give all example values by the names that `shell/parts.html` uses."""
    return {**people.values(), **work.values(), **lists.values(), **pictures.values()}
