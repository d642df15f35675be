"""Large bank files: their bytes are kept at once, and a job reads them."""

import hashlib
from datetime import date, datetime
from uuid import UUID

from kennisruil.billing.actions.bank import MOST_BYTES, FileTooLarge, bring_in_bank_file, keep_bytes
from kennisruil.billing.models import BankFile
from kennisruil.shared import jobs
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.models import File


def keep_for_reading(*, network_id: UUID, name: str, content: bytes, by: Actor, at: datetime) -> UUID:
    """Keep the bytes of a bank file and let a job read them; the answer is the id the file will have.

    Bytes that were read before are not read again. :raises FileTooLarge: nothing is kept.
    """
    if len(content) > MOST_BYTES:
        raise FileTooLarge(size=len(content), most=MOST_BYTES)
    id = derived_id(network_id, "bank file", hashlib.sha256(content).hexdigest())
    with action("billing.keep_for_reading", network_id=network_id, by=by, at=at, about=("bank_file", id)):
        if not BankFile.objects.filter(network_id=network_id, pk=id).exists():
            keep_bytes(network_id=network_id, id=id, name=name, content=content, at=at)
            jobs.enqueue("billing.read_bank_file", network_id=network_id, bank_file_id=id, by=str(by))
    return id


def read_kept_file(*, network_id: UUID, bank_file_id: UUID, by: Actor, at: datetime, today: date) -> BankFile:
    """Read a file whose bytes were kept before, as :func:`bring_in_bank_file` does: all of it or nothing."""
    kept = File.objects.get(network_id=network_id, pk=derived_id(bank_file_id, "bytes"))
    return bring_in_bank_file(
        network_id=network_id, name=kept.name, content=bytes(kept.content), by=by, at=at, today=today
    )
