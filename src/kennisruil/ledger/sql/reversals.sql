-- The linked opposite of a transfer, whole or in part. The counter with its CHECK keeps the parts within the whole.

CREATE OR REPLACE FUNCTION ledger_reverse_transfer(
    p_network uuid, p_id uuid, p_transfer uuid, p_amount bigint, p_reason text,
    p_ref_kind text, p_ref_id uuid, p_group uuid, p_occurred timestamptz, p_booked timestamptz,
    p_request uuid, p_by text, p_beyond boolean,
    OUT refused text, OUT data jsonb, OUT repeated boolean, OUT ids uuid[]
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    t ledger_transfer;
    v_left bigint;
    v_amount bigint;
    v_content bytea := ledger_content('reverse', p_transfer::text, p_amount::text);
BEGIN
    repeated := false;
    IF ledger_other_network(p_network) THEN
        refused := 'other_network'; data := jsonb_build_object('network_id', p_network); RETURN;
    END IF;
    IF p_amount NOT BETWEEN 1 AND 1000000000000 THEN
        refused := 'amount_out_of_range'; data := jsonb_build_object('amount', p_amount); RETURN;
    END IF;
    IF btrim(p_reason) = '' THEN
        refused := 'reason_missing'; data := '{}'; RETURN;
    END IF;
    SELECT * INTO t FROM ledger_transfer WHERE network_id = p_network AND id = p_transfer;
    IF NOT FOUND THEN
        refused := 'transfer_unknown'; data := jsonb_build_object('transfer_id', p_transfer); RETURN;
    END IF;
    PERFORM ledger_lock(p_network, ARRAY[t.from_id, t.to_id]);
    SELECT s.* INTO refused, data, repeated, ids FROM ledger_remembered(p_network, p_request, v_content) s;
    IF refused IS NOT NULL OR repeated THEN RETURN; END IF;
    IF t.reverses_id IS NOT NULL THEN
        refused := 'reversal_of_reversal'; data := jsonb_build_object('transfer_id', p_transfer); RETURN;
    END IF;
    SELECT t.amount - coalesce(max(reversed), 0) INTO v_left
    FROM ledger_reversedsofar WHERE network_id = p_network AND transfer_id = p_transfer;
    v_amount := coalesce(p_amount, v_left);
    IF v_amount > v_left OR v_left = 0 THEN
        refused := 'over_reversed';
        data := jsonb_build_object('transfer_id', p_transfer, 'left', v_left, 'asked', v_amount); RETURN;
    END IF;
    SELECT s.* INTO refused, data, repeated, ids FROM ledger_move(
        p_network, t.book_id, ARRAY[p_id], ARRAY[t.to_id], ARRAY[t.from_id], ARRAY[v_amount], ARRAY['reversal'],
        ARRAY[p_ref_kind], ARRAY[p_ref_id], p_group, p_transfer, NULL, NULL,
        p_occurred, p_booked, p_request, v_content, p_by, p_beyond, p_reason) s;
    IF refused IS NULL THEN
        INSERT INTO ledger_reversedsofar AS c (network_id, transfer_id, amount, reversed)
        VALUES (p_network, p_transfer, t.amount, v_amount)
        ON CONFLICT (network_id, transfer_id) DO UPDATE SET reversed = c.reversed + excluded.reversed;
    END IF;
END
$$;
