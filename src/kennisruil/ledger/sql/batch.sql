-- The parts of a batch: find the first item that is not plain, write items that are all plain as sets. What each array
-- means stands in many.sql.

-- The first item that cannot be booked as part of a set, or null. Accounts are locked. Limits look at what each item, and
-- everything before it, does to an account.
CREATE OR REPLACE FUNCTION ledger_first_not_plain(
    p_network uuid, p_book uuid, p_items integer[], p_froms uuid[], p_tos uuid[], p_amounts bigint[],
    p_booked timestamptz[], p_requests uuid[], p_beyond boolean
) RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH side AS MATERIALIZED (
        SELECT item, from_id AS account_id, -amount AS change, booked FROM unnest(p_items, p_froms, p_amounts, p_booked)
            AS l (item, from_id, amount, booked)
        UNION ALL
        SELECT item, to_id, amount, booked FROM unnest(p_items, p_tos, p_amounts, p_booked) AS l (item, to_id, amount, booked)
    ), touched AS MATERIALIZED (
        SELECT s.account_id, a.book_id, a.state, a.balance, a.reserved, a.floor, a.ceiling, a.open_from, (
            SELECT min(r.expires_at) FROM ledger_reservation r
            WHERE a.reserved > 0 AND r.network_id = p_network AND r.account_id = a.id AND r.state = 'open') AS expires_at
        FROM (SELECT DISTINCT account_id FROM side) s
        LEFT JOIN ledger_account a ON a.network_id = p_network AND a.id = s.account_id
    ), net AS (
        SELECT item, account_id, sum(change)::bigint AS change, min(change) < 0 AS sends, min(booked) AS booked
        FROM side GROUP BY item, account_id
    ), run AS (
        SELECT n.item, n.account_id, n.change, n.sends, n.booked, sum(n.change) OVER (PARTITION BY n.account_id ORDER BY n.item) AS so_far
        FROM net n
    )
    SELECT min(item) FROM (
        SELECT r.item FROM run r JOIN touched a ON a.account_id = r.account_id
        WHERE a.book_id IS DISTINCT FROM p_book OR a.state = 'closed' OR r.booked < a.open_from
           OR (r.sends AND (a.state = 'frozen' OR a.expires_at <= r.booked))
           OR (NOT p_beyond AND (r.change < 0 AND a.balance + r.so_far - a.reserved < a.floor OR r.change > 0 AND a.balance + r.so_far > a.ceiling))
        UNION ALL
        SELECT item FROM unnest(p_items, p_froms, p_tos, p_amounts) AS l (item, from_id, to_id, amount)
        WHERE from_id = to_id OR amount NOT BETWEEN 1 AND 1000000000000
        UNION ALL
        SELECT q.item FROM unnest(p_items, p_requests) AS q (item, request_id)
        JOIN ledger_requestmemory m ON m.network_id = p_network AND m.request_id = q.request_id
        UNION ALL
        SELECT max(q.item) FROM (SELECT DISTINCT item, request_id FROM unnest(p_items, p_requests) AS l (item, request_id)) q
        GROUP BY q.request_id HAVING count(*) > 1
    ) found
$$;

-- Writes legs that are all plain, as sets.
CREATE OR REPLACE FUNCTION ledger_write_set(
    p_network uuid, p_book uuid, p_ids uuid[], p_items integer[], p_parts smallint[], p_grouped boolean[], p_froms uuid[],
    p_tos uuid[], p_amounts bigint[], p_kinds text[], p_ref_kinds text[], p_ref_ids uuid[], p_groups uuid[],
    p_occurred timestamptz[], p_booked timestamptz[], p_requests uuid[], p_by text, p_beyond boolean, p_reason text
) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO ledger_transfer (
        id, network_id, book_id, kind, from_id, to_id, amount, ref_kind, ref_id, group_id,
        occurred_at, booked_at, by, reason, request_id, part
    )
    SELECT l.id, p_network, p_book, l.kind, l.from_id, l.to_id, l.amount, coalesce(l.ref_kind, ''), l.ref_id, l.group_id,
        l.occurred, l.booked, p_by, p_reason, l.request, l.part
    FROM unnest(p_ids, p_parts, p_froms, p_tos, p_amounts, p_kinds, p_ref_kinds, p_ref_ids, p_groups, p_occurred, p_booked, p_requests)
        AS l (id, part, from_id, to_id, amount, kind, ref_kind, ref_id, group_id, occurred, booked, request);
    INSERT INTO ledger_requestmemory (network_id, request_id, content, answer_ids, at)
    SELECT p_network, l.request, ledger_legs_content('group', p_book, array_agg(l.from_id ORDER BY l.part),
            array_agg(l.to_id ORDER BY l.part), array_agg(l.amount ORDER BY l.part), array_agg(l.kind ORDER BY l.part),
            array_agg(coalesce(l.ref_kind, '') ORDER BY l.part), array_agg(l.ref_id ORDER BY l.part), l.occurred),
        array_agg(l.id ORDER BY l.part), l.booked
    FROM unnest(p_ids, p_parts, p_grouped, p_froms, p_tos, p_amounts, p_kinds, p_ref_kinds, p_ref_ids, p_occurred, p_booked, p_requests)
        AS l (id, part, grouped, from_id, to_id, amount, kind, ref_kind, ref_id, occurred, booked, request)
    WHERE l.grouped GROUP BY l.request, l.occurred, l.booked;
    INSERT INTO ledger_entry (network_id, account_id, version, transfer_id, amount, balance_after, booked_at)
    SELECT p_network, s.account_id, a.version + row_number() OVER w, s.id, s.change, a.balance + (sum(s.change) OVER w)::bigint, s.booked
    FROM (
        SELECT n, id, from_id AS account_id, -amount AS change, booked
        FROM unnest(p_ids, p_froms, p_amounts, p_booked) WITH ORDINALITY AS l (id, from_id, amount, booked, n)
        UNION ALL
        SELECT n, id, to_id, amount, booked
        FROM unnest(p_ids, p_tos, p_amounts, p_booked) WITH ORDINALITY AS l (id, to_id, amount, booked, n)
    ) s
    JOIN ledger_account a ON a.network_id = p_network AND a.id = s.account_id
    WINDOW w AS (PARTITION BY s.account_id ORDER BY s.n);
    WITH net AS (
        SELECT item, account_id, sum(change)::bigint AS change, count(*) AS entries, min(occurred) AS occurred
        FROM (
            SELECT item, from_id AS account_id, -amount AS change, occurred
            FROM unnest(p_items, p_froms, p_amounts, p_occurred) AS l (item, from_id, amount, occurred)
            UNION ALL
            SELECT item, to_id, amount, occurred FROM unnest(p_items, p_tos, p_amounts, p_occurred) AS l (item, to_id, amount, occurred)
        ) side GROUP BY item, account_id
    ), run AS (
        SELECT n.*, a.balance + sum(n.change) OVER (PARTITION BY n.account_id ORDER BY n.item) AS after
        FROM net n JOIN ledger_account a ON a.network_id = p_network AND a.id = n.account_id
    ), whole AS (
        SELECT account_id, sum(change)::bigint AS change, sum(entries)::bigint AS entries,
            -- The last booking that brought the balance below zero, if one did.
            (array_agg(occurred ORDER BY item DESC) FILTER (WHERE after < 0 AND after - change >= 0))[1] AS fell_at
        FROM run GROUP BY account_id
    )
    UPDATE ledger_account a SET
        balance = a.balance + w.change, version = a.version + w.entries,
        floor_in_force = ledger_floor_now(a.floor, a.floor_in_force, a.balance + w.change - a.reserved, p_beyond),
        ceiling_in_force = ledger_ceiling_now(a.ceiling, a.ceiling_in_force, a.balance + w.change, p_beyond),
        negative_since = coalesce(w.fell_at, a.negative_since)
    FROM whole w WHERE a.network_id = p_network AND a.id = w.account_id;
END
$$;

-- The same in one statement for single transfers only: looks at all of them, writes those before the first that is not
-- plain, and answers its place; null when all are written.
CREATE OR REPLACE FUNCTION ledger_write_singles(
    p_network uuid, p_book uuid, p_ids uuid[], p_froms uuid[], p_tos uuid[], p_amounts bigint[], p_kinds text[],
    p_ref_kinds text[], p_ref_ids uuid[], p_groups uuid[], p_occurred timestamptz[], p_booked timestamptz[],
    p_requests uuid[], p_by text, p_beyond boolean, p_reason text
) RETURNS integer LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH side AS (
        SELECT l.n, l.id, l.booked, s.account_id, s.change
        FROM unnest(p_ids, p_froms, p_tos, p_amounts, p_booked) WITH ORDINALITY AS l (id, from_id, to_id, amount, booked, n)
        CROSS JOIN LATERAL (VALUES (l.from_id, -l.amount), (l.to_id, l.amount)) AS s (account_id, change)
    ), run AS MATERIALIZED (
        SELECT n, id, booked, account_id, change, row_number() OVER w AS place, (sum(change) OVER w)::bigint AS so_far
        FROM side WINDOW w AS (PARTITION BY account_id ORDER BY n)
    ), touched AS MATERIALIZED (
        SELECT s.account_id, a.book_id, a.state, a.balance, a.reserved, a.version, a.floor, a.ceiling, a.open_from, (
                SELECT min(r.expires_at) FROM ledger_reservation r
                WHERE a.reserved > 0 AND r.network_id = p_network AND r.account_id = a.id AND r.state = 'open') AS expires_at
        FROM (SELECT DISTINCT account_id FROM run) s
        LEFT JOIN ledger_account a ON a.network_id = p_network AND a.id = s.account_id
    ), found AS MATERIALIZED (
        SELECT coalesce(min(n), cardinality(p_ids) + 1)::integer AS first FROM (
            SELECT r.n FROM run r JOIN touched a ON a.account_id = r.account_id
            WHERE a.book_id IS DISTINCT FROM p_book OR a.state = 'closed' OR r.booked < a.open_from
               OR (r.change < 0 AND (a.state = 'frozen' OR a.expires_at <= r.booked))
               OR (NOT p_beyond AND (r.change < 0 AND a.balance + r.so_far - a.reserved < a.floor
                                     OR r.change > 0 AND a.balance + r.so_far > a.ceiling))
            UNION ALL
            SELECT n FROM unnest(p_froms, p_tos, p_amounts) WITH ORDINALITY AS l (from_id, to_id, amount, n)
            WHERE from_id = to_id OR amount NOT BETWEEN 1 AND 1000000000000
            UNION ALL
            SELECT q.n FROM unnest(p_requests) WITH ORDINALITY AS q (request_id, n)
            JOIN ledger_requestmemory m ON m.network_id = p_network AND m.request_id = q.request_id
        ) faults
    ), transfers AS (
        INSERT INTO ledger_transfer (
            id, network_id, book_id, kind, from_id, to_id, amount, ref_kind, ref_id, group_id,
            occurred_at, booked_at, by, reason, request_id, part
        )
        SELECT l.id, p_network, p_book, l.kind, l.from_id, l.to_id, l.amount, coalesce(l.ref_kind, ''), l.ref_id, l.group_id,
            l.occurred, l.booked, p_by, p_reason, l.request, 0
        FROM unnest(p_ids, p_froms, p_tos, p_amounts, p_kinds, p_ref_kinds, p_ref_ids, p_groups, p_occurred, p_booked, p_requests)
            WITH ORDINALITY AS l (id, from_id, to_id, amount, kind, ref_kind, ref_id, group_id, occurred, booked, request, n)
        WHERE l.n < (SELECT first FROM found)
    ), entries AS (
        INSERT INTO ledger_entry (network_id, account_id, version, transfer_id, amount, balance_after, booked_at)
        SELECT p_network, r.account_id, a.version + r.place, r.id, r.change, a.balance + r.so_far, r.booked
        FROM run r JOIN touched a ON a.account_id = r.account_id
        WHERE r.n < (SELECT first FROM found)
    ), moved AS (
        SELECT r.account_id, sum(r.change)::bigint AS change, count(*) AS entries,
            -- The last transfer that brought the balance below zero, if one did.
            max(r.n) FILTER (WHERE a.balance + r.so_far < 0 AND a.balance + r.so_far >= r.change) AS fell
        FROM run r JOIN touched a ON a.account_id = r.account_id
        WHERE r.n < (SELECT first FROM found) GROUP BY r.account_id
    ), accounts AS (
        UPDATE ledger_account a SET
            balance = a.balance + s.change, version = a.version + s.entries,
            floor_in_force = ledger_floor_now(a.floor, a.floor_in_force, a.balance + s.change - a.reserved, p_beyond),
            ceiling_in_force = ledger_ceiling_now(a.ceiling, a.ceiling_in_force, a.balance + s.change, p_beyond),
            negative_since = coalesce(p_occurred[s.fell], a.negative_since)
        FROM moved s WHERE a.network_id = p_network AND a.id = s.account_id
    )
    SELECT nullif(first, cardinality(p_ids) + 1) FROM found
$$;
