"""Bringing things in and taking them out: the import wizard, the demo network."""
