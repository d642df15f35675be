"""Files in the database: written with the row that names them, backed up with everything else."""

import hashlib
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
