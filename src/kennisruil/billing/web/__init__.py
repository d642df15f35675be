"""Pages of the billing room: accounts, statements, documents, payments, and the month close."""
