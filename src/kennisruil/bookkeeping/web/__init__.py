"""Pages of the bookkeeping room: the journal, its balances and exports, the outbox to accounting packages."""
