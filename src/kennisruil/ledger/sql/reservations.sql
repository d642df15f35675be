-- Coins held for what was agreed: reserve, post in whole or in parts, release, expire.
-- The lock on the account guards its reservations, so they are never locked themselves.

CREATE OR REPLACE FUNCTION ledger_reserve(
    p_network uuid, p_id uuid, p_account uuid, p_amount bigint, p_ref_kind text, p_ref_id uuid,
    p_expires timestamptz, p_request uuid, p_by text, p_at timestamptz,
    OUT refused text, OUT data jsonb, OUT repeated boolean, OUT ids uuid[]
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    a ledger_account;
    v_content bytea := ledger_content('reserve', p_account::text, p_amount::text, p_ref_kind, p_ref_id::text);
BEGIN
    repeated := false;
    IF ledger_other_network(p_network) THEN
        refused := 'other_network'; data := jsonb_build_object('network_id', p_network); RETURN;
    END IF;
    IF p_amount NOT BETWEEN 1 AND 1000000000000 THEN
        refused := 'amount_out_of_range'; data := jsonb_build_object('amount', p_amount); RETURN;
    END IF;
    SELECT * INTO a FROM ledger_account WHERE network_id = p_network AND id = p_account FOR NO KEY UPDATE;
    SELECT s.* INTO refused, data, repeated, ids FROM ledger_remembered(p_network, p_request, v_content) s;
    IF refused IS NOT NULL OR repeated THEN RETURN; END IF;
    refused := CASE
        WHEN a.id IS NULL THEN 'account_unknown'
        WHEN a.state = 'closed' THEN 'account_closed'
        WHEN a.state = 'frozen' THEN 'account_frozen'
        WHEN p_expires <= p_at THEN 'expiry_past'
    END;
    IF refused IS NOT NULL THEN
        data := jsonb_build_object('account_id', p_account); RETURN;
    END IF;
    IF a.reserved > 0 THEN
        a.reserved := a.reserved - ledger_expire_due(p_network, p_account, p_at);
    END IF;
    a.reserved := a.reserved + p_amount;
    IF a.balance - a.reserved < a.floor THEN
        refused := 'floor_reached';
        data := jsonb_build_object('account_id', p_account, 'short_by', a.floor - a.balance + a.reserved); RETURN;
    END IF;
    INSERT INTO ledger_requestmemory (network_id, request_id, content, answer_ids, at)
    VALUES (p_network, p_request, v_content, ARRAY[p_id], p_at) ON CONFLICT (network_id, request_id) DO NOTHING;
    IF NOT FOUND THEN
        refused := 'request_reused'; data := jsonb_build_object('request_id', p_request); RETURN;
    END IF;
    INSERT INTO ledger_reservation (
        id, network_id, account_id, amount, posted, released, state, ref_kind, ref_id, expires_at, reserved_at, request_id, by, ended_by
    ) VALUES (
        p_id, p_network, p_account, p_amount, 0, 0, 'open', p_ref_kind, p_ref_id, p_expires, p_at, p_request, p_by, ''
    );
    UPDATE ledger_account SET reserved = a.reserved,
        floor_in_force = ledger_floor_now(floor, floor_in_force, balance - a.reserved, false)
    WHERE network_id = p_network AND id = p_account;
    ids := ARRAY[p_id];
END
$$;

CREATE OR REPLACE FUNCTION ledger_post_reservation(
    p_network uuid, p_reservation uuid, p_group uuid, p_ids uuid[], p_froms uuid[], p_tos uuid[], p_amounts bigint[], p_kinds text[],
    p_ref_kinds text[], p_ref_ids uuid[], p_occurred timestamptz, p_booked timestamptz, p_request uuid, p_by text,
    OUT refused text, OUT data jsonb, OUT repeated boolean, OUT ids uuid[]
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v ledger_reservation;
    v_book uuid;
    v_stranger uuid;
    v_asked bigint;
    v_content bytea := ledger_legs_content(
        'post', p_reservation, p_froms, p_tos, p_amounts, p_kinds, p_ref_kinds, p_ref_ids, p_occurred);
BEGIN
    repeated := false;
    IF ledger_other_network(p_network) THEN
        refused := 'other_network'; data := jsonb_build_object('network_id', p_network); RETURN;
    END IF;
    SELECT s.refused, s.data INTO refused, data FROM ledger_misshapen(p_froms, p_tos, p_amounts) s;
    IF refused IS NOT NULL THEN RETURN; END IF;
    SELECT * INTO v FROM ledger_reservation WHERE network_id = p_network AND id = p_reservation;
    IF NOT FOUND THEN
        refused := 'reservation_unknown'; data := jsonb_build_object('reservation_id', p_reservation); RETURN;
    END IF;
    PERFORM ledger_lock(p_network, p_froms || p_tos || v.account_id);
    SELECT s.* INTO refused, data, repeated, ids FROM ledger_remembered(p_network, p_request, v_content) s;
    IF refused IS NOT NULL OR repeated THEN RETURN; END IF;
    PERFORM ledger_expire_due(p_network, v.account_id, p_booked);
    SELECT * INTO v FROM ledger_reservation WHERE network_id = p_network AND id = p_reservation;
    IF v.state <> 'open' THEN
        refused := 'reservation_ended'; data := jsonb_build_object('reservation_id', p_reservation, 'state', v.state); RETURN;
    END IF;
    SELECT sum(l.amount)::bigint INTO v_asked
    FROM unnest(p_froms, p_amounts) AS l (from_id, amount) WHERE l.from_id = v.account_id;
    SELECT l.from_id INTO v_stranger FROM unnest(p_froms) AS l (from_id)
    LEFT JOIN ledger_account a ON a.network_id = p_network AND a.id = l.from_id
    WHERE l.from_id <> v.account_id AND a.kind IS DISTINCT FROM 'operator' ORDER BY l.from_id LIMIT 1;
    IF FOUND OR v_asked IS NULL THEN
        refused := 'leg_not_covered'; data := jsonb_build_object('account_id', coalesce(v_stranger, v.account_id)); RETURN;
    END IF;
    IF v_asked > v.amount - v.posted THEN
        refused := 'over_reserved';
        data := jsonb_build_object('reservation_id', p_reservation, 'left', v.amount - v.posted, 'asked', v_asked); RETURN;
    END IF;
    SELECT book_id INTO v_book FROM ledger_account WHERE network_id = p_network AND id = v.account_id;
    SELECT s.* INTO refused, data, repeated, ids FROM ledger_move(
        p_network, v_book, p_ids, p_froms, p_tos, p_amounts, p_kinds, p_ref_kinds, p_ref_ids, p_group, NULL, p_reservation,
        v.account_id, p_occurred, p_booked, p_request, v_content, p_by, false, '') s;
    IF refused IS NULL THEN
        UPDATE ledger_reservation SET posted = posted + v_asked,
            state = CASE WHEN posted + v_asked = amount THEN 'posted' ELSE state END,
            ended_at = CASE WHEN posted + v_asked = amount THEN p_booked END,
            ended_by = CASE WHEN posted + v_asked = amount THEN p_by ELSE '' END
        WHERE network_id = p_network AND id = p_reservation;
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION ledger_release_reservation(
    p_network uuid, p_reservation uuid, p_by text, p_at timestamptz,
    OUT refused text, OUT data jsonb, OUT repeated boolean, OUT ids uuid[]
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v ledger_reservation;
BEGIN
    repeated := false;
    IF ledger_other_network(p_network) THEN
        refused := 'other_network'; data := jsonb_build_object('network_id', p_network); RETURN;
    END IF;
    SELECT * INTO v FROM ledger_reservation WHERE network_id = p_network AND id = p_reservation;
    IF NOT FOUND THEN
        refused := 'reservation_unknown'; data := jsonb_build_object('reservation_id', p_reservation); RETURN;
    END IF;
    PERFORM ledger_lock(p_network, ARRAY[v.account_id]);
    PERFORM ledger_expire_due(p_network, v.account_id, p_at);
    SELECT * INTO v FROM ledger_reservation WHERE network_id = p_network AND id = p_reservation;
    IF v.state = 'posted' THEN
        refused := 'reservation_ended'; data := jsonb_build_object('reservation_id', p_reservation, 'state', v.state); RETURN;
    END IF;
    -- What ran out has given its coins back already: that is what was asked for.
    repeated := v.state <> 'open'; ids := ARRAY[p_reservation];
    IF repeated THEN RETURN; END IF;
    UPDATE ledger_reservation SET state = 'released', released = amount - posted, ended_at = p_at, ended_by = p_by
    WHERE network_id = p_network AND id = p_reservation;
    UPDATE ledger_account SET reserved = reserved - (v.amount - v.posted),
        floor_in_force = ledger_floor_now(floor, floor_in_force, balance - reserved + v.amount - v.posted, false)
    WHERE network_id = p_network AND id = v.account_id;
END
$$;

-- For the job: ends everything that has run out, account by account in id order.
CREATE OR REPLACE FUNCTION ledger_expire_reservations(
    p_network uuid, p_at timestamptz,
    OUT refused text, OUT data jsonb, OUT repeated boolean, OUT ids uuid[]
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_account uuid;
BEGIN
    repeated := false; ids := '{}';
    IF ledger_other_network(p_network) THEN
        refused := 'other_network'; data := jsonb_build_object('network_id', p_network); RETURN;
    END IF;
    FOR v_account IN
        SELECT DISTINCT account_id FROM ledger_reservation
        WHERE network_id = p_network AND state = 'open' AND expires_at <= p_at ORDER BY account_id
    LOOP
        PERFORM ledger_lock(p_network, ARRAY[v_account]);
        ids := ids || ARRAY(
            SELECT id FROM ledger_reservation
            WHERE network_id = p_network AND account_id = v_account AND state = 'open' AND expires_at <= p_at ORDER BY id);
        PERFORM ledger_expire_due(p_network, v_account, p_at);
    END LOOP;
END
$$;
