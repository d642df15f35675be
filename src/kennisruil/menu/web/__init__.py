"""Pages of the menu room."""
