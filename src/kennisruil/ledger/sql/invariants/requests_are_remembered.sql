-- Every transfer and reservation is the answer to exactly the request it names, so that no retry books it again.
WITH answered AS (
    SELECT unnest(answer_ids) AS id, request_id FROM ledger_requestmemory WHERE network_id = %(network)s
), made AS (
    SELECT id, request_id FROM ledger_transfer WHERE network_id = %(network)s
    UNION ALL SELECT id, request_id FROM ledger_reservation WHERE network_id = %(network)s
)
SELECT count(*), min(format('row %%s and request %%s do not know each other', coalesce(m.id, a.id), coalesce(m.request_id, a.request_id)))
FROM made m FULL JOIN answered a ON a.id = m.id
WHERE m.request_id IS DISTINCT FROM a.request_id
