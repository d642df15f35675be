-- The hot path: one plain transfer. It moves both balances under every condition that makes a transfer plain, without
-- looking first, and books what it moved. Whatever is not plain (a limit, coins held, a closed month, a retry, a refusal) is
-- put back and left to ledger_post_transfer, which says why. Answers null when it booked. With p_alone, for a caller with no
-- transaction of its own, a taken id or request raises unique_violation and nothing stays: the caller asks
-- ledger_post_transfer. Whoever closes a month writes it on every account, in id order: a transfer that waited for the payer
-- looks at its row anew, and needs no other. A payer who may pay and a payee who may receive are not beyond that limit, so
-- what is in force of it is the limit itself and stays.
--
-- Conditions are few and short on purpose, and compare numbers by the one operator <: PostgreSQL reads each condition anew
-- with every call, and looks up each operator that it meets.
--
-- No search_path is set, which would cost each call; every table and function is named with its schema instead, and no
-- caller may create in any schema, so no operator can be put before PostgreSQL's own (a test holds both).

CREATE OR REPLACE FUNCTION ledger_transfer_plain(
    p_network uuid, p_id uuid, p_book uuid, p_from uuid, p_to uuid, p_amount bigint, p_kind text,
    p_ref_kind text, p_ref_id uuid, p_group uuid, p_occurred timestamptz, p_booked timestamptz, p_request uuid, p_by text,
    p_alone boolean
) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER AS $$
DECLARE
    v_from_balance bigint;
    v_from_version bigint;
    v_to_balance bigint;
    v_to_version bigint;
    v_nothing jsonb; -- a variable is handed back as it is, a NULL would be worked out
BEGIN
    IF 0::bigint < p_amount AND p_amount < 1000000000001 AND NOT public.ledger_other_network(p_network) THEN
        -- In id order, and the second only after the first: so no two commands can wait for each other.
        IF p_from < p_to THEN
            UPDATE public.ledger_account SET balance = balance - p_amount, version = version + 1,
                negative_since = CASE WHEN balance < 0::bigint THEN negative_since ELSE p_occurred END
            WHERE network_id = p_network AND id = p_from AND book_id = p_book AND state = 'open' AND reserved < 1::bigint
              AND (open_from > p_booked) IS NOT TRUE AND (balance - p_amount < floor) IS NOT TRUE
              AND (ceiling < ceiling_in_force) IS NOT TRUE
            RETURNING balance, version INTO v_from_balance, v_from_version;
            IF FOUND THEN
                UPDATE public.ledger_account SET balance = balance + p_amount, version = version + 1
                WHERE network_id = p_network AND id = p_to AND book_id = p_book AND (state = 'closed') IS NOT TRUE
                  AND (ceiling < balance + p_amount) IS NOT TRUE AND (floor_in_force < floor) IS NOT TRUE
                RETURNING balance, version INTO v_to_balance, v_to_version;
            END IF;
        ELSIF p_from > p_to THEN
            UPDATE public.ledger_account SET balance = balance + p_amount, version = version + 1
            WHERE network_id = p_network AND id = p_to AND book_id = p_book AND (state = 'closed') IS NOT TRUE
              AND (ceiling < balance + p_amount) IS NOT TRUE AND (floor_in_force < floor) IS NOT TRUE
            RETURNING balance, version INTO v_to_balance, v_to_version;
            IF FOUND THEN
                UPDATE public.ledger_account SET balance = balance - p_amount, version = version + 1,
                    negative_since = CASE WHEN balance < 0::bigint THEN negative_since ELSE p_occurred END
                WHERE network_id = p_network AND id = p_from AND book_id = p_book AND state = 'open' AND reserved < 1::bigint
                  AND (open_from > p_booked) IS NOT TRUE AND (balance - p_amount < floor) IS NOT TRUE
                  AND (ceiling < ceiling_in_force) IS NOT TRUE
                RETURNING balance, version INTO v_from_balance, v_from_version;
            END IF;
        END IF;
        IF FOUND THEN
            -- Alone in its transaction a request that was booked before raises, and takes everything back with it: looking
            -- first costs each new request a tenth. And no action is under way, which would set one.
            IF p_alone THEN
                INSERT INTO public.ledger_transfer (
                    id, network_id, book_id, kind, from_id, to_id, amount, ref_kind, ref_id, group_id,
                    occurred_at, booked_at, by, reason, request_id, part, action_id
                )
                SELECT p_id, p_network, p_book, p_kind, p_from, p_to, p_amount, p_ref_kind, p_ref_id, p_group,
                    p_occurred, p_booked, p_by, '', p_request, 0, NULL
                FROM (SELECT 1) once
                LEFT JOIN public.ledger_requestmemory m ON m.network_id = p_network AND m.request_id = p_request
                WHERE m.request_id IS NULL;
            ELSE
                INSERT INTO public.ledger_transfer (
                    id, network_id, book_id, kind, from_id, to_id, amount, ref_kind, ref_id, group_id,
                    occurred_at, booked_at, by, reason, request_id, part
                )
                SELECT p_id, p_network, p_book, p_kind, p_from, p_to, p_amount, p_ref_kind, p_ref_id, p_group,
                    p_occurred, p_booked, p_by, '', p_request, 0
                FROM (SELECT 1) once
                LEFT JOIN public.ledger_requestmemory m ON m.network_id = p_network AND m.request_id = p_request
                WHERE m.request_id IS NULL
                ON CONFLICT (network_id, request_id, part) DO NOTHING;
            END IF;
            IF FOUND THEN
                INSERT INTO public.ledger_entry (network_id, account_id, version, transfer_id, amount, balance_after, booked_at) VALUES
                    (p_network, p_from, v_from_version, p_id, -p_amount, v_from_balance, p_booked),
                    (p_network, p_to, v_to_version, p_id, p_amount, v_to_balance, p_booked);
                RETURN v_nothing;
            END IF;
        END IF;
        IF v_from_version IS NOT NULL THEN
            UPDATE public.ledger_account SET balance = balance + p_amount, version = version - 1
            WHERE network_id = p_network AND id = p_from;
        END IF;
        IF v_to_version IS NOT NULL THEN
            UPDATE public.ledger_account SET balance = balance - p_amount, version = version - 1
            WHERE network_id = p_network AND id = p_to;
        END IF;
    END IF;
    RETURN (SELECT jsonb_build_object('refused', s.refused, 'data', s.data, 'repeated', s.repeated, 'ids', to_jsonb(s.ids))
            FROM public.ledger_post_transfer(p_network, p_id, p_book, p_from, p_to, p_amount, p_kind, p_ref_kind, p_ref_id, p_group,
                p_occurred, p_booked, p_request, p_by, false, '') s);
END
$$;
