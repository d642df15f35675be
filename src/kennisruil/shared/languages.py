"""The languages that pages, mails and documents are written in, each by its own name."""

LANGUAGE_NAMES = {"nl": "Nederlands", "fr": "Français", "en": "English"}
LANGUAGES = tuple(LANGUAGE_NAMES)
