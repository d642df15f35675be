-- Search of know-how and of people. The functions belong to kr_search, whose own policies let every row through, so that the
-- word indexes are used; their first condition is always the network, and they refuse another one than the scope's.
-- Sums of fractions have an order: without one the last digit, and with it who comes first, would depend on the plan.

CREATE OR REPLACE FUNCTION matching_other_network(p_network uuid) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT p_network IS DISTINCT FROM nullif(current_setting('kennisruil.network', true), '')::uuid
$$;

-- BM25 over statements (k1 irrelevant: a statement says a word once; b = 0.3), the best p_limit people, all their statements found.
CREATE OR REPLACE FUNCTION matching_candidates(p_network uuid, p_text text, p_language text, p_exclude uuid[], p_limit integer)
RETURNS TABLE (know_how_id uuid, member_id uuid, text text, language text, is_in_job boolean, kind text,
    score double precision, words text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH size AS MATERIALIZED (
        SELECT greatest(count(*), 1)::double precision AS statements, greatest(avg(length(search)), 1) AS usual
        FROM matching_knowhow WHERE network_id = p_network AND withdrawn_at IS NULL AND kind <> 'wish'
    ), met AS MATERIALIZED (
        SELECT k.id, k.member_id, p.word, p.weight, p.nr, k.long
        FROM matching_probes(p_text, p_language) WITH ORDINALITY AS p (language, word, probe, weight, nr)
        CROSS JOIN LATERAL (
            SELECT id, member_id, length(search) AS long FROM matching_knowhow
            WHERE network_id = p_network AND search @@ p.probe AND language = p.language
                AND withdrawn_at IS NULL AND kind <> 'wish'
            OFFSET 0 -- keeps it a question to the word index for each probe, whatever the planner thinks of languages
        ) k
        WHERE NOT matching_other_network(p_network)
    ), often AS MATERIALIZED (
        SELECT met.nr, count(*) AS times FROM met GROUP BY met.nr
    ), per_word AS (
        SELECT m.id, m.member_id, m.word, m.long,
            max(m.weight * ln(1 + (greatest(s.statements - o.times, 0) + 0.5) / (o.times + 0.5))) AS worth
        FROM met m JOIN often o ON o.nr = m.nr CROSS JOIN size s WHERE m.member_id <> ALL (p_exclude) GROUP BY m.id, m.member_id, m.word, m.long
    ), per_statement AS (
        SELECT w.id, w.member_id, sum(w.worth ORDER BY w.worth) / (0.7 + 0.3 * w.long / min(s.usual)) AS score, array_agg(w.word ORDER BY w.worth DESC, w.word) AS words
        FROM per_word w CROSS JOIN size s GROUP BY w.id, w.member_id, w.long
    ), people AS (
        SELECT t.member_id FROM per_statement t
        JOIN network_member m ON m.network_id = p_network AND m.id = t.member_id AND m.left_on IS NULL
        GROUP BY t.member_id ORDER BY 0.7 * max(t.score) + 0.3 * sum(t.score ORDER BY t.score) DESC, t.member_id LIMIT p_limit
    )
    SELECT k.id, k.member_id, k.text, k.language, k.is_in_job, k.kind, t.score, t.words
    FROM people p JOIN per_statement t ON t.member_id = p.member_id
    JOIN matching_knowhow k ON k.network_id = p_network AND k.id = t.id
$$;

-- The other way: which of the texts meet one person's statements. A score of 1 is one word that nobody else says.
CREATE OR REPLACE FUNCTION matching_fits(p_network uuid, p_member uuid, p_ids uuid[], p_texts text[], p_languages text[])
RETURNS TABLE (question_id uuid, know_how_id uuid, member_id uuid, text text, language text, is_in_job boolean, kind text,
    score double precision, words text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH size AS MATERIALIZED (
        SELECT greatest(count(*), 1)::double precision AS statements, greatest(avg(length(search)), 1) AS usual
        FROM matching_knowhow WHERE network_id = p_network AND withdrawn_at IS NULL AND kind <> 'wish'
    ), mine AS MATERIALIZED (
        SELECT k.id, k.search, k.language FROM matching_knowhow k
        WHERE k.network_id = p_network AND k.member_id = p_member AND k.withdrawn_at IS NULL AND k.kind <> 'wish'
            AND NOT matching_other_network(p_network)
    ), met AS MATERIALIZED (
        SELECT q.id AS question_id, m.id, p.word, p.weight, p.probe, p.language, length(m.search) AS long
        FROM unnest(p_ids, p_texts, p_languages) AS q (id, body, spoken)
        CROSS JOIN LATERAL matching_probes(q.body, q.spoken) p
        JOIN mine m ON m.search @@ p.probe AND m.language = p.language
    ), often AS MATERIALIZED (
        SELECT d.language, d.probe, (
            SELECT count(*) FROM matching_knowhow k
            WHERE k.network_id = p_network AND k.search @@ d.probe AND k.language = d.language
                AND k.withdrawn_at IS NULL AND k.kind <> 'wish'
        ) AS times FROM (SELECT DISTINCT met.language, met.probe FROM met) d
    ), per_word AS (
        SELECT m.question_id, m.id, m.word, m.long,
            max(m.weight * ln(1 + (greatest(s.statements - o.times, 0) + 0.5) / (o.times + 0.5))) AS worth
        FROM met m JOIN often o ON o.language = m.language AND o.probe = m.probe CROSS JOIN size s
        GROUP BY m.question_id, m.id, m.word, m.long
    )
    SELECT w.question_id, k.id, k.member_id, k.text, k.language, k.is_in_job, k.kind,
        sum(w.worth ORDER BY w.worth) / (0.7 + 0.3 * w.long / min(s.usual)) / ln(1 + (min(s.statements) - 0.5) / 1.5),
        array_agg(w.word ORDER BY w.worth DESC, w.word)
    FROM per_word w CROSS JOIN size s JOIN matching_knowhow k ON k.network_id = p_network AND k.id = w.id
    GROUP BY w.question_id, k.id, w.long
$$;

-- People of whom every word of the question is part of the name, the organisation, the job or a statement.
CREATE OR REPLACE FUNCTION matching_people(p_network uuid, p_text text, p_limit integer)
RETURNS TABLE (member_id uuid, in_name boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH asked AS MATERIALIZED (
        SELECT DISTINCT part, '%' || replace(replace(replace(part, '\', '\\'), '%', '\%'), '_', '\_') || '%' AS pattern
        FROM regexp_split_to_table(btrim(matching_plain(left(p_text, 200))), '\s+') AS part
        WHERE part <> '' AND NOT matching_other_network(p_network)
    ), found AS (
        SELECT a.part, m.id AS member_id, true AS in_name
        FROM asked a JOIN network_member m ON m.network_id = p_network
            AND matching_plain(m.given_name || ' ' || m.family_name || ' ' || m.organisation_name || ' ' || m.job_title) LIKE a.pattern
        UNION
        SELECT a.part, k.member_id, false
        FROM asked a JOIN matching_knowhow k ON k.network_id = p_network AND matching_plain(k.text) LIKE a.pattern
        WHERE k.withdrawn_at IS NULL AND k.kind <> 'wish'
    )
    SELECT f.member_id, bool_or(f.in_name) FROM found f
    JOIN network_member m ON m.network_id = p_network AND m.id = f.member_id
    GROUP BY f.member_id, m.family_name, m.given_name
    HAVING count(DISTINCT f.part) = (SELECT count(*) FROM asked)
    ORDER BY bool_or(f.in_name) DESC, m.family_name, m.given_name, f.member_id LIMIT p_limit
$$;
