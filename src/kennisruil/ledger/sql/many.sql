-- Thousands of transfers in one round trip, answered as one by one in order would be: all at once where none is refused,
-- else what a sift lets through as sets (see sift.sql) and the few that are neither one by one. The arrays have one place
-- for each leg: a transfer is an item of one leg, a group an item of several, p_parts counts the legs within it.

-- Answers what is not simply booked: [{"n": item, "refused": …, "data": …, "repeated": …, "ids": […]}, …].
CREATE OR REPLACE FUNCTION ledger_post_many(
    p_network uuid, p_book uuid, p_ids uuid[], p_items integer[], p_parts smallint[], p_grouped boolean[], p_froms uuid[],
    p_tos uuid[], p_amounts bigint[], p_kinds text[], p_ref_kinds text[], p_ref_ids uuid[], p_groups uuid[],
    p_occurred timestamptz[], p_booked timestamptz[], p_requests uuid[], p_by text, p_beyond boolean, p_reason text
) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_count integer := coalesce(cardinality(p_ids), 0);
    v_has_groups boolean;
    v_is_new boolean := true;
    v_is_sifted boolean := false;
    v_first integer;
    v_from integer := 1;
    v_to integer;
    v_next integer;
    v_size integer := v_count;
    v_alone integer[];
    v_sifted record;
    v_key text;
    v_answer jsonb;
    v_answers jsonb[] := '{}';
BEGIN
    IF ledger_other_network(p_network) THEN
        RETURN jsonb_build_array(jsonb_build_object('n', 0, 'refused', 'other_network', 'data', jsonb_build_object('network_id', p_network)));
    END IF;
    IF p_beyond AND btrim(p_reason) = '' THEN
        RETURN jsonb_build_array(jsonb_build_object('n', 0, 'refused', 'reason_missing', 'data', jsonb_build_object()));
    END IF;
    PERFORM ledger_lock(p_network, ARRAY(SELECT DISTINCT unnest(p_froms || p_tos)));
    v_has_groups := true = ANY (p_grouped);
    WHILE v_from <= v_count LOOP
        v_to := v_count; v_alone := '{}';
        BEGIN
            IF v_has_groups THEN
                v_to := ledger_first_not_plain(p_network, p_book, p_items, p_froms, p_tos, p_amounts, p_booked, p_requests, p_beyond);
                v_to := coalesce(array_position(p_items, v_to) - 1, v_count);
                IF v_to > 0 THEN
                    PERFORM ledger_write_set(
                        p_network, p_book, p_ids[:v_to], p_items[:v_to], p_parts[:v_to], p_grouped[:v_to], p_froms[:v_to],
                        p_tos[:v_to], p_amounts[:v_to], p_kinds[:v_to], p_ref_kinds[:v_to], p_ref_ids[:v_to], p_groups[:v_to],
                        p_occurred[:v_to], p_booked[:v_to], p_requests[:v_to], p_by, p_beyond, p_reason);
                END IF;
                v_alone := ARRAY(SELECT g FROM generate_series(v_to + 1, v_count) g);
                v_next := v_count + 1;
            ELSIF v_is_new THEN
                v_is_new := false; v_next := 1;
                v_next := coalesce(ledger_write_singles(
                    p_network, p_book, p_ids, p_froms, p_tos, p_amounts, p_kinds, p_ref_kinds, p_ref_ids, p_groups,
                    p_occurred, p_booked, p_requests, p_by, p_beyond, p_reason), v_count + 1);
            ELSE
                v_is_sifted := true; v_to := least(v_from + v_size, v_count + 1) - 1;
                SELECT * INTO v_sifted FROM ledger_sift(
                    p_network, p_book, p_items[v_from:v_to], p_froms[v_from:v_to], p_tos[v_from:v_to], p_amounts[v_from:v_to],
                    p_booked[v_from:v_to], p_requests[v_from:v_to], p_beyond);
                SELECT ledger_write_singles(
                    p_network, p_book, array_agg(l.id ORDER BY n), array_agg(l.from_id ORDER BY n), array_agg(l.to_id ORDER BY n),
                    array_agg(l.amount ORDER BY n), array_agg(l.kind ORDER BY n), array_agg(l.ref_kind ORDER BY n),
                    array_agg(l.ref_id ORDER BY n), array_agg(l.group_id ORDER BY n), array_agg(l.occurred ORDER BY n),
                    array_agg(l.booked ORDER BY n), array_agg(l.request ORDER BY n), p_by, p_beyond, p_reason)
                INTO v_first FROM unnest(
                    p_ids[v_from:v_to], p_froms[v_from:v_to], p_tos[v_from:v_to], p_amounts[v_from:v_to], p_kinds[v_from:v_to],
                    p_ref_kinds[v_from:v_to], p_ref_ids[v_from:v_to], p_groups[v_from:v_to], p_occurred[v_from:v_to],
                    p_booked[v_from:v_to], p_requests[v_from:v_to], v_sifted.taken) WITH ORDINALITY
                    AS l (id, from_id, to_id, amount, kind, ref_kind, ref_id, group_id, occurred, booked, request, taken, n)
                WHERE l.taken HAVING count(*) > 0;
                IF v_first IS NOT NULL THEN
                    RAISE EXCEPTION 'the sift let through what is not plain, at % of %', v_first, v_to - v_from + 1;
                END IF;
                v_answers := v_answers || v_sifted.refused;
                -- What must wait for those before it goes next; where such come thick, so do those after it.
                v_next := least(v_from + v_sifted.stop + CASE WHEN v_sifted.stop <= 8 THEN 31 ELSE 0 END, v_to + 1);
                v_alone := ARRAY(SELECT v_from - 1 + g FROM unnest(v_sifted.alone) g)
                    || ARRAY(SELECT g FROM generate_series(v_from - 1 + v_sifted.stop, v_next - 1) g);
                v_size := greatest(32, CASE WHEN v_next > v_to THEN 2 * v_size ELSE v_sifted.stop + v_sifted.stop / 2 END);
            END IF;
        EXCEPTION WHEN unique_violation THEN
            GET STACKED DIAGNOSTICS v_key = CONSTRAINT_NAME;
            IF v_key NOT IN ('ledger_transfer_request', 'ledger_requestmemory_pkey', 'ledger_transfer_pkey', 'ledger_transfer_network_id_key') THEN
                RAISE;
            END IF;
            -- Something in the set was asked before: a sift finds it; if not, one by one each gets its first answer.
            IF v_has_groups THEN
                v_to := v_count;
            END IF;
            IF v_has_groups OR v_is_sifted THEN
                v_alone := ARRAY(SELECT g FROM generate_series(v_from, v_to) g); v_next := v_to + 1;
            END IF;
        END;
        FOREACH v_from IN ARRAY v_alone LOOP
            IF p_grouped[v_from] THEN
                CONTINUE WHEN v_from > 1 AND p_items[v_from - 1] = p_items[v_from];
                v_to := v_from;
                WHILE v_to < v_count AND p_items[v_to + 1] = p_items[v_from] LOOP
                    v_to := v_to + 1;
                END LOOP;
                SELECT jsonb_build_object('refused', s.refused, 'data', s.data, 'repeated', s.repeated, 'ids', to_jsonb(s.ids)) INTO v_answer
                FROM ledger_post_group(
                    p_network, p_groups[v_from], p_book, p_ids[v_from:v_to], p_froms[v_from:v_to], p_tos[v_from:v_to],
                    p_amounts[v_from:v_to], p_kinds[v_from:v_to], p_ref_kinds[v_from:v_to], p_ref_ids[v_from:v_to],
                    p_occurred[v_from], p_booked[v_from], p_requests[v_from], p_by, p_beyond, p_reason) s;
            ELSE
                SELECT jsonb_build_object('refused', s.refused, 'data', s.data, 'repeated', s.repeated, 'ids', to_jsonb(s.ids)) INTO v_answer
                FROM ledger_post_transfer(
                    p_network, p_ids[v_from], p_book, p_froms[v_from], p_tos[v_from], p_amounts[v_from], p_kinds[v_from],
                    coalesce(p_ref_kinds[v_from], ''), p_ref_ids[v_from], p_groups[v_from], p_occurred[v_from], p_booked[v_from],
                    p_requests[v_from], p_by, p_beyond, p_reason) s;
            END IF;
            IF v_answer ->> 'refused' IS NOT NULL OR (v_answer ->> 'repeated')::boolean THEN
                v_answers := v_answers || (v_answer || jsonb_build_object('n', p_items[v_from]));
            END IF;
        END LOOP;
        v_from := v_next;
    END LOOP;
    RETURN to_jsonb(v_answers);
END
$$;
