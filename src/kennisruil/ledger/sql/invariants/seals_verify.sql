-- Each seal of a closed month is the hash of the seal before it and of the entries that stand there now; no month of an
-- account is without one between its first seal and the last close, and no seal is without a close.
WITH book AS (
    SELECT b.id, b.zone, min(l.period_on) AS first_on, max(l.period_on) AS last_on
    FROM ledger_book b JOIN ledger_periodlock l ON l.network_id = b.network_id AND l.book_id = b.id
    WHERE b.network_id = %(network)s GROUP BY b.id, b.zone
), locked AS (
    SELECT book_id, period_on FROM ledger_periodlock WHERE network_id = %(network)s
), chained AS (
    SELECT s.*, a.book_id, lag(s.digest) OVER w AS digest_before, coalesce(lag(s.closing_balance) OVER w, 0) AS balance_before
    FROM ledger_seal s JOIN ledger_account a ON a.network_id = s.network_id AND a.id = s.account_id
    WHERE s.network_id = %(network)s AND s.account_id BETWEEN %(low)s AND %(high)s
    WINDOW w AS (PARTITION BY s.account_id ORDER BY s.period_on)
), stands AS (
    SELECT m.* FROM book b CROSS JOIN LATERAL ledger_bodies(
        %(network)s, b.id, b.zone, '-infinity', (b.last_on + interval '1 month') AT TIME ZONE b.zone, %(low)s, %(high)s) m
), old AS (
    SELECT m.account_id, l.period_on, m.entries, m.total, m.body
    FROM (SELECT DISTINCT book_id, period_on FROM chained WHERE form = 1) l
    CROSS JOIN LATERAL ledger_month_bodies(%(network)s, l.book_id, l.period_on) m
), broken AS (
    SELECT s.account_id, s.period_on
    FROM chained s
    LEFT JOIN stands m ON m.account_id = s.account_id AND m.period_on = s.period_on
    LEFT JOIN old o ON s.form = 1 AND o.account_id = s.account_id AND o.period_on = s.period_on
    WHERE s.previous IS DISTINCT FROM s.digest_before OR s.entries <> coalesce(m.entries, 0)
       OR s.closing_balance <> s.balance_before + coalesce(m.total, 0)
       OR s.digest <> ledger_seal_digest(
            s.previous, s.account_id, s.period_on, s.entries, s.closing_balance,
            CASE s.form WHEN 1 THEN o.body ELSE coalesce(m.body, '') END)
       OR NOT EXISTS (SELECT FROM locked l WHERE l.book_id = s.book_id AND l.period_on = s.period_on)
    UNION ALL
    SELECT m.account_id, m.period_on FROM stands m
    WHERE NOT EXISTS (SELECT FROM chained s WHERE s.account_id = m.account_id AND s.period_on = m.period_on)
    UNION ALL
    SELECT s.account_id, max(s.period_on) FROM chained s
    GROUP BY s.account_id, s.book_id
    HAVING count(*) <> (SELECT count(*) FROM locked l WHERE l.book_id = s.book_id AND l.period_on >= min(s.period_on))
)
SELECT count(*), min(format('account %%s, month %%s', account_id, to_char(period_on, 'YYYY-MM'))) FROM broken
