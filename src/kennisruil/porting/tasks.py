"""Jobs of the porting room."""

from typing import Any
from uuid import UUID

from kennisruil.porting import actions
from kennisruil.shared import clock, jobs
from kennisruil.shared.actors import Actor


@jobs.task("porting.commit_import")
def commit_import(*, network_id: UUID, batch_id: str, by: str, skip_refused: str) -> None:
    """Put an import in as somebody asked; where the network changed since the preview, look again instead.

    One transaction: a worker that dies leaves nothing, and the job returns.
    """
    who: dict[str, Any] = {
        "network_id": network_id,
        "batch_id": UUID(batch_id),
        "by": Actor.parse(by),
        "at": clock.now(),
    }
    try:
        actions.commit_import(**who, skip_refused=skip_refused == "yes")
    except actions.PreviewOutdated:
        actions.look_again(**who)
