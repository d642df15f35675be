"""Template tags of the shared room."""
