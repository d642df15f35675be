-- What a word is here, for indexes and for questions; no table is read.

CREATE OR REPLACE FUNCTION matching_config(p_language text) RETURNS regconfig
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE p_language WHEN 'fr' THEN 'public.kr_fr' WHEN 'en' THEN 'public.kr_en' ELSE 'public.kr_nl' END::regconfig
$$;

-- Lower case without accents, for "any part of a name". Immutable by naming the dictionary.
CREATE OR REPLACE FUNCTION matching_plain(p_text text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT lower(public.unaccent('public.unaccent'::regdictionary, p_text))
$$;

-- The words of a text as questions to the index: each word itself, what begins with it, and the parts of compounds
-- ("subsidiedossier" asks for what begins with "subsidie" and for "dossier" too). Statements in another language are asked with the same word
-- stemmed their way, unless it is a stop word in the language of the text.
-- ``p_before`` stands before each (see matching_words_of).
CREATE OR REPLACE FUNCTION matching_probes(p_text text, p_language text, p_before text DEFAULT '')
RETURNS TABLE (language text, word text, probe tsquery, weight double precision)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    WITH own AS MATERIALIZED (
        SELECT positions FROM unnest(to_tsvector(matching_config(p_language), left(p_text, 4000)))
    ), words AS MATERIALIZED (
        SELECT DISTINCT l.language, t.lexeme, translate(t.lexeme, '''\', '') AS bare, length(t.lexeme) AS size
        FROM (VALUES ('nl'), ('fr'), ('en')) AS l (language)
        CROSS JOIN LATERAL unnest(to_tsvector(matching_config(l.language), left(p_text, 4000))) AS t
        WHERE EXISTS (SELECT FROM own WHERE own.positions && t.positions) AND translate(t.lexeme, '''\', '') <> ''
    )
    SELECT w.language, w.lexeme, ('''' || p_before || w.bare || '''')::tsquery, 1.0 FROM words w
    UNION ALL
    SELECT w.language, w.lexeme, ('''' || p_before || w.bare || ''':*')::tsquery, 0.6 FROM words w WHERE w.size >= 5
    UNION ALL
    SELECT w.language, w.lexeme, ('''' || p_before || left(w.bare, k) || ''':*')::tsquery, 0.6 * k / w.size
    FROM words w CROSS JOIN LATERAL generate_series(5, least(w.size - 1, 11), 2) AS k
    UNION ALL
    SELECT w.language, w.lexeme, ('''' || p_before || right(w.bare, k) || '''')::tsquery, 0.6 * k / w.size
    FROM words w CROSS JOIN LATERAL generate_series(5, w.size - 1) AS k
$$;

-- The words of a statement with its network before each, so that in an index every network has words of its own and no others are
-- gone through. A backup is read back with no search path: nothing here needs one.
CREATE OR REPLACE FUNCTION matching_words_of(p_network uuid, p_search tsvector) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_to_tsvector(ARRAY(SELECT p_network || lexeme FROM unnest(tsvector_to_array(p_search)) AS lexeme))
$$;
