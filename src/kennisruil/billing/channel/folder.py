"""The channel that leaves nothing to chance: a folder. Documents lie in ``out`` for the office's own package.

What somebody puts into ``in`` comes in; once kept it moves to ``in/kept``.
"""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from kennisruil.billing.channel.adapter import Known, Silent
from kennisruil.billing.channel.incoming import read_incoming
from kennisruil.billing.channel.parcels import Incoming, Outcome, Parcel

_PLAIN = {ord("/"): "-", ord("\\"): "-", ord("\x00"): ""}


class FolderAdapter:
    """A folder of one network."""

    def __init__(self, root: Path) -> None:
        self.out, self.come_in = root / "out", root / "in"

    def lookup(self, *, receiver: str, document_type_id: str) -> Known:
        """Know nothing: the package that sends it knows."""
        del receiver, document_type_id
        return Known.UNKNOWN

    def find(self, parcel: Parcel) -> Outcome | None:
        """Look whether the very same file lies there."""
        path = self._path(parcel)
        try:
            there = path.read_bytes() if path.exists() else None
        except OSError as error:
            raise Silent(str(error)) from error
        if there is None:
            return None
        if there != parcel.xml:
            return Outcome(state="rejected", text="another file lies in the folder under this number")
        return Outcome(state="sent", external_id=path.name)

    def submit(self, parcel: Parcel) -> Outcome:
        """Write the file whole or not at all."""
        path = self._path(parcel)
        try:
            self.out.mkdir(parents=True, exist_ok=True)
            half = path.with_suffix(".part")
            half.write_bytes(parcel.xml)
            half.replace(path)
        except OSError as error:
            raise Silent(str(error)) from error
        return Outcome(state="sent", external_id=path.name)

    def status(self, *, external_id: str) -> Outcome:
        """Say that it lies there, or was taken away by whoever sends it."""
        del external_id
        return Outcome(state="sent")

    def inbox(self) -> Sequence[Incoming]:
        """Read every XML file that somebody put there."""
        if not self.come_in.is_dir():
            return []
        return [self._read(path) for path in sorted(self.come_in.glob("*.xml"))]

    def confirm(self, *, external_id: str) -> None:
        """Move the file aside."""
        kept = self.come_in / "kept"
        kept.mkdir(exist_ok=True)
        path = self.come_in / Path(external_id).name
        if path.exists():
            path.replace(kept / path.name)

    def _read(self, path: Path) -> Incoming:
        put_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        return read_incoming(xml=path.read_bytes(), external_id=path.name, sender="", kind="", received_at=put_at)

    def _path(self, parcel: Parcel) -> Path:
        return self.out / f"{parcel.number.translate(_PLAIN)}{os.extsep}xml"
