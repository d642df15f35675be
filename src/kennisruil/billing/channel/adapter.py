"""What every channel can do; how each does it lies in a file of its own."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

from kennisruil.billing.channel.parcels import Incoming, Outcome, Parcel


class Known(StrEnum):
    """Whether a receiver is registered for a type of document; a folder cannot know."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Silent(Exception):
    """The channel gave no answer one can go by: it may have done it, or not. ``text`` says what was seen."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(text)


class Adapter(Protocol):
    """One channel. Every verb may raise :class:`Silent`; then nothing is known, and asking again is safe."""

    def lookup(self, *, receiver: str, document_type_id: str) -> Known:
        """Say whether the receiver takes this type of document."""
        ...

    def find(self, parcel: Parcel) -> Outcome | None:
        """Look whether the channel has this very document already; None when it has not."""
        ...

    def submit(self, parcel: Parcel) -> Outcome:
        """Hand the document over."""
        ...

    def status(self, *, external_id: str) -> Outcome:
        """Ask what became of a document."""
        ...

    def inbox(self) -> Sequence[Incoming]:
        """Give what came in and was not confirmed yet."""
        ...

    def confirm(self, *, external_id: str) -> None:
        """Say that an incoming document is kept."""
        ...
