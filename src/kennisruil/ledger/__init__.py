"""The coin ledger: books, accounts, reservations, transfers and their history; ids only, no person and no euro."""
