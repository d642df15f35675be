-- Every reservation and every transfer of several is the answer to exactly the request it names, so that no retry books it
-- again; a transfer that no answer names stands alone, and is the memory of its request itself.
WITH answered AS MATERIALIZED (
    SELECT m.request_id, a.id FROM ledger_requestmemory m CROSS JOIN LATERAL unnest(m.answer_ids) AS a (id)
    WHERE m.network_id = %(network)s
), made AS (
    SELECT id, request_id, part > 0 OR reverses_id IS NOT NULL OR reservation_id IS NOT NULL AS is_answer
    FROM ledger_transfer WHERE network_id = %(network)s
    UNION ALL SELECT id, request_id, true FROM ledger_reservation WHERE network_id = %(network)s
)
SELECT count(*), min(format('row %%s and request %%s do not know each other', coalesce(m.id, a.id), coalesce(m.request_id, a.request_id)))
FROM made m FULL JOIN answered a ON a.id = m.id
WHERE (m.is_answer OR a.id IS NOT NULL) AND m.request_id IS DISTINCT FROM a.request_id
