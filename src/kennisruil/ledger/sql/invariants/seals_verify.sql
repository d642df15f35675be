-- Each seal of a closed month is the hash of the seal before it and of the entries that stand there now; no month of an
-- account is without one between its first seal and the last close, and no seal is without a close. What is sealed and what
-- stands are put side by side by grouping: that takes the same way whatever the planner believes about the tables.
WITH book AS (
    SELECT b.id, b.zone, max(l.period_on) AS last_on
    FROM ledger_book b JOIN ledger_periodlock l ON l.network_id = b.network_id AND l.book_id = b.id
    WHERE b.network_id = %(network)s GROUP BY b.id, b.zone
), locked AS (
    SELECT book_id, period_on FROM ledger_periodlock WHERE network_id = %(network)s
), chained AS MATERIALIZED (
    SELECT s.account_id, s.period_on, s.form, s.entries, s.closing_balance, s.previous, s.digest,
        lag(s.digest) OVER w AS digest_before, coalesce(lag(s.closing_balance) OVER w, 0) AS balance_before
    FROM ledger_seal s
    WHERE s.network_id = %(network)s AND s.account_id BETWEEN %(low)s AND %(high)s
    WINDOW w AS (PARTITION BY s.account_id ORDER BY s.period_on)
), side_by_side AS (
    SELECT account_id, period_on, form, entries, closing_balance, previous, digest, digest_before, balance_before,
        NULL::bigint AS stand, NULL::bigint AS total, NULL::bytea AS body, NULL::bytea AS old_body
    FROM chained
    UNION ALL
    SELECT m.account_id, m.period_on, NULL, NULL, NULL, NULL, NULL, NULL, NULL, m.entries, m.total, m.body, NULL
    FROM book b CROSS JOIN LATERAL ledger_bodies(
        %(network)s, b.id, b.zone, '-infinity', (b.last_on + interval '1 month') AT TIME ZONE b.zone, %(low)s, %(high)s) m
    UNION ALL
    SELECT m.account_id, l.period_on, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, m.body
    FROM locked l CROSS JOIN LATERAL ledger_month_bodies(%(network)s, l.book_id, l.period_on) m
    WHERE l.period_on IN (SELECT period_on FROM chained WHERE form = 1) AND m.account_id BETWEEN %(low)s AND %(high)s
), month AS (
    SELECT account_id, period_on, max(form) AS form, max(entries) AS entries, max(closing_balance) AS closing_balance,
        (array_agg(previous) FILTER (WHERE previous IS NOT NULL))[1] AS previous,
        (array_agg(digest) FILTER (WHERE digest IS NOT NULL))[1] AS digest,
        (array_agg(digest_before) FILTER (WHERE digest_before IS NOT NULL))[1] AS digest_before,
        max(balance_before) AS balance_before, coalesce(max(stand), 0) AS stand, coalesce(max(total), 0) AS total,
        coalesce((array_agg(body) FILTER (WHERE body IS NOT NULL))[1], '') AS body,
        (array_agg(old_body) FILTER (WHERE old_body IS NOT NULL))[1] AS old_body
    FROM side_by_side GROUP BY account_id, period_on
), broken AS (
    SELECT account_id, period_on FROM month
    WHERE CASE
        WHEN form IS NULL THEN stand > 0
        ELSE previous IS DISTINCT FROM digest_before OR entries <> stand OR closing_balance <> balance_before + total
            OR digest IS DISTINCT FROM ledger_seal_digest(
                previous, account_id, period_on, entries, closing_balance, CASE form WHEN 1 THEN old_body ELSE body END)
        END
    UNION ALL
    SELECT s.account_id, max(s.period_on)
    FROM (SELECT account_id, array_agg(period_on ORDER BY period_on) AS months, max(period_on) AS period_on
          FROM chained GROUP BY account_id) s
    JOIN ledger_account a ON a.network_id = %(network)s AND a.id = s.account_id
    LEFT JOIN (SELECT book_id, array_agg(period_on ORDER BY period_on) AS months FROM locked GROUP BY book_id) l
        ON l.book_id = a.book_id
    -- The months sealed are exactly the last so many that were closed.
    WHERE s.months IS DISTINCT FROM l.months[cardinality(l.months) - cardinality(s.months) + 1:]
    GROUP BY s.account_id
)
SELECT count(*), min(format('account %%s, month %%s', account_id, to_char(period_on, 'YYYY-MM'))) FROM broken
