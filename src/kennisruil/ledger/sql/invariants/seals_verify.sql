-- Each seal of a closed month is the hash of the seal before it and of the entries that stand there now.
WITH chained AS (
    SELECT account_id, period_on, entries, closing_balance, previous, digest,
        lag(digest) OVER w AS digest_before, coalesce(lag(closing_balance) OVER w, 0) AS balance_before
    FROM ledger_seal WHERE network_id = %(network)s WINDOW w AS (PARTITION BY account_id ORDER BY period_on)
), broken AS (
    SELECT m.account_id, l.period_on
    FROM ledger_periodlock l
    CROSS JOIN LATERAL ledger_month_bodies(l.network_id, l.book_id, l.period_on) m
    LEFT JOIN chained s ON s.account_id = m.account_id AND s.period_on = l.period_on
    WHERE l.network_id = %(network)s AND CASE
        WHEN s.digest IS NULL THEN m.entries > 0 OR EXISTS (
            SELECT FROM ledger_seal e
            WHERE e.network_id = l.network_id AND e.account_id = m.account_id AND e.period_on < l.period_on)
        ELSE s.previous IS DISTINCT FROM s.digest_before OR s.entries <> m.entries
            OR s.closing_balance <> s.balance_before + m.total
            OR s.digest <> ledger_seal_digest(s.previous, m.account_id, l.period_on, m.entries, s.closing_balance, m.body)
        END
    UNION ALL
    SELECT s.account_id, s.period_on FROM chained s
    JOIN ledger_account a ON a.network_id = %(network)s AND a.id = s.account_id
    WHERE NOT EXISTS (SELECT FROM ledger_periodlock l
        WHERE l.network_id = %(network)s AND l.book_id = a.book_id AND l.period_on = s.period_on)
)
SELECT count(*), min(format('account %%s, month %%s', account_id, to_char(period_on, 'YYYY-MM'))) FROM broken
