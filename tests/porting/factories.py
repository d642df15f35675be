"""Imports for tests, walked through the real actions."""

from datetime import UTC, datetime
from typing import Any

from kennisruil.network.models import Network
from kennisruil.porting import actions
from kennisruil.porting.models import ImportBatch
from kennisruil.shared.ids import new_id
from tests.factories import BY
from tests.porting.sheets import csv_of

LATER = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def an_upload(
    network: Network, *lines: str, content: bytes = b"", name: str = "lijst.csv", **other: Any
) -> ImportBatch:
    """Upload lines (or bytes) as a file."""
    return actions.upload_file(
        network_id=network.pk,
        id=new_id(at=LATER),
        name=name,
        content=content or csv_of(*lines),
        by=BY,
        at=LATER,
        **other,
    )


def a_preview(network: Network, *lines: str, kind: str = "", **other: Any) -> ImportBatch:
    """Upload and preview with the guessed columns."""
    batch = an_upload(network, *lines, kind=kind, **other)
    return actions.choose_columns(
        network_id=network.pk, batch_id=batch.pk, kind=batch.kind, columns=batch.columns, by=BY, at=LATER
    )


def an_import(network: Network, *lines: str, skip_refused: bool = False, **other: Any) -> ImportBatch:
    """Upload, preview and put in."""
    batch = a_preview(network, *lines, **other)
    return actions.commit_import(network_id=network.pk, batch_id=batch.pk, by=BY, at=LATER, skip_refused=skip_refused)
