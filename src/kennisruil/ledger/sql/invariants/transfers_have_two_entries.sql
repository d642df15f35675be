-- A transfer has two entries, one on each of its accounts, at its instant; there is no other entry, and both accounts exist.
-- No keys guard this.
WITH paired AS (
    SELECT coalesce(t.id, e.transfer_id) AS id
    FROM (SELECT id, from_id, to_id, amount, booked_at FROM ledger_transfer
          WHERE network_id = %(network)s AND id BETWEEN %(low)s AND %(high)s) t
    FULL JOIN (SELECT transfer_id, account_id, amount, booked_at FROM ledger_entry
               WHERE network_id = %(network)s AND transfer_id BETWEEN %(low)s AND %(high)s) e
        ON e.transfer_id = t.id
    GROUP BY 1
    HAVING count(e.transfer_id) <> 2
        OR count(*) FILTER (WHERE e.account_id = t.from_id AND e.amount = -t.amount AND e.booked_at = t.booked_at) <> 1
        OR count(*) FILTER (WHERE e.account_id = t.to_id AND e.amount = t.amount AND e.booked_at = t.booked_at) <> 1
), orphaned AS (
    SELECT t.id FROM ledger_transfer t
    LEFT JOIN ledger_book b ON b.network_id = t.network_id AND b.id = t.book_id
    LEFT JOIN ledger_account f ON f.network_id = t.network_id AND f.id = t.from_id
    LEFT JOIN ledger_account o ON o.network_id = t.network_id AND o.id = t.to_id
    WHERE t.network_id = %(network)s AND t.id BETWEEN %(low)s AND %(high)s
      AND (f.id IS NULL OR o.id IS NULL OR b.id IS NULL)
)
SELECT count(*), min(format('transfer %%s has not its two entries on two accounts', id))
FROM (SELECT id FROM paired UNION SELECT id FROM orphaned) found
