-- Small parts that every ledger command uses. All are owned by kr_ledger and closed to everybody else.

-- True when the session stands in another network than the one the caller names.
CREATE OR REPLACE FUNCTION ledger_other_network(p_network uuid) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(nullif(current_setting('kennisruil.network', true), '')::uuid <> p_network, false)
$$;

-- The floor a row must keep: the agreed floor, or lower while the account is still on its way back to it.
CREATE OR REPLACE FUNCTION ledger_floor_now(p_floor bigint, p_in_force bigint, p_available bigint, p_beyond boolean)
RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN p_floor IS NULL THEN NULL
        WHEN p_beyond THEN least(p_floor, p_available)
        ELSE least(p_floor, greatest(p_in_force, p_available))
    END
$$;

CREATE OR REPLACE FUNCTION ledger_ceiling_now(p_ceiling bigint, p_in_force bigint, p_balance bigint, p_beyond boolean)
RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN p_ceiling IS NULL THEN NULL
        WHEN p_beyond THEN greatest(p_ceiling, p_balance)
        ELSE greatest(p_ceiling, least(p_in_force, p_balance))
    END
$$;

-- Since when the balance is below zero: from the booking that brought it there. Where the balance is not below zero, what
-- stands in the column means nothing, so the hot path may leave it.
CREATE OR REPLACE FUNCTION ledger_negative_since(p_since timestamptz, p_before bigint, p_after bigint, p_occurred timestamptz)
RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN p_after < 0 AND p_before >= 0 THEN p_occurred WHEN p_after < 0 THEN p_since END
$$;

-- The fingerprint of what a request asks for; row ids, the clock and who asks are not part of it, so a retry is recognised.
CREATE OR REPLACE FUNCTION ledger_content(VARIADIC p_parts text[]) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT sha256(convert_to(array_to_string(p_parts, '|', '~'), 'UTF8'))
$$;

-- The first day of the civil month of an instant, in the zone of the book.
CREATE OR REPLACE FUNCTION ledger_period(p_at timestamptz, p_zone text) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT date_trunc('month', p_at AT TIME ZONE p_zone)::date
$$;

-- What a refusal tells of the month in which a booking would fall.
CREATE OR REPLACE FUNCTION ledger_month_told(p_network uuid, p_book uuid, p_booked timestamptz) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('period_on', ledger_period(p_booked, zone))
    FROM ledger_book WHERE network_id = p_network AND id = p_book
$$;

-- Ends what has run out on one locked account and gives the coins held by it back to what is available.
CREATE OR REPLACE FUNCTION ledger_expire_due(p_network uuid, p_account uuid, p_at timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_freed bigint;
BEGIN
    WITH ended AS (
        UPDATE ledger_reservation
        SET state = 'expired', released = amount - posted, ended_at = p_at, ended_by = 'job:ledger.expire'
        WHERE network_id = p_network AND account_id = p_account AND state = 'open' AND expires_at <= p_at
        RETURNING released
    )
    SELECT coalesce(sum(released), 0)::bigint INTO v_freed FROM ended;
    IF v_freed > 0 THEN
        UPDATE ledger_account
        SET reserved = reserved - v_freed,
            floor_in_force = ledger_floor_now(floor, floor_in_force, balance - reserved + v_freed, false)
        WHERE network_id = p_network AND id = p_account;
    END IF;
    RETURN v_freed;
END
$$;
