"""Pages of the brokerage room."""
