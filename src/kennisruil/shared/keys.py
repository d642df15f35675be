"""Keys between rows of one network: composite in the database, for foreign-key checks ignore row-level security."""

from typing import Any

from django.db import models


class NetworkKey(models.ForeignKey):  # type: ignore[type-arg]  # generic only in the stubs
    """A key to a row of the same network; the operation ``Isolate`` makes the database's side of it.

    The column has no constraint and no index of Django's own: the migration adds ``(network_id, x_id) →
    (network_id, id)`` and an index with ``network_id`` first.
    """

    def __init__(self, to: Any, on_delete: Any = models.DO_NOTHING, **options: Any) -> None:
        options.setdefault("related_name", "+")
        options.setdefault("db_index", False)
        options["db_constraint"] = False
        super().__init__(to, on_delete, **options)
