"""Pages by what they show: a lower room links to a row of any room without knowing whose page it is."""

from typing import Protocol
from uuid import UUID

from kennisruil.shared.asks import Ask


class PageAnswer(Protocol):
    """Gives the address of the page that shows ``(kind, id)``, or None when the kind is not its own."""

    def __call__(self, *, kind: str, id: UUID | str) -> str | None: ...


page_answers: Ask[PageAnswer] = Ask("pages")


def url_for(kind: str, id: UUID | str) -> str | None:
    """Find the page that shows the row, or None when no room has one."""
    return next((url for answer in page_answers if (url := answer(kind=kind, id=id))), None)
