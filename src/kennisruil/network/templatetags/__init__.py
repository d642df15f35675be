"""Template tags of the network room."""
