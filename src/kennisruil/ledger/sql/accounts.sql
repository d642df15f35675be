-- Books, accounts, their limits and states. The id that is passed in makes a retry safe.

CREATE OR REPLACE FUNCTION ledger_open_book(
    p_network uuid, p_id uuid, p_name text, p_zone text,
    p_coin uuid, p_coin_name text, p_coin_sign text, p_scale smallint, p_by text, p_at timestamptz,
    OUT refused text, OUT data jsonb, OUT repeated boolean, OUT ids uuid[]
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    repeated := false;
    IF ledger_other_network(p_network) THEN
        refused := 'other_network'; data := jsonb_build_object('network_id', p_network); RETURN;
    END IF;
    INSERT INTO ledger_coin (id, network_id, name, sign, scale) VALUES (p_coin, p_network, p_coin_name, p_coin_sign, p_scale)
    ON CONFLICT (network_id, id) DO NOTHING;
    PERFORM 1 FROM ledger_coin
    WHERE network_id = p_network AND id = p_coin AND (name, sign, scale) = (p_coin_name, p_coin_sign, p_scale);
    IF NOT FOUND THEN
        refused := 'exists_otherwise'; data := jsonb_build_object('kind', 'coin', 'id', p_coin); RETURN;
    END IF;
    ids := ARRAY[p_id];
    INSERT INTO ledger_book (id, network_id, coin_id, name, zone, opened_at, by)
    VALUES (p_id, p_network, p_coin, p_name, p_zone, p_at, p_by) ON CONFLICT (network_id, id) DO NOTHING;
    IF NOT FOUND THEN
        PERFORM 1 FROM ledger_book
        WHERE network_id = p_network AND id = p_id AND (coin_id, name, zone) = (p_coin, p_name, p_zone);
        repeated := FOUND;
        IF NOT FOUND THEN
            ids := NULL; refused := 'exists_otherwise'; data := jsonb_build_object('kind', 'book', 'id', p_id);
        END IF;
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION ledger_open_account(
    p_network uuid, p_id uuid, p_book uuid, p_kind text, p_floor bigint, p_ceiling bigint, p_alarm bigint,
    p_change uuid, p_by text, p_at timestamptz,
    OUT refused text, OUT data jsonb, OUT repeated boolean, OUT ids uuid[]
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_zone text;
    v_open_from timestamptz;
BEGIN
    repeated := false;
    IF ledger_other_network(p_network) THEN
        refused := 'other_network'; data := jsonb_build_object('network_id', p_network); RETURN;
    END IF;
    IF p_floor > p_ceiling OR (p_kind = 'operator' AND (p_floor IS NOT NULL OR p_ceiling IS NOT NULL)) THEN
        refused := 'limits_crossed'; data := jsonb_build_object('floor', p_floor, 'ceiling', p_ceiling); RETURN;
    END IF;
    -- Waits for a closing month, and makes the next one wait: the account must know how far its book is closed.
    SELECT zone INTO v_zone FROM ledger_book WHERE network_id = p_network AND id = p_book FOR KEY SHARE;
    IF NOT FOUND THEN
        refused := 'book_unknown'; data := jsonb_build_object('book_id', p_book); RETURN;
    END IF;
    SELECT (max(period_on) + interval '1 month') AT TIME ZONE v_zone INTO v_open_from
    FROM ledger_periodlock WHERE network_id = p_network AND book_id = p_book;
    ids := ARRAY[p_id];
    INSERT INTO ledger_account (
        id, network_id, book_id, kind, state, balance, reserved, version, floor, ceiling, alarm_level,
        floor_in_force, ceiling_in_force, open_from, opened_at, state_at, by
    ) VALUES (
        p_id, p_network, p_book, p_kind, 'open', 0, 0, 0, p_floor, p_ceiling, p_alarm,
        ledger_floor_now(p_floor, NULL, 0, true), ledger_ceiling_now(p_ceiling, NULL, 0, true),
        v_open_from, p_at, p_at, p_by
    ) ON CONFLICT (network_id, id) DO NOTHING;
    IF FOUND THEN
        INSERT INTO ledger_limitchange (id, network_id, account_id, floor, ceiling, alarm_level, reason, by, at)
        VALUES (p_change, p_network, p_id, p_floor, p_ceiling, p_alarm, 'opened', p_by, p_at);
        RETURN;
    END IF;
    -- Limits may have moved since, so the content of a first opening is its book, its kind and the first limits.
    PERFORM 1 FROM ledger_account a JOIN ledger_limitchange c ON c.network_id = a.network_id AND c.id = p_change
    WHERE a.network_id = p_network AND a.id = p_id AND a.book_id = p_book AND a.kind = p_kind
      AND (c.floor, c.ceiling, c.alarm_level) IS NOT DISTINCT FROM (p_floor, p_ceiling, p_alarm);
    repeated := FOUND;
    IF NOT FOUND THEN
        ids := NULL; refused := 'exists_otherwise'; data := jsonb_build_object('kind', 'account', 'id', p_id);
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION ledger_set_limits(
    p_network uuid, p_id uuid, p_account uuid, p_floor bigint, p_ceiling bigint, p_alarm bigint,
    p_reason text, p_by text, p_at timestamptz,
    OUT refused text, OUT data jsonb, OUT repeated boolean, OUT ids uuid[]
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    a ledger_account;
    c ledger_limitchange;
BEGIN
    repeated := false;
    IF ledger_other_network(p_network) THEN
        refused := 'other_network'; data := jsonb_build_object('network_id', p_network); RETURN;
    END IF;
    IF btrim(p_reason) = '' THEN
        refused := 'reason_missing'; data := '{}'; RETURN;
    END IF;
    SELECT * INTO a FROM ledger_account WHERE network_id = p_network AND id = p_account FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        refused := 'account_unknown'; data := jsonb_build_object('account_id', p_account); RETURN;
    END IF;
    SELECT * INTO c FROM ledger_limitchange WHERE network_id = p_network AND id = p_id;
    IF FOUND THEN
        IF (c.account_id, c.floor, c.ceiling, c.alarm_level, c.reason)
            IS NOT DISTINCT FROM (p_account, p_floor, p_ceiling, p_alarm, p_reason) THEN
            repeated := true; ids := ARRAY[p_id];
        ELSE
            refused := 'exists_otherwise'; data := jsonb_build_object('kind', 'limit_change', 'id', p_id);
        END IF;
        RETURN;
    END IF;
    IF a.state = 'closed' THEN
        refused := 'account_closed'; data := jsonb_build_object('account_id', p_account); RETURN;
    END IF;
    IF p_floor > p_ceiling OR (a.kind = 'operator' AND (p_floor IS NOT NULL OR p_ceiling IS NOT NULL)) THEN
        refused := 'limits_crossed'; data := jsonb_build_object('floor', p_floor, 'ceiling', p_ceiling); RETURN;
    END IF;
    INSERT INTO ledger_limitchange (id, network_id, account_id, floor, ceiling, alarm_level, reason, by, at)
    VALUES (p_id, p_network, p_account, p_floor, p_ceiling, p_alarm, p_reason, p_by, p_at);
    UPDATE ledger_account SET floor = p_floor, ceiling = p_ceiling, alarm_level = p_alarm,
        floor_in_force = ledger_floor_now(p_floor, NULL, balance - reserved, true),
        ceiling_in_force = ledger_ceiling_now(p_ceiling, NULL, balance, true)
    WHERE network_id = p_network AND id = p_account;
    ids := ARRAY[p_id];
END
$$;

-- open <-> frozen -> closed. Frozen stops new outgoing coins; closing demands an empty account and is for good.
CREATE OR REPLACE FUNCTION ledger_set_state(
    p_network uuid, p_account uuid, p_state text, p_by text, p_at timestamptz,
    OUT refused text, OUT data jsonb, OUT repeated boolean, OUT ids uuid[]
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    a ledger_account;
BEGIN
    repeated := false;
    IF ledger_other_network(p_network) THEN
        refused := 'other_network'; data := jsonb_build_object('network_id', p_network); RETURN;
    END IF;
    SELECT * INTO a FROM ledger_account WHERE network_id = p_network AND id = p_account FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        refused := 'account_unknown'; data := jsonb_build_object('account_id', p_account); RETURN;
    END IF;
    ids := ARRAY[p_account];
    IF a.state = p_state THEN
        repeated := true; RETURN;
    END IF;
    IF a.state = 'closed' THEN
        refused := 'account_closed'; data := jsonb_build_object('account_id', p_account); ids := NULL; RETURN;
    END IF;
    IF a.reserved > 0 THEN
        a.reserved := a.reserved - ledger_expire_due(p_network, p_account, p_at);
    END IF;
    IF p_state = 'closed' AND (a.balance <> 0 OR a.reserved <> 0) THEN
        refused := 'account_not_empty'; ids := NULL;
        data := jsonb_build_object('account_id', p_account, 'balance', a.balance, 'reserved', a.reserved); RETURN;
    END IF;
    UPDATE ledger_account SET state = p_state, state_at = p_at, by = p_by
    WHERE network_id = p_network AND id = p_account;
END
$$;
