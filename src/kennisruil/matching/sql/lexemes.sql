-- The words of a statement as a sparse vector of noughts and ones, so that those it shares with others are added up quickly.

-- The place of a word of a language; two words share one once in half a milliard.
CREATE OR REPLACE FUNCTION matching_place(p_language text, p_lexeme text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT 1 + (hashtext(p_language || ' ' || p_lexeme) & 536870911)
$$;

-- A backup is read back with no search path: everything is named whole.
CREATE OR REPLACE FUNCTION matching_lexemes(p_language text, p_text text) RETURNS sparsevec
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ('{' || coalesce(string_agg(DISTINCT public.matching_place(p_language, lexeme) || ':1', ','), '')
        || '}/1000000000')::public.sparsevec
    FROM unnest(tsvector_to_array(to_tsvector(public.matching_config(p_language), p_text))) AS lexeme
$$;
