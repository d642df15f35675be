"""Pages of this room by what they show, for links from any other room."""

from uuid import UUID

from django.urls import reverse

_PAGES = {
    "need": "brokerage:need",
    "session": "brokerage:session",
    "proposal": "brokerage:proposal",
    "referral": "brokerage:referral",
    "waiting_place": "brokerage:place",
    "time": "brokerage:time_of",
    "approach": "brokerage:introduction",
}


def page_of_brokerage(*, kind: str, id: UUID | str) -> str | None:
    """Give the page of a need, a session, a proposal or a referral, or the one to give back."""
    if kind == "time" and id == "mine":
        return reverse("brokerage:my_time")
    if kind == "give_back":
        return reverse("brokerage:give_back")
    return reverse(_PAGES[kind], args=[id]) if kind in _PAGES else None
