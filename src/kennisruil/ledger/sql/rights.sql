-- Who may do what: kr_ledger owns the functions and writes through them, kr_app and kr_ops read tables, kr_app calls commands.
DO $$
DECLARE
    v_name text;
    v_check text;
    v_function regprocedure;
BEGIN
    FOREACH v_name IN ARRAY ARRAY[
        'coin', 'book', 'account', 'limitchange', 'transfer', 'entry', 'reversedsofar', 'requestmemory', 'reservation',
        'periodlock', 'seal'
    ] LOOP
        v_name := 'ledger_' || v_name;
        EXECUTE format('REVOKE ALL ON %I FROM kr_app, kr_ops', v_name);
        EXECUTE format('GRANT SELECT ON %I TO kr_app, kr_ops', v_name);
        EXECUTE format('GRANT SELECT, INSERT ON %I TO kr_ledger', v_name);
        EXECUTE format('DROP POLICY IF EXISTS commands ON %I', v_name);
        v_check := CASE v_name
            WHEN 'ledger_account' THEN
                '(-1)::bigint < reserved AND (balance - reserved < floor_in_force) IS NOT TRUE'
                ' AND (ceiling_in_force < balance) IS NOT TRUE'
            WHEN 'ledger_transfer' THEN '0::bigint < amount AND (from_id < to_id OR to_id < from_id)'
            ELSE 'true'
        END;
        -- What a row must keep stands in the policies of all who may write, and not in a CHECK: PostgreSQL plans a policy
        -- once with the statement, but reads a CHECK from its text for every statement that writes. By the operators of the hot
        -- path (sql/plain.sql), which it looks up anyway.
        EXECUTE format('CREATE POLICY commands ON %I TO kr_ledger USING (true) WITH CHECK (%s)', v_name, v_check);
        EXECUTE format('ALTER POLICY every_network ON %I WITH CHECK (%s)', v_name, v_check);
    END LOOP;
    FOREACH v_name IN ARRAY ARRAY['account', 'reversedsofar', 'reservation'] LOOP
        EXECUTE format('GRANT UPDATE ON %I TO kr_ledger', 'ledger_' || v_name);
    END LOOP;
    -- Before PostgreSQL 17 only an owner may count: there the function leaves it, with a warning.
    IF current_setting('server_version_num')::integer >= 170000 THEN
        EXECUTE 'GRANT MAINTAIN ON ledger_account, ledger_transfer, ledger_entry TO kr_ledger';
    END IF;
    -- Closing a month locks the row of the book, which takes the right to update one column of it.
    GRANT UPDATE (name) ON ledger_book TO kr_ledger;

    FOR v_function IN
        SELECT p.oid::regprocedure FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace AND p.proname LIKE 'ledger\_%'
    LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO kr_ledger', v_function);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', v_function);
    END LOOP;
    FOR v_function IN
        SELECT p.oid::regprocedure FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace AND p.proname = ANY (ARRAY[
            'ledger_open_book', 'ledger_open_account', 'ledger_set_limits', 'ledger_set_state', 'ledger_post_transfer',
            'ledger_transfer_plain', 'ledger_post_many', 'ledger_post_group', 'ledger_reserve', 'ledger_post_reservation', 'ledger_release_reservation',
            'ledger_expire_reservations', 'ledger_reverse_transfer', 'ledger_close_period',
            'ledger_take_statistics'])
    LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO kr_app', v_function);
    END LOOP;
        -- What the check of the seals works with, as whoever checks.
    FOR v_function IN
        SELECT p.oid::regprocedure FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace
          AND p.proname = ANY (ARRAY['ledger_month_bodies', 'ledger_bodies', 'ledger_seal_digest', 'ledger_period'])
    LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO kr_app, kr_ops', v_function);
    END LOOP;
END
$$;
