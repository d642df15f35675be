-- The ledger as it was written before a transfer remembered its own request: one transfer, a group of three, a closed month.
INSERT INTO ledger_coin (id, network_id, name, sign, scale) VALUES (%(coin)s, %(network)s, 'SIF', 'SIF', 2);
INSERT INTO ledger_book (id, network_id, coin_id, name, zone, opened_at, by)
VALUES (%(book)s, %(network)s, %(coin)s, 'Coins', 'Europe/Brussels', %(at)s, 'command:test');
INSERT INTO ledger_account (
    id, network_id, book_id, kind, state, balance, reserved, version, floor, ceiling, floor_in_force, ceiling_in_force,
    negative_since, opened_at, state_at, by
) VALUES
    (%(a)s, %(network)s, %(book)s, 'member', 'open', -60, 0, 4, -1000, 5000, -1000, 5000, %(at)s, %(at)s, %(at)s, 'x'),
    (%(b)s, %(network)s, %(book)s, 'member', 'open', 60, 0, 4, -1000, 5000, -1000, 5000, NULL, %(at)s, %(at)s, 'x');
INSERT INTO ledger_transfer (
    id, network_id, book_id, kind, from_id, to_id, amount, ref_kind, group_id, occurred_at, booked_at, period_on, by, reason, request_id
) VALUES
    (%(alone)s, %(network)s, %(book)s, 'session', %(a)s, %(b)s, 10, '', NULL, %(at)s, %(at)s, '2026-01-01', 'x', '', %(once)s),
    (%(one)s, %(network)s, %(book)s, 'session', %(a)s, %(b)s, 20, '', %(group)s, %(at)s, %(at)s, '2026-01-01', 'x', '', %(linked)s),
    (%(two)s, %(network)s, %(book)s, 'session', %(b)s, %(a)s, 5, '', %(group)s, %(at)s, %(at)s, '2026-01-01', 'x', '', %(linked)s),
    (%(three)s, %(network)s, %(book)s, 'session', %(a)s, %(b)s, 35, '', %(group)s, %(at)s, %(at)s, '2026-01-01', 'x', '', %(linked)s);
INSERT INTO ledger_entry (network_id, account_id, version, transfer_id, amount, balance_after, booked_at) VALUES
    (%(network)s, %(a)s, 1, %(alone)s, -10, -10, %(at)s), (%(network)s, %(b)s, 1, %(alone)s, 10, 10, %(at)s),
    (%(network)s, %(a)s, 2, %(one)s, -20, -30, %(at)s), (%(network)s, %(b)s, 2, %(one)s, 20, 30, %(at)s),
    (%(network)s, %(b)s, 3, %(two)s, -5, 25, %(at)s), (%(network)s, %(a)s, 3, %(two)s, 5, -25, %(at)s),
    (%(network)s, %(a)s, 4, %(three)s, -35, -60, %(at)s), (%(network)s, %(b)s, 4, %(three)s, 35, 60, %(at)s);
INSERT INTO ledger_requestmemory (network_id, request_id, content, answer_ids, at) VALUES
    (%(network)s, %(once)s, ledger_content('transfer', %(book)s::uuid::text, %(a)s::uuid::text, %(b)s::uuid::text, '10', 'session',
        '', NULL, NULL, extract(epoch FROM %(at)s::timestamptz)::text), ARRAY[%(alone)s::uuid], %(at)s),
    (%(network)s, %(linked)s, 'of old', ARRAY[%(one)s, %(two)s, %(three)s]::uuid[], %(at)s);
INSERT INTO ledger_periodlock (id, network_id, book_id, period_on, locked_at, by)
VALUES (%(lock)s, %(network)s, %(book)s, '2026-01-01', %(at)s, 'x');
INSERT INTO ledger_seal (network_id, account_id, period_on, entries, closing_balance, digest, sealed_at)
SELECT %(network)s, account_id, '2026-01-01', entries, total,
    ledger_seal_digest(NULL, account_id, '2026-01-01', entries, total, body), %(at)s
FROM ledger_month_bodies(%(network)s, %(book)s, '2026-01-01')
