"""Concepts people work on, who owns them, who works on them, and the stage they are in."""
