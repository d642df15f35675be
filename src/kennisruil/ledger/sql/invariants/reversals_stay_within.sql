-- Reversals of a transfer go the other way, are not reversed themselves, and together stay within it, as its counter says.
WITH reversed AS (
    SELECT t.id, t.amount, sum(r.amount) AS total, bool_or(r.from_id <> t.to_id OR r.to_id <> t.from_id) AS astray,
        t.reverses_id IS NOT NULL AS twice
    FROM ledger_transfer r
    LEFT JOIN ledger_transfer t ON t.network_id = r.network_id AND t.id = r.reverses_id
    WHERE r.network_id = %(network)s AND r.reverses_id IS NOT NULL GROUP BY t.id, t.amount, t.reverses_id
), counted AS (
    SELECT transfer_id, amount, reversed FROM ledger_reversedsofar WHERE network_id = %(network)s
)
SELECT count(*), min(format('transfer %%s: counted %%s, reversed %%s of %%s', coalesce(r.id, c.transfer_id), c.reversed, r.total, r.amount))
FROM reversed r FULL JOIN counted c ON c.transfer_id = r.id
WHERE r.id IS NULL OR c.transfer_id IS NULL OR r.astray OR r.twice
    OR r.total <> c.reversed OR r.total > r.amount OR r.amount <> c.amount
