-- A network that has lived for two years: accounts with a thousand to a million entries, each with fifty of them in the
-- twelfth month. Written at once by an administrator, row for row what the commands would have written.
CREATE TEMP TABLE life AS
WITH sizes AS (SELECT * FROM unnest(%(accounts)s::uuid[], %(sizes)s::bigint[]) AS s (account_id, size)),
moments AS (
    -- Half before the twelfth month, fifty in it, the rest after; 'from' and 'until' in days since the start.
    SELECT account_id, n, CASE
        WHEN n <= size / 2 - 25 THEN 331.0 * n / (size / 2)
        WHEN n <= size / 2 + 25 THEN 335 + 28.0 * (n - size / 2 + 25) / 51
        ELSE 366 + 363.0 * (n - size / 2 - 25) / (size / 2)
    END AS days
    FROM sizes CROSS JOIN LATERAL generate_series(1, size) n
)
SELECT account_id, n, gen_random_uuid() AS id, n %% 2 = 1 AS receives,
    timestamptz '2023-01-02 00:00+00' + days * interval '1 day' AS booked_at,
    row_number() OVER (ORDER BY days, account_id) AS other_n,
    5 * sum(CASE WHEN n %% 2 = 1 THEN -1 ELSE 1 END) OVER (ORDER BY days, account_id) AS other_balance
FROM moments;

INSERT INTO ledger_transfer (
    id, network_id, book_id, kind, from_id, to_id, amount, ref_kind, occurred_at, booked_at, by, reason, request_id{columns}
)
SELECT id, %(network)s, %(book)s, 'bench', CASE WHEN receives THEN %(other)s ELSE account_id END,
    CASE WHEN receives THEN account_id ELSE %(other)s END, 5, '', booked_at, booked_at, 'command:bench', '', gen_random_uuid(){values}
FROM life ORDER BY other_n;

INSERT INTO ledger_entry (network_id, account_id, version, transfer_id, amount, balance_after, booked_at)
SELECT %(network)s, account_id, n, id, CASE WHEN receives THEN 5 ELSE -5 END, CASE WHEN receives THEN 5 ELSE 0 END, booked_at
FROM life ORDER BY other_n;

INSERT INTO ledger_entry (network_id, account_id, version, transfer_id, amount, balance_after, booked_at)
SELECT %(network)s, %(other)s, other_n, id, CASE WHEN receives THEN -5 ELSE 5 END, other_balance, booked_at
FROM life ORDER BY other_n;

UPDATE ledger_account a SET version = s.size FROM unnest(%(accounts)s::uuid[], %(sizes)s::bigint[]) AS s (account_id, size)
WHERE a.network_id = %(network)s AND a.id = s.account_id;
UPDATE ledger_account SET version = (SELECT max(other_n) FROM life) WHERE network_id = %(network)s AND id = %(other)s;
DROP TABLE life;
