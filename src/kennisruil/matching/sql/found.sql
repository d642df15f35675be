-- Search by meaning and by words together. The function belongs to kr_search (see search.sql); its first condition is the network.
--
-- First stage: the p_first people who lie nearest to the need (more in a large network), and half of p_first whose words meet it.
-- Nearest is found in two steps: of who said something in the cells that lie nearest (p_near; everybody, where these are few) by the
-- signs of the whole and of that statement, sixteen times smaller than the vectors, some hundreds; of these by the vectors themselves,
-- of the whole and of the one statement that lies nearest by its signs. With p_exact by the whole vectors of everybody alone.
-- Second stage: every statement of those. A person's score is the weighed sum of the best statement and of the whole, both in the
-- need's own spread over the fixed sample, of the words met and of the words lent by themes. Of the best p_limit people the three
-- statements that speak most for them are given.
CREATE OR REPLACE FUNCTION matching_found(
    p_network uuid, p_model text, p_vector halfvec(512), p_near smallint[], p_exact boolean, p_spreads double precision[],
    p_text text, p_language text, p_term_languages text[], p_term_words text[], p_term_worths double precision[],
    p_weights double precision[], p_exclude uuid[], p_first integer, p_limit integer)
RETURNS TABLE (know_how_id uuid, member_id uuid, text text, language text, is_in_job boolean, kind text, readers text,
    part text, theme smallint, score double precision, words text[], person_score double precision, person_parts double precision[], place bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
-- Sorting by words or ids to merge them costs more than a table of hashes. One plan serves every need: making it takes longer
-- than a knowing one would save, and compiling it or sharing it out longer still.
SET enable_mergejoin = off SET jit = off SET max_parallel_workers_per_gather = 0 SET plan_cache_mode = force_generic_plan AS $$
    WITH signs AS MATERIALIZED (
        SELECT binary_quantize(p_vector)::bit(512) AS code, p_spreads[1] / p_spreads[2] AS weight
    ), cell AS MATERIALIZED (
        SELECT v.member_id, v.id, v.code <~> (SELECT code FROM signs) AS far FROM matching_statementvector v
        WHERE NOT p_exact AND v.network_id = p_network AND v.model = p_model AND v.cell = ANY (p_near)
            AND NOT matching_other_network(p_network)
    ), nearby AS MATERIALIZED (
        SELECT c.member_id, min(c.far) AS far, count(*) AS statements FROM cell c GROUP BY c.member_id
    ), coded AS MATERIALIZED (
        -- Where two are as near their ids decide, so that who comes depends on no order.
        SELECT one.member_id, one.far FROM (
            SELECT v.member_id, b.far, v.code <~> (SELECT code FROM signs) AS whole
            FROM nearby b JOIN matching_personvector v ON v.member_id = b.member_id
            WHERE v.network_id = p_network AND v.model = p_model
            UNION ALL
            -- Everybody else comes where these are few.
            SELECT v.member_id, 256, v.code <~> (SELECT code FROM signs) FROM matching_personvector v
            WHERE (SELECT count(*) FROM nearby) < 600 AND NOT p_exact AND v.network_id = p_network AND v.model = p_model
                AND NOT matching_other_network(p_network) AND NOT EXISTS (SELECT FROM nearby b WHERE b.member_id = v.member_id)
        ) one
        WHERE p_vector IS NOT NULL AND one.member_id <> ALL (p_exclude)
        ORDER BY one.far + one.whole * (SELECT weight FROM signs), one.member_id
        LIMIT (SELECT greatest(600, sum(b.statements) / 12) FROM nearby b)
    ), told AS MATERIALIZED (
        -- Row by row (OFFSET 0): the planner cannot know how few these are, and would read everybody's.
        SELECT c.member_id, coalesce(max(v.near), 0) AS near
        FROM coded c LEFT JOIN cell e ON e.member_id = c.member_id AND e.far = c.far LEFT JOIN LATERAL (
            SELECT -(o.vector <#> p_vector) AS near FROM matching_statementvector o
            WHERE o.network_id = p_network AND o.id = e.id OFFSET 0) v ON true
        GROUP BY c.member_id
    ), near AS MATERIALIZED (
        (SELECT v.member_id, -(v.vector <#> p_vector) AS whole FROM matching_personvector v
        WHERE p_exact AND p_vector IS NOT NULL AND v.network_id = p_network AND v.model = p_model
            AND v.member_id <> ALL (p_exclude) AND NOT matching_other_network(p_network)
        ORDER BY v.vector <#> p_vector, v.made_of LIMIT p_first)
        UNION ALL
        (SELECT t.member_id, v.whole FROM told t CROSS JOIN LATERAL (
            SELECT -(o.vector <#> p_vector) AS whole, o.made_of FROM matching_personvector o
            WHERE o.network_id = p_network AND o.model = p_model AND o.member_id = t.member_id OFFSET 0) v
        ORDER BY t.near / p_spreads[1] + v.whole / p_spreads[2] DESC, v.made_of
        LIMIT (SELECT greatest(p_first, count(*) / 4) FROM coded))
    ), size AS MATERIALIZED (
        -- How many there are matters for the worth of a word up to here and no further.
        SELECT greatest(count(*), 1)::double precision AS statements FROM (
            SELECT FROM matching_knowhow WHERE network_id = p_network AND withdrawn_at IS NULL AND kind <> 'wish' LIMIT 10000) one
    ), met AS MATERIALIZED (
        -- Words are compared byte by byte: sorting them as a language does costs ten times as much.
        SELECT k.id, k.member_id, p.word COLLATE "C" AS word, p.weight, p.nr, k.long
        FROM matching_probes(p_text, p_language, p_network::text) WITH ORDINALITY AS p (language, word, probe, weight, nr)
        CROSS JOIN LATERAL ( -- an index for each language, of words that bear their network; IS NOT DISTINCT, so that no index of networks is gone through
            (SELECT id, member_id, length(search) AS long FROM matching_knowhow
            WHERE p.language = 'nl' AND matching_words_of(network_id, search) @@ p.probe AND language = 'nl'
                AND network_id IS NOT DISTINCT FROM p_network AND withdrawn_at IS NULL AND kind <> 'wish' LIMIT 501)
            UNION ALL
            (SELECT id, member_id, length(search) AS long FROM matching_knowhow
            WHERE p.language = 'fr' AND matching_words_of(network_id, search) @@ p.probe AND language = 'fr'
                AND network_id IS NOT DISTINCT FROM p_network AND withdrawn_at IS NULL AND kind <> 'wish' LIMIT 501)
            UNION ALL
            (SELECT id, member_id, length(search) AS long FROM matching_knowhow
            WHERE p.language = 'en' AND matching_words_of(network_id, search) @@ p.probe AND language = 'en'
                AND network_id IS NOT DISTINCT FROM p_network AND withdrawn_at IS NULL AND kind <> 'wish' LIMIT 501)
        ) k
        WHERE NOT matching_other_network(p_network)
    ), often AS MATERIALIZED (
        -- A word that more than five hundred statements say tells little, and the vectors know it: it is not counted.
        SELECT m.nr, round(1e6 * min(m.weight)
            * ln(1 + (greatest(min(s.statements) - count(*), 0) + 0.5) / (count(*) + 0.5)))::bigint AS worth
        FROM met m CROSS JOIN size s GROUP BY m.nr HAVING count(*) <= 500
    ), per_word AS (
        SELECT m.id, m.member_id, m.word, m.long, max(o.worth) AS worth
        FROM met m JOIN often o ON o.nr = m.nr WHERE m.member_id <> ALL (p_exclude) GROUP BY m.id, m.member_id, m.word, m.long
    ), said AS MATERIALIZED (
        SELECT w.id, w.member_id, w.long, array_agg(w.word ORDER BY w.worth DESC, w.word) AS words,
            (sum(w.worth)::float8 / (0.7::float8 + w.long / 30::float8) / min(a.most))::bigint AS score -- in millionths
        FROM per_word w CROSS JOIN (
            SELECT greatest((SELECT count(*) FROM unnest(to_tsvector(matching_config(p_language), left(p_text, 4000)))), 1)
                * (SELECT ln(1 + (statements - 0.5) / 1.5) FROM size) AS most) a
        GROUP BY w.id, w.member_id, w.long
    ), asked AS MATERIALIZED (
        -- Worths are counted in whole ten-thousandths: such a sum is the same in whatever order.
        SELECT t.language, l.lexeme COLLATE "C" AS lexeme, max(round(t.worth * 10000))::integer AS worth
        FROM unnest(p_term_languages, p_term_words, p_term_worths) AS t (language, word, worth)
        CROSS JOIN LATERAL unnest(to_tsvector(matching_config(t.language), t.word)) AS l GROUP BY 1, 2
    ), loan AS MATERIALIZED (
        -- As a sparse vector: its product with that of a statement adds up the worths of the words they share.
        SELECT ('{' || coalesce(string_agg(place || ':' || worth, ','), '') || '}/1000000000')::sparsevec AS lexemes
        FROM (SELECT matching_place(a.language, a.lexeme) AS place, max(a.worth) AS worth FROM asked a GROUP BY 1) one
    ), pool AS MATERIALIZED (
        SELECT p.member_id, coalesce(p.whole, (
                SELECT -(v.vector <#> p_vector) FROM matching_personvector v
                WHERE v.network_id = p_network AND v.model = p_model AND v.member_id = p.member_id), 0) AS whole,
            ARRAY[m.family_name, m.given_name, m.email] AS by_name FROM (
            SELECT one.member_id, max(one.whole) AS whole FROM (
                SELECT near.member_id, near.whole FROM near
                UNION ALL
                (SELECT t.member_id, NULL FROM said t GROUP BY t.member_id
                ORDER BY 7 * max(t.score) + 3 * sum(t.score) DESC, min(t.long), t.member_id LIMIT greatest(p_first / 2, 1))
                UNION ALL
                -- Without vectors the words lent by themes find people too.
                (SELECT k.member_id, NULL FROM asked a CROSS JOIN LATERAL (
                    SELECT o.member_id FROM matching_knowhow o
                    WHERE o.network_id = p_network AND o.search @@ quote_literal(a.lexeme)::tsquery AND o.language = a.language
                        AND o.withdrawn_at IS NULL AND o.kind <> 'wish' AND NOT matching_other_network(p_network)
                    OFFSET 0 LIMIT 501) k
                WHERE p_vector IS NULL AND k.member_id <> ALL (p_exclude)
                GROUP BY k.member_id ORDER BY round(sum(a.worth)::numeric, 6) DESC, k.member_id LIMIT p_first)
            ) one GROUP BY one.member_id
        ) p JOIN LATERAL ( -- one by one (OFFSET 0), or everybody's row is read
            SELECT family_name, given_name, email FROM network_member
            WHERE network_id = p_network AND id = p.member_id AND left_on IS NULL OFFSET 0) m ON true
    ), own AS MATERIALIZED (
        SELECT k.id, k.member_id,
            (-100 * (k.lexemes <#> a.lexemes) / (0.7::float8 + length(k.search) / 30::float8))::bigint AS lent -- in millionths
        FROM pool CROSS JOIN loan a JOIN matching_knowhow k
            ON k.network_id = p_network AND k.member_id = pool.member_id AND k.withdrawn_at IS NULL AND k.kind <> 'wish'
    ), meant AS MATERIALIZED (
        SELECT n.id, max(n.near) AS near FROM (
            SELECT v.know_how_id AS id, -(v.vector <#> p_vector) AS near
            FROM pool JOIN matching_statementvector v
                ON v.network_id = p_network AND v.member_id = pool.member_id AND v.model = p_model
            WHERE p_vector IS NOT NULL
            OFFSET 0 -- the products first, so that no vectors are sorted
        ) n GROUP BY n.id
    ), statement AS MATERIALIZED (
        SELECT o.id, o.member_id, coalesce(m.near, 0) / p_spreads[1] AS near, coalesce(s.score, 0) AS said, o.lent,
            coalesce(s.words, '{}') AS words
        FROM own o LEFT JOIN meant m ON m.id = o.id LEFT JOIN said s ON s.id = o.id
    ), person AS (
        -- The best counts wholly, the others for three tenths.
        SELECT t.member_id, max(t.near) AS near, (7 * max(t.said) + 3 * sum(t.said))::float8 / 1e7 AS said,
            (7 * max(t.lent) + 3 * sum(t.lent))::float8 / 1e7 AS lent
        FROM statement t GROUP BY t.member_id
    ), weighed AS (
        SELECT p.member_id, ARRAY[p.near, pool.whole / p_spreads[2], p.said, p.lent] AS parts, pool.by_name,
            round((p_weights[1] * p.near + p_weights[2] * pool.whole / p_spreads[2] + p_weights[3] * p.said
            + p_weights[4] * p.lent) * 1e5) / 1e5 AS score
        FROM person p JOIN pool ON pool.member_id = p.member_id
        -- Without a vector only who shares a word is found at all.
        WHERE p_vector IS NOT NULL OR p.said + p.lent > 0
    ), best AS MATERIALIZED (
        SELECT w.member_id, w.parts, w.score, row_number() OVER (ORDER BY w.score DESC, w.by_name, w.member_id) AS place
        FROM weighed w ORDER BY w.score DESC, w.by_name, w.member_id LIMIT p_limit
    ), reason AS MATERIALIZED (
        SELECT r.* FROM (
            SELECT k.id, k.member_id, k.text, k.language, k.is_in_job, k.kind, k.readers, t.own, t.words, b.score, b.parts, b.place,
                row_number() OVER (PARTITION BY b.place ORDER BY t.own DESC, k.text COLLATE "C") AS nr
            FROM best b JOIN (
                SELECT s.*, round((p_weights[1] * s.near + (p_weights[3] * s.said + p_weights[4] * s.lent) / 1e6) * 1e5) / 1e5 AS own
                FROM statement s
            ) t ON t.member_id = b.member_id
            JOIN matching_knowhow k ON k.network_id = p_network AND k.id = t.id
        ) r WHERE r.nr <= 3
    )
    SELECT r.id, r.member_id, r.text, r.language, r.is_in_job, r.kind, r.readers, nearest.text, nearest.theme,
        r.own, r.words, r.score, r.parts, r.place
    FROM reason r LEFT JOIN LATERAL (
        SELECT v.text, v.theme FROM matching_statementvector v
        WHERE v.network_id = p_network AND v.model = p_model AND v.know_how_id = r.id
        ORDER BY v.vector <#> p_vector, v.nr LIMIT 1
    ) nearest ON true
    ORDER BY r.place, r.nr
$$;
