-- Closing a month of a book: a lock that stops later bookings in it, and a seal per account over its entries.

-- Form 1, of seals that exist already: the month of each account as one text in version order, however long it is.
CREATE OR REPLACE FUNCTION ledger_month_bodies(p_network uuid, p_book uuid, p_period date)
RETURNS TABLE (account_id uuid, entries bigint, total bigint, body bytea) LANGUAGE sql STABLE AS $$
    SELECT a.id, count(e.version), coalesce(sum(e.amount), 0)::bigint,
        coalesce(convert_to(string_agg(concat_ws('|',
            e.version, e.amount, e.balance_after, e.transfer_id, t.kind, t.from_id, t.to_id, t.amount,
            t.ref_kind, coalesce(t.ref_id::text, '~'), coalesce(t.group_id::text, '~'), coalesce(t.reverses_id::text, '~'),
            coalesce(t.reservation_id::text, '~'), t.by, extract(epoch FROM t.occurred_at), extract(epoch FROM e.booked_at)
        ), E'\n' ORDER BY e.version), 'UTF8'), '')
    FROM ledger_book b
    JOIN ledger_account a ON a.network_id = b.network_id AND a.book_id = b.id
    LEFT JOIN ledger_entry e ON e.network_id = a.network_id AND e.account_id = a.id
        AND e.booked_at >= p_period::timestamp AT TIME ZONE b.zone
        AND e.booked_at < (p_period + interval '1 month') AT TIME ZONE b.zone
    LEFT JOIN ledger_transfer t ON t.network_id = e.network_id AND t.id = e.transfer_id
    WHERE b.network_id = p_network AND b.id = p_book
    GROUP BY a.id
$$;

-- Form 2: what a seal covers, account by account and month by month, for the accounts of an id range and the bookings of a
-- span. An entry is hashed in PostgreSQL's binary form of a row (types, lengths, values: nothing can shift), each thousand
-- or so entries together, and those hashes are the body: an account of millions of entries takes no memory.
CREATE OR REPLACE FUNCTION ledger_bodies(
    p_network uuid, p_book uuid, p_zone text, p_start timestamptz, p_end timestamptz, p_low uuid, p_high uuid
) RETURNS TABLE (account_id uuid, period_on date, entries bigint, total bigint, body bytea) LANGUAGE sql STABLE AS $$
    SELECT c.account_id, c.period_on, sum(c.entries)::bigint, sum(c.total)::bigint, string_agg(c.digest, ''::bytea ORDER BY c.piece)
    FROM (
        SELECT e.account_id, ledger_period(e.booked_at, p_zone) AS period_on, (e.version >> 10) AS piece, count(*) AS entries, sum(e.amount) AS total,
            sha256(string_agg(sha256(record_send(ROW(
                e.version, e.amount, e.balance_after, e.transfer_id, t.kind, t.from_id, t.to_id, t.amount, t.ref_kind, t.ref_id,
                t.group_id, t.reverses_id, t.reservation_id, t.occurred_at, e.booked_at, t.by, t.reason, t.request_id
            ))), ''::bytea ORDER BY e.version)) AS digest
        FROM ledger_account a
        JOIN ledger_entry e ON e.network_id = a.network_id AND e.account_id = a.id AND e.booked_at >= p_start AND e.booked_at < p_end
        JOIN ledger_transfer t ON t.network_id = e.network_id AND t.id = e.transfer_id
        WHERE a.network_id = p_network AND a.book_id = p_book AND a.id BETWEEN p_low AND p_high
          AND e.account_id BETWEEN p_low AND p_high
        GROUP BY 1, 2, 3
    ) c GROUP BY c.account_id, c.period_on
$$;

-- The seal itself: SHA-256 of the previous seal, what the month did to the balance, and the bytes of its entries.
CREATE OR REPLACE FUNCTION ledger_seal_digest(
    p_previous bytea, p_account uuid, p_period date, p_entries bigint, p_closing bigint, p_body bytea
) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT sha256(coalesce(p_previous, '') || convert_to(
        concat_ws('|', p_account, to_char(p_period, 'YYYY-MM'), p_entries, p_closing) || E'\n', 'UTF8') || p_body)
$$;

CREATE OR REPLACE FUNCTION ledger_close_period(
    p_network uuid, p_id uuid, p_book uuid, p_period date, p_by text, p_at timestamptz,
    OUT refused text, OUT data jsonb, OUT repeated boolean, OUT ids uuid[]
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    b ledger_book;
    v_last date;
    v_id uuid;
    v_earlier timestamptz;
BEGIN
    repeated := false;
    IF ledger_other_network(p_network) THEN
        refused := 'other_network'; data := jsonb_build_object('network_id', p_network); RETURN;
    END IF;
    -- FOR UPDATE makes a new account wait (its key points here); the locks on all accounts make every booking wait.
    SELECT * INTO b FROM ledger_book WHERE network_id = p_network AND id = p_book FOR UPDATE;
    IF NOT FOUND THEN
        refused := 'book_unknown'; data := jsonb_build_object('book_id', p_book); RETURN;
    END IF;
    PERFORM 1 FROM ledger_account WHERE network_id = p_network AND book_id = p_book ORDER BY id FOR NO KEY UPDATE;
    SELECT id INTO v_id FROM ledger_periodlock WHERE network_id = p_network AND book_id = p_book AND period_on = p_period;
    IF FOUND THEN
        repeated := true; ids := ARRAY[v_id]; RETURN;
    END IF;
    IF (p_period + interval '1 month') AT TIME ZONE b.zone > p_at THEN
        refused := 'period_not_over'; data := jsonb_build_object('period_on', p_period); RETURN;
    END IF;
    SELECT max(period_on) INTO v_last FROM ledger_periodlock WHERE network_id = p_network AND book_id = p_book;
    IF v_last > p_period THEN
        refused := 'period_closed'; data := jsonb_build_object('period_on', p_period); RETURN;
    END IF;
    SELECT min(first.booked_at) INTO v_earlier FROM ledger_account a CROSS JOIN LATERAL (
        SELECT e.booked_at FROM ledger_entry e
        WHERE e.network_id = p_network AND e.account_id = a.id AND e.booked_at < p_period::timestamp AT TIME ZONE b.zone
          AND (v_last IS NULL OR e.booked_at >= (v_last + interval '1 month') AT TIME ZONE b.zone)
        ORDER BY e.booked_at LIMIT 1) first
    WHERE a.network_id = p_network AND a.book_id = p_book;
    IF v_earlier IS NOT NULL THEN
        refused := 'earlier_period_open'; data := jsonb_build_object('period_on', ledger_period(v_earlier, b.zone)); RETURN;
    END IF;
    INSERT INTO ledger_periodlock (id, network_id, book_id, period_on, locked_at, by)
    VALUES (p_id, p_network, p_book, p_period, p_at, p_by);
    -- Every account that waits for its lock looks at this when it gets it: see ledger_transfer_plain.
    UPDATE ledger_account SET open_from = (p_period + interval '1 month') AT TIME ZONE b.zone
    WHERE network_id = p_network AND book_id = p_book;
    INSERT INTO ledger_seal (network_id, account_id, period_on, form, entries, closing_balance, previous, digest, sealed_at)
    SELECT p_network, a.id, p_period, 2, c.entries, c.closing, c.digest,
        ledger_seal_digest(c.digest, a.id, p_period, c.entries, c.closing, c.body), p_at
    FROM ledger_account a
    LEFT JOIN ledger_bodies(
        p_network, p_book, b.zone, p_period::timestamp AT TIME ZONE b.zone, (p_period + interval '1 month') AT TIME ZONE b.zone,
        '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff') m ON m.account_id = a.id
    LEFT JOIN LATERAL (
        SELECT s.digest, s.closing_balance FROM ledger_seal s
        WHERE s.network_id = p_network AND s.account_id = a.id ORDER BY s.period_on DESC LIMIT 1) p ON true
    CROSS JOIN LATERAL (
        SELECT p.digest, coalesce(m.entries, 0) AS entries, coalesce(p.closing_balance, 0) + coalesce(m.total, 0) AS closing,
            coalesce(m.body, '') AS body) c
    WHERE a.network_id = p_network AND a.book_id = p_book;
    ids := ARRAY[p_id];
END
$$;
