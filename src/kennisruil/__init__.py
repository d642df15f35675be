"""Kennisruil: a learning network's sessions, coins, euro documents and month close."""
