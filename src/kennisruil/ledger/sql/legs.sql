-- What the commands of several legs share: lock, remember, move. Limits look at what the whole group does to an account.

-- Locks accounts in id order, so no two commands can wait for each other.
CREATE OR REPLACE FUNCTION ledger_lock(p_network uuid, p_accounts uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM ledger_account WHERE network_id = p_network AND id = ANY (p_accounts) ORDER BY id FOR NO KEY UPDATE;
END
$$;

-- The first answer of a request (repeated), or a refusal when the same id asked for something else; nothing when it is new.
CREATE OR REPLACE FUNCTION ledger_remembered(
    p_network uuid, p_request uuid, p_content bytea,
    OUT refused text, OUT data jsonb, OUT repeated boolean, OUT ids uuid[]
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    m ledger_requestmemory;
BEGIN
    repeated := false;
    SELECT * INTO m FROM ledger_requestmemory WHERE network_id = p_network AND request_id = p_request;
    IF FOUND AND m.content = p_content THEN
        repeated := true; ids := m.answer_ids; RETURN;
    END IF;
    -- A transfer that stands alone is its own memory.
    IF FOUND OR EXISTS (SELECT FROM ledger_transfer WHERE network_id = p_network AND request_id = p_request) THEN
        refused := 'request_reused'; data := jsonb_build_object('request_id', p_request);
    END IF;
END
$$;

-- Checks and writes legs between locked accounts. p_covered is the account whose reservation pays: its limits were checked then.
CREATE OR REPLACE FUNCTION ledger_move(
    p_network uuid, p_book uuid, p_ids uuid[], p_froms uuid[], p_tos uuid[], p_amounts bigint[], p_kinds text[],
    p_ref_kinds text[], p_ref_ids uuid[], p_group uuid, p_reverses uuid, p_reservation uuid, p_covered uuid,
    p_occurred timestamptz, p_booked timestamptz, p_request uuid, p_content bytea, p_by text, p_beyond boolean, p_reason text,
    OUT refused text, OUT data jsonb, OUT repeated boolean, OUT ids uuid[]
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    r record;
    v_key text;
    v_free boolean := p_beyond OR p_covered IS NOT NULL;
BEGIN
    repeated := false;
    FOR r IN
        SELECT s.account_id, s.sends, a.id, a.book_id, a.state
        FROM (SELECT account_id, bool_or(sends) AS sends
              FROM (SELECT unnest(p_froms) AS account_id, true AS sends UNION ALL SELECT unnest(p_tos), false) side
              GROUP BY account_id) s
        LEFT JOIN ledger_account a ON a.network_id = p_network AND a.id = s.account_id ORDER BY s.account_id
    LOOP
        refused := CASE
            WHEN r.id IS NULL THEN 'account_unknown'
            WHEN r.book_id <> p_book THEN 'other_book'
            WHEN r.state = 'closed' THEN 'account_closed'
            WHEN r.state = 'frozen' AND r.sends AND r.account_id IS DISTINCT FROM p_covered THEN 'account_frozen'
        END;
        IF refused IS NOT NULL THEN
            data := jsonb_build_object('account_id', r.account_id); RETURN;
        END IF;
    END LOOP;
    IF EXISTS (SELECT FROM ledger_account WHERE network_id = p_network AND id = p_froms[1] AND p_booked < open_from) THEN
        refused := 'period_closed'; data := ledger_month_told(p_network, p_book, p_booked); RETURN;
    END IF;

    PERFORM ledger_expire_due(p_network, a.id, p_booked) FROM ledger_account a
    WHERE a.network_id = p_network AND a.id = ANY (p_froms) AND a.reserved > 0;
    IF NOT v_free THEN
        SELECT a.id, a.floor - (a.balance + s.net - a.reserved) AS short_by, a.balance + s.net - a.ceiling AS over_by,
            s.net < 0 AND a.balance + s.net - a.reserved < a.floor AS under
        INTO r
        FROM (SELECT account_id, sum(amount)::bigint AS net
              FROM (SELECT unnest(p_froms) AS account_id, -unnest(p_amounts) AS amount
                    UNION ALL SELECT unnest(p_tos), unnest(p_amounts)) side GROUP BY account_id) s
        JOIN ledger_account a ON a.network_id = p_network AND a.id = s.account_id
        WHERE (s.net < 0 AND a.balance + s.net - a.reserved < a.floor) OR (s.net > 0 AND a.balance + s.net > a.ceiling)
        ORDER BY (s.net < 0 AND a.balance + s.net - a.reserved < a.floor) DESC, a.id LIMIT 1;
        IF FOUND AND r.under THEN
            refused := 'floor_reached'; data := jsonb_build_object('account_id', r.id, 'short_by', r.short_by); RETURN;
        ELSIF FOUND THEN
            refused := 'ceiling_reached'; data := jsonb_build_object('account_id', r.id, 'over_by', r.over_by); RETURN;
        END IF;
    END IF;

    -- A racing request of the same id with other accounts shares no lock: the two unique keys decide, and nothing stays.
    BEGIN
        INSERT INTO ledger_requestmemory (network_id, request_id, content, answer_ids, at)
        VALUES (p_network, p_request, p_content, p_ids, p_booked);
        INSERT INTO ledger_transfer (
            id, network_id, book_id, kind, from_id, to_id, amount, ref_kind, ref_id, group_id, reverses_id, reservation_id,
            occurred_at, booked_at, by, reason, request_id, part
        )
        SELECT l.id, p_network, p_book, l.kind, l.from_id, l.to_id, l.amount, l.ref_kind, l.ref_id, p_group, p_reverses,
            CASE WHEN l.from_id = p_covered THEN p_reservation END, p_occurred, p_booked, p_by, p_reason, p_request,
            l.n - 1
        FROM unnest(p_ids, p_froms, p_tos, p_amounts, p_kinds, p_ref_kinds, p_ref_ids) WITH ORDINALITY
            AS l (id, from_id, to_id, amount, kind, ref_kind, ref_id, n);
    EXCEPTION WHEN unique_violation THEN
        GET STACKED DIAGNOSTICS v_key = CONSTRAINT_NAME;
        IF v_key NOT IN ('ledger_transfer_request', 'ledger_requestmemory_pkey') THEN
            RAISE;
        END IF;
        refused := 'request_reused'; data := jsonb_build_object('request_id', p_request); RETURN;
    END;
    INSERT INTO ledger_entry (network_id, account_id, version, transfer_id, amount, balance_after, booked_at)
    SELECT p_network, s.account_id, a.version + row_number() OVER w, s.id, s.amount, a.balance + (sum(s.amount) OVER w)::bigint, p_booked
    FROM (SELECT from_id AS account_id, id, -amount AS amount, n
          FROM unnest(p_ids, p_froms, p_amounts) WITH ORDINALITY AS l (id, from_id, amount, n)
          UNION ALL
          SELECT to_id, id, amount, n FROM unnest(p_ids, p_tos, p_amounts) WITH ORDINALITY AS l (id, to_id, amount, n)) s
    JOIN ledger_account a ON a.network_id = p_network AND a.id = s.account_id
    WINDOW w AS (PARTITION BY s.account_id ORDER BY s.n);
    UPDATE ledger_account a SET
        balance = a.balance + s.net, version = a.version + s.entries, reserved = a.reserved - s.posted,
        floor_in_force = ledger_floor_now(a.floor, a.floor_in_force, a.balance + s.net - a.reserved + s.posted, v_free),
        ceiling_in_force = ledger_ceiling_now(a.ceiling, a.ceiling_in_force, a.balance + s.net, v_free),
        negative_since = ledger_negative_since(a.negative_since, a.balance, a.balance + s.net, p_occurred)
    FROM (SELECT account_id, sum(amount)::bigint AS net, count(*) AS entries,
              coalesce(-sum(amount) FILTER (WHERE amount < 0 AND account_id = p_covered), 0)::bigint AS posted
          FROM (SELECT unnest(p_froms) AS account_id, -unnest(p_amounts) AS amount
                UNION ALL SELECT unnest(p_tos), unnest(p_amounts)) side GROUP BY account_id) s
    WHERE a.network_id = p_network AND a.id = s.account_id;
    ids := p_ids;
END
$$;

-- The shape of legs, before any lock: how many, amounts in range, two different accounts each.
CREATE OR REPLACE FUNCTION ledger_misshapen(
    p_froms uuid[], p_tos uuid[], p_amounts bigint[], OUT refused text, OUT data jsonb
) LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    n integer;
BEGIN
    IF coalesce(cardinality(p_amounts), 0) NOT BETWEEN 1 AND 500 THEN
        refused := 'legs_out_of_range'; data := jsonb_build_object('count', coalesce(cardinality(p_amounts), 0)); RETURN;
    END IF;
    FOR n IN 1 .. cardinality(p_amounts) LOOP
        IF p_amounts[n] NOT BETWEEN 1 AND 1000000000000 THEN
            refused := 'amount_out_of_range'; data := jsonb_build_object('amount', p_amounts[n]); RETURN;
        END IF;
        IF p_froms[n] = p_tos[n] THEN
            refused := 'same_account'; data := jsonb_build_object('account_id', p_froms[n]); RETURN;
        END IF;
    END LOOP;
END
$$;

-- The fingerprint of legs: everything but the ids of the rows they become.
CREATE OR REPLACE FUNCTION ledger_legs_content(
    p_what text, p_subject uuid, p_froms uuid[], p_tos uuid[], p_amounts bigint[], p_kinds text[],
    p_ref_kinds text[], p_ref_ids uuid[], p_occurred timestamptz
) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT ledger_content(p_what, p_subject::text, p_froms::text, p_tos::text, p_amounts::text, p_kinds::text,
        p_ref_kinds::text, p_ref_ids::text, extract(epoch FROM p_occurred)::text)
$$;

-- Linked transfers: all or none.
CREATE OR REPLACE FUNCTION ledger_post_group(
    p_network uuid, p_group uuid, p_book uuid, p_ids uuid[], p_froms uuid[], p_tos uuid[], p_amounts bigint[], p_kinds text[],
    p_ref_kinds text[], p_ref_ids uuid[], p_occurred timestamptz, p_booked timestamptz,
    p_request uuid, p_by text, p_beyond boolean, p_reason text,
    OUT refused text, OUT data jsonb, OUT repeated boolean, OUT ids uuid[]
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_content bytea := ledger_legs_content('group', p_book, p_froms, p_tos, p_amounts, p_kinds, p_ref_kinds, p_ref_ids, p_occurred);
BEGIN
    repeated := false;
    IF ledger_other_network(p_network) THEN
        refused := 'other_network'; data := jsonb_build_object('network_id', p_network); RETURN;
    END IF;
    SELECT s.refused, s.data INTO refused, data FROM ledger_misshapen(p_froms, p_tos, p_amounts) s;
    IF refused IS NOT NULL THEN RETURN; END IF;
    IF p_beyond AND btrim(p_reason) = '' THEN
        refused := 'reason_missing'; data := '{}'; RETURN;
    END IF;
    PERFORM ledger_lock(p_network, p_froms || p_tos);
    SELECT s.* INTO refused, data, repeated, ids FROM ledger_remembered(p_network, p_request, v_content) s;
    IF refused IS NOT NULL OR repeated THEN RETURN; END IF;
    SELECT s.* INTO refused, data, repeated, ids FROM ledger_move(
        p_network, p_book, p_ids, p_froms, p_tos, p_amounts, p_kinds, p_ref_kinds, p_ref_ids, p_group, NULL, NULL, NULL,
        p_occurred, p_booked, p_request, v_content, p_by, p_beyond, p_reason) s;
END
$$;
