-- After a long import PostgreSQL still plans for the tables as they were: it counts anew by itself, but a minute or more
-- later, and closing the months that were imported does not wait for that. A table somebody else counts now is left out.
CREATE OR REPLACE FUNCTION ledger_take_statistics() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    ANALYZE (SKIP_LOCKED) ledger_account, ledger_transfer, ledger_entry;
END
$$;
