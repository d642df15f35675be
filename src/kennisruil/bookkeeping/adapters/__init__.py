"""The road to accounting packages: one adapter each, found by name; an adapter looks up by number before it writes."""

from pathlib import Path
from uuid import UUID

from kennisruil.bookkeeping.adapters.base import Adapter, Outcome
from kennisruil.bookkeeping.adapters.csvfile import CsvJournal
from kennisruil.bookkeeping.adapters.places import folder_of, is_ready, tryton_of
from kennisruil.bookkeeping.adapters.textledger import TextLedger
from kennisruil.bookkeeping.adapters.tryton import Tryton
from kennisruil.bookkeeping.adapters.ublfolder import UblFolder
from kennisruil.bookkeeping.rules.targets import Target

__all__ = ["Adapter", "Outcome", "adapter_for", "is_ready"]


def adapter_for(target: Target, *, network_id: UUID, slug: str, title: str) -> Adapter:
    """Open the adapter of a target. :raises TargetUnreachable: the environment does not say where it is."""
    if target is Target.TRYTON:
        return Tryton(tryton_of(slug), network_id=network_id)
    folder: Path = folder_of(slug) / target.value
    if target is Target.UBL:
        return UblFolder(folder, network_id=network_id)
    if target is Target.CSV:
        return CsvJournal(folder / "journal.csv")
    return TextLedger(folder, target=target, title=title)
