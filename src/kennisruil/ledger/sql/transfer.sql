-- One transfer between two accounts, with every reason to refuse it. Order of work: network, locks in id order, the memory
-- of requests, checks, writes. A foreseen refusal is returned, never raised, and nothing is booked with it. The row of the
-- transfer is the memory of its request; requests of other commands, and of transfers before this was so, have a table.

CREATE OR REPLACE FUNCTION ledger_post_transfer(
    p_network uuid, p_id uuid, p_book uuid, p_from uuid, p_to uuid, p_amount bigint, p_kind text,
    p_ref_kind text, p_ref_id uuid, p_group uuid, p_occurred timestamptz, p_booked timestamptz,
    p_request uuid, p_by text, p_beyond boolean, p_reason text,
    OUT refused text, OUT data jsonb, OUT repeated boolean, OUT ids uuid[]
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    a ledger_account;
    b ledger_account;
    m ledger_requestmemory;
    t ledger_transfer;
    v_content bytea;
BEGIN
    repeated := false;
    IF ledger_other_network(p_network) THEN
        refused := 'other_network'; data := jsonb_build_object('network_id', p_network); RETURN;
    END IF;
    IF p_amount NOT BETWEEN 1 AND 1000000000000 THEN
        refused := 'amount_out_of_range'; data := jsonb_build_object('amount', p_amount); RETURN;
    END IF;
    IF p_from = p_to THEN
        refused := 'same_account'; data := jsonb_build_object('account_id', p_from); RETURN;
    END IF;
    IF p_beyond AND btrim(p_reason) = '' THEN
        refused := 'reason_missing'; data := '{}'; RETURN;
    END IF;

    IF p_from < p_to THEN
        SELECT * INTO a FROM ledger_account WHERE network_id = p_network AND id = p_from FOR NO KEY UPDATE;
        SELECT * INTO b FROM ledger_account WHERE network_id = p_network AND id = p_to FOR NO KEY UPDATE;
    ELSE
        SELECT * INTO b FROM ledger_account WHERE network_id = p_network AND id = p_to FOR NO KEY UPDATE;
        SELECT * INTO a FROM ledger_account WHERE network_id = p_network AND id = p_from FOR NO KEY UPDATE;
    END IF;

    v_content := ledger_content('transfer', p_book::text, p_from::text, p_to::text, p_amount::text, p_kind,
        p_ref_kind, p_ref_id::text, p_group::text, extract(epoch FROM p_occurred)::text);
    SELECT * INTO m FROM ledger_requestmemory WHERE network_id = p_network AND request_id = p_request;
    IF FOUND THEN
        repeated := m.content = v_content; ids := m.answer_ids;
    ELSE
        SELECT * INTO t FROM ledger_transfer WHERE network_id = p_network AND request_id = p_request AND part = 0;
        IF FOUND THEN
            repeated := v_content = ledger_content('transfer', t.book_id::text, t.from_id::text, t.to_id::text, t.amount::text,
                t.kind, t.ref_kind, t.ref_id::text, t.group_id::text, extract(epoch FROM t.occurred_at)::text);
            ids := ARRAY[t.id];
        END IF;
    END IF;
    IF FOUND THEN
        IF NOT repeated THEN
            refused := 'request_reused'; data := jsonb_build_object('request_id', p_request); ids := NULL;
        END IF;
        RETURN;
    END IF;

    IF a.id IS NULL OR b.id IS NULL THEN
        refused := 'account_unknown';
        data := jsonb_build_object('account_id', CASE WHEN a.id IS NULL THEN p_from ELSE p_to END); RETURN;
    END IF;
    IF a.book_id <> p_book OR b.book_id <> p_book THEN
        refused := 'other_book';
        data := jsonb_build_object('account_id', CASE WHEN a.book_id <> p_book THEN p_from ELSE p_to END); RETURN;
    END IF;
    IF a.state = 'closed' OR b.state = 'closed' THEN
        refused := 'account_closed';
        data := jsonb_build_object('account_id', CASE WHEN a.state = 'closed' THEN p_from ELSE p_to END); RETURN;
    END IF;
    IF a.state = 'frozen' THEN
        refused := 'account_frozen'; data := jsonb_build_object('account_id', p_from); RETURN;
    END IF;
    IF p_booked < a.open_from THEN
        refused := 'period_closed'; data := ledger_month_told(p_network, p_book, p_booked); RETURN;
    END IF;

    IF a.reserved > 0 THEN
        a.reserved := a.reserved - ledger_expire_due(p_network, p_from, p_booked);
    END IF;
    a.balance := a.balance - p_amount;
    b.balance := b.balance + p_amount;
    IF NOT p_beyond AND a.balance - a.reserved < a.floor THEN
        refused := 'floor_reached';
        data := jsonb_build_object('account_id', p_from, 'short_by', a.floor - a.balance + a.reserved); RETURN;
    END IF;
    IF NOT p_beyond AND b.balance > b.ceiling THEN
        refused := 'ceiling_reached';
        data := jsonb_build_object('account_id', p_to, 'over_by', b.balance - b.ceiling); RETURN;
    END IF;

    -- A racing request of the same id with other accounts shares no lock: the unique key decides, before anything else is written.
    INSERT INTO ledger_transfer (
        id, network_id, book_id, kind, from_id, to_id, amount, ref_kind, ref_id, group_id,
        occurred_at, booked_at, by, reason, request_id, part
    ) VALUES (
        p_id, p_network, p_book, p_kind, p_from, p_to, p_amount, p_ref_kind, p_ref_id, p_group,
        p_occurred, p_booked, p_by, p_reason, p_request, 0
    ) ON CONFLICT (network_id, request_id, part) DO NOTHING;
    IF NOT FOUND THEN
        refused := 'request_reused'; data := jsonb_build_object('request_id', p_request); RETURN;
    END IF;
    UPDATE ledger_account c SET
        balance = c.balance + s.change, version = c.version + 1,
        floor_in_force = ledger_floor_now(c.floor, c.floor_in_force, c.balance + s.change - c.reserved, p_beyond),
        ceiling_in_force = ledger_ceiling_now(c.ceiling, c.ceiling_in_force, c.balance + s.change, p_beyond),
        negative_since = ledger_negative_since(c.negative_since, c.balance, c.balance + s.change, p_occurred)
    FROM (VALUES (p_from, -p_amount), (p_to, p_amount)) AS s (id, change)
    WHERE c.network_id = p_network AND c.id = s.id;
    INSERT INTO ledger_entry (network_id, account_id, version, transfer_id, amount, balance_after, booked_at) VALUES
        (p_network, p_from, a.version + 1, p_id, -p_amount, a.balance, p_booked),
        (p_network, p_to, b.version + 1, p_id, p_amount, b.balance, p_booked);
    ids := ARRAY[p_id];
END
$$;
