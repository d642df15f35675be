-- What the database itself can do: the ledger's tables with their types and unique indexes, and one function that writes
-- a transfer, two entries and two balances. No foreign key, trigger, policy, check, retry or limit.
CREATE SCHEMA bench;
GRANT USAGE ON SCHEMA bench TO kr_app;
CREATE TABLE bench.account (LIKE public.ledger_account INCLUDING INDEXES);
CREATE TABLE bench.transfer (LIKE public.ledger_transfer INCLUDING INDEXES);
CREATE TABLE bench.entry (LIKE public.ledger_entry INCLUDING INDEXES);
DO $$
DECLARE
    v record;
BEGIN
    FOR v IN
        SELECT i.indexrelid::regclass AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
        WHERE c.relnamespace = 'bench'::regnamespace AND NOT i.indisunique
    LOOP
        EXECUTE format('DROP INDEX %s', v.name);
    END LOOP;
    -- Room on a page is a matter of the table, not of the function: the same for both.
    FOR v IN
        SELECT b.oid::regclass AS name, array_to_string(l.reloptions, ', ') AS options
        FROM pg_class b JOIN pg_class l ON l.relname = 'ledger_' || b.relname AND l.relnamespace = 'public'::regnamespace
        WHERE b.relnamespace = 'bench'::regnamespace AND b.relkind = 'r' AND l.reloptions IS NOT NULL
    LOOP
        EXECUTE format('ALTER TABLE %s SET (%s)', v.name, v.options);
    END LOOP;
    -- A transfer by itself is the first part of its request.
    IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'bench.transfer'::regclass AND attname = 'part') THEN
        ALTER TABLE bench.transfer ALTER part SET DEFAULT 0;
    END IF;
END
$$;
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA bench TO kr_app;

CREATE FUNCTION bench.move(
    p_network uuid, p_id uuid, p_book uuid, p_from uuid, p_to uuid, p_amount bigint, p_kind text, p_ref_kind text,
    p_occurred timestamptz, p_booked timestamptz, p_request uuid, p_by text
) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
    v_from_version bigint;
    v_from_balance bigint;
    v_to_version bigint;
    v_to_balance bigint;
BEGIN
    -- In id order, or clients would wait for each other for ever.
    IF p_from < p_to THEN
        UPDATE bench.account SET balance = balance - p_amount, version = version + 1
        WHERE network_id = p_network AND id = p_from RETURNING version, balance INTO v_from_version, v_from_balance;
        UPDATE bench.account SET balance = balance + p_amount, version = version + 1
        WHERE network_id = p_network AND id = p_to RETURNING version, balance INTO v_to_version, v_to_balance;
    ELSE
        UPDATE bench.account SET balance = balance + p_amount, version = version + 1
        WHERE network_id = p_network AND id = p_to RETURNING version, balance INTO v_to_version, v_to_balance;
        UPDATE bench.account SET balance = balance - p_amount, version = version + 1
        WHERE network_id = p_network AND id = p_from RETURNING version, balance INTO v_from_version, v_from_balance;
    END IF;
    INSERT INTO bench.transfer (
        id, network_id, book_id, kind, from_id, to_id, amount, ref_kind, occurred_at, booked_at, by, reason, request_id
    ) VALUES (
        p_id, p_network, p_book, p_kind, p_from, p_to, p_amount, p_ref_kind, p_occurred, p_booked, p_by, '', p_request
    );
    INSERT INTO bench.entry (network_id, account_id, version, transfer_id, amount, balance_after, booked_at) VALUES
        (p_network, p_from, v_from_version, p_id, -p_amount, v_from_balance, p_booked),
        (p_network, p_to, v_to_version, p_id, p_amount, v_to_balance, p_booked);
    RETURN p_id;
END
$$;

-- Our own likeness of ledgers that keep no balance: what an account has is the sum of its whole history.
CREATE TABLE bench.sum_account (id uuid PRIMARY KEY);
CREATE TABLE bench.sum_entry (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, account_id uuid NOT NULL, transfer_id uuid NOT NULL,
    amount bigint NOT NULL, booked_at timestamptz NOT NULL
);
CREATE INDEX ON bench.sum_entry (account_id) INCLUDE (amount);
CREATE TABLE bench.sum_transfer (id uuid PRIMARY KEY, kind text NOT NULL, request_id uuid NOT NULL UNIQUE);
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA bench TO kr_app;

CREATE FUNCTION bench.move_with_sum(
    p_id uuid, p_from uuid, p_to uuid, p_amount bigint, p_kind text, p_booked timestamptz, p_request uuid, p_floor bigint
) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
    v_balance bigint;
BEGIN
    PERFORM 1 FROM bench.sum_account WHERE id IN (p_from, p_to) ORDER BY id FOR UPDATE;
    SELECT coalesce(sum(amount), 0) INTO v_balance FROM bench.sum_entry WHERE account_id = p_from;
    IF v_balance - p_amount < p_floor THEN
        RETURN NULL;
    END IF;
    INSERT INTO bench.sum_transfer VALUES (p_id, p_kind, p_request);
    INSERT INTO bench.sum_entry (account_id, transfer_id, amount, booked_at)
    VALUES (p_from, p_id, -p_amount, p_booked), (p_to, p_id, p_amount, p_booked);
    RETURN p_id;
END
$$;
