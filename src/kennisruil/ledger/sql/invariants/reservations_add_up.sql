-- What an account holds is what its open reservations hold, and what was posted of a reservation is what its transfers moved.
WITH held AS (
    SELECT a.id FROM ledger_account a
    LEFT JOIN (SELECT account_id, sum(amount - posted - released) AS total FROM ledger_reservation
               WHERE network_id = %(network)s GROUP BY account_id) r ON r.account_id = a.id
    WHERE a.network_id = %(network)s AND a.reserved <> coalesce(r.total, 0)
), moved AS (
    SELECT r.id FROM ledger_reservation r
    LEFT JOIN (SELECT reservation_id, sum(amount) AS total FROM ledger_transfer
               WHERE network_id = %(network)s AND reservation_id IS NOT NULL GROUP BY reservation_id) t ON t.reservation_id = r.id
    WHERE r.network_id = %(network)s AND r.posted <> coalesce(t.total, 0)
)
SELECT count(*), min(what) FROM (
    SELECT format('account %%s holds another amount than its reservations', id) AS what FROM held
    UNION ALL SELECT format('reservation %%s posted another amount than its transfers', id) FROM moved
) found
