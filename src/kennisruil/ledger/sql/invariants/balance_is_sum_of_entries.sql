-- A balance is the sum of the account's entries.
SELECT count(*), min(format('account %%s has %%s, its entries %%s', a.id, a.balance, coalesce(e.total, 0)))
FROM ledger_account a
LEFT JOIN (
    SELECT account_id, sum(amount) AS total FROM ledger_entry
    WHERE network_id = %(network)s AND account_id BETWEEN %(low)s AND %(high)s GROUP BY account_id
) e ON e.account_id = a.id
WHERE a.network_id = %(network)s AND a.id BETWEEN %(low)s AND %(high)s AND a.balance <> coalesce(e.total, 0)
