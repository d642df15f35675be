"""Feedback about anything by (kind, id): at most five questions, kept short so that people answer."""
