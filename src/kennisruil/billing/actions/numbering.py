"""Numbers of documents, drawn from a counter row in the transaction that uses them."""

from uuid import UUID

from django.db import connection

from kennisruil.shared.ids import derived_id

_NEXT = """
INSERT INTO billing_series (id, network_id, name, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (network_id, name) DO UPDATE SET last = billing_series.last + 1 RETURNING last
"""


def draw_number(*, network_id: UUID, series: str) -> int:
    """Draw the next number of a series; its row is locked until the transaction ends, so a rollback leaves no gap."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [derived_id(network_id, "series", series), network_id, series])
        (number,) = cursor.fetchone()
    return int(number)
