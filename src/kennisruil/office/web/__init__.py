"""Pages of the office room."""
