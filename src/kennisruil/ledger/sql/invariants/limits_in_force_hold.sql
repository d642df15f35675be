-- What is available is not below the floor in force, a balance not above the ceiling in force; neither is softer than needed.
SELECT count(*), min(format('account %%s has %%s, %%s of it reserved, against %%s and %%s in force',
    id, balance, reserved, floor_in_force, ceiling_in_force))
FROM ledger_account
WHERE network_id = %(network)s AND id BETWEEN %(low)s AND %(high)s AND (
    floor_in_force IS DISTINCT FROM CASE WHEN floor IS NOT NULL THEN least(floor, balance - reserved) END
    OR ceiling_in_force IS DISTINCT FROM CASE WHEN ceiling IS NOT NULL THEN greatest(ceiling, balance) END)
