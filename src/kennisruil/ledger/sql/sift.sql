-- Orders of a batch among which some are refused, looked through in memory: what each account would have after each order
-- in turn. Nothing is written here. The arrays have one place for each order, all single transfers; accounts are locked.
--   taken    the orders that can be booked, as one set
--   refused  the answers of those that pass a limit there, with their item
--   alone    places of what is refused or repeated whatever the balances are: ledger_post_transfer says why, at any time
--   stop     the place of the first order that must wait until those before it are written; one past the last if none

CREATE OR REPLACE FUNCTION ledger_sift(
    p_network uuid, p_book uuid, p_items integer[], p_froms uuid[], p_tos uuid[], p_amounts bigint[], p_booked timestamptz[],
    p_requests uuid[], p_beyond boolean, OUT taken boolean[], OUT refused jsonb[], OUT alone integer[], OUT stop integer
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_count integer := cardinality(p_froms);
    v_accounts uuid[];
    v_balances bigint[];
    v_least bigint[];
    v_most bigint[];
    v_payers integer[];
    v_payees integer[];
    v_kinds integer[];
    v_payer integer;
    v_payee integer;
    v_paid bigint;
    v_received bigint;
BEGIN
    WITH leg AS MATERIALIZED (
        SELECT * FROM unnest(p_froms, p_tos, p_amounts, p_booked, p_requests) WITH ORDINALITY
            AS l (from_id, to_id, amount, booked, request, n)
    ), account AS MATERIALIZED (
        SELECT s.account_id, row_number() OVER (ORDER BY s.account_id)::integer AS place, a.book_id, a.state, a.open_from,
            coalesce(a.balance, 0) AS balance, a.floor + a.reserved AS least, a.ceiling AS most, (
                SELECT min(r.expires_at) FROM ledger_reservation r
                WHERE a.reserved > 0 AND r.network_id = p_network AND r.account_id = a.id AND r.state = 'open') AS expires_at
        FROM (SELECT from_id AS account_id FROM leg UNION SELECT to_id FROM leg) s
        LEFT JOIN ledger_account a ON a.network_id = p_network AND a.id = s.account_id
    ), seen AS (
        SELECT l.n, a.place AS payer, b.place AS payee, CASE
            WHEN a.expires_at <= l.booked OR row_number() OVER (PARTITION BY l.request ORDER BY l.n) > 1 THEN 2
            WHEN l.from_id = l.to_id OR l.amount NOT BETWEEN 1 AND 1000000000000 OR l.booked < a.open_from
                OR a.book_id IS DISTINCT FROM p_book OR b.book_id IS DISTINCT FROM p_book OR a.state <> 'open' OR b.state = 'closed'
                -- Each looked up by its index: as a join it reads the whole table while that is of middling size.
                OR (SELECT true FROM ledger_requestmemory m WHERE m.network_id = p_network AND m.request_id = l.request LIMIT 1)
                OR (SELECT true FROM ledger_transfer t
                    WHERE t.network_id = p_network AND t.request_id = l.request AND t.part = 0 LIMIT 1) THEN 1
            ELSE 0 END AS kind
        FROM leg l JOIN account a ON a.account_id = l.from_id JOIN account b ON b.account_id = l.to_id
    )
    SELECT s.*, c.* INTO v_payers, v_payees, v_kinds, v_accounts, v_balances, v_least, v_most
    FROM (SELECT array_agg(payer ORDER BY n), array_agg(payee ORDER BY n), array_agg(kind ORDER BY n) FROM seen) s
    CROSS JOIN (
        SELECT array_agg(account_id ORDER BY place), array_agg(balance ORDER BY place), array_agg(least ORDER BY place),
            array_agg(most ORDER BY place) FROM account) c;

    taken := array_fill(false, ARRAY[v_count]); refused := '{}'; alone := '{}'; stop := v_count + 1;
    FOR n IN 1 .. v_count LOOP
        IF v_kinds[n] = 2 THEN
            stop := n; RETURN;
        ELSIF v_kinds[n] = 1 THEN
            alone := alone || n;
        ELSE
            v_payer := v_payers[n]; v_paid := v_balances[v_payer] - p_amounts[n];
            v_payee := v_payees[n]; v_received := v_balances[v_payee] + p_amounts[n];
            IF v_paid < v_least[v_payer] AND NOT p_beyond THEN
                refused := refused || jsonb_build_object('n', p_items[n], 'refused', 'floor_reached', 'repeated', false, 'ids', NULL,
                    'data', jsonb_build_object('account_id', v_accounts[v_payer], 'short_by', v_least[v_payer] - v_paid));
            ELSIF v_received > v_most[v_payee] AND NOT p_beyond THEN
                refused := refused || jsonb_build_object('n', p_items[n], 'refused', 'ceiling_reached', 'repeated', false, 'ids', NULL,
                    'data', jsonb_build_object('account_id', v_accounts[v_payee], 'over_by', v_received - v_most[v_payee]));
            ELSE
                v_balances[v_payer] := v_paid; v_balances[v_payee] := v_received; taken[n] := true;
            END IF;
        END IF;
    END LOOP;
END
$$;
