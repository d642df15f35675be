-- Entries of an account count from 1 without a gap, each balance follows from the one before, and the account knows the last.
WITH linked AS (
    SELECT account_id, version, balance_after - amount - coalesce(lag(balance_after) OVER w, 0) AS off,
        version - coalesce(lag(version) OVER w, 0) AS step
    FROM ledger_entry WHERE network_id = %(network)s AND account_id BETWEEN %(low)s AND %(high)s
    WINDOW w AS (PARTITION BY account_id ORDER BY version)
), broken AS (
    SELECT account_id, version FROM linked WHERE off <> 0 OR step <> 1
    UNION ALL
    SELECT a.id, a.version
    FROM ledger_account a
    LEFT JOIN LATERAL (
        SELECT e.version AS last FROM ledger_entry e
        WHERE e.network_id = a.network_id AND e.account_id = a.id ORDER BY e.version DESC LIMIT 1) e ON true
    WHERE a.network_id = %(network)s AND a.id BETWEEN %(low)s AND %(high)s AND a.version <> coalesce(e.last, 0)
)
SELECT count(*), min(format('account %%s breaks at version %%s', account_id, version)) FROM broken
