"""Files in the database: written with the row that names them, backed up with everything else."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kennisruil.shared.models import File


def keep_file(*, network_id: UUID, id: UUID, name: str, media_type: str, content: bytes, at: datetime) -> File:
    """Keep ``content`` under ``id``; a second time with the same id gives the first file back unchanged."""
    file, _ = File.objects.get_or_create(
        id=id,
        network_id=network_id,
        defaults={
            "name": name,
            "media_type": media_type,
            "content": content,
            "sha256": hashlib.sha256(content).hexdigest(),
            "kept_at": at,
        },
    )
    return file


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file to be kept among many: as the arguments of :func:`keep_file`."""

    id: UUID
    name: str
    media_type: str
    content: bytes


def keep_files(*, network_id: UUID, files: Sequence[Kept], at: datetime) -> list[File]:
    """Keep many files in one statement; what is kept already under an id stays as it is."""
    rows = [
        File(
            id=each.id,
            network_id=network_id,
            name=each.name,
            media_type=each.media_type,
            content=each.content,
            sha256=hashlib.sha256(each.content).hexdigest(),
            kept_at=at,
        )
        for each in files
    ]
    return File.objects.bulk_create(rows, ignore_conflicts=True)
