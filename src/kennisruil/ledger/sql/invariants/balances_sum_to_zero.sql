-- The balances of a book sum to zero.
SELECT count(*), min(format('book %%s sums to %%s', book_id, total))
FROM (SELECT book_id, sum(balance) AS total FROM ledger_account WHERE network_id = %(network)s GROUP BY book_id) books
WHERE total <> 0
