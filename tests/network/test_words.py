"""Sentences that the framework would say in another tone."""

import pytest
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils import translation

WORDS = {
    "nl": ["Je wachtwoord telt minstens 10 tekens.", "Kies geen wachtwoord dat veel mensen gebruiken."],
    "fr": ["Votre mot de passe compte au moins 10 caractères.", "Ne choisissez pas un mot de passe très courant."],
}


@pytest.mark.parametrize("language", WORDS)
def test_password_rules_speak_as_we_do(language: str) -> None:
    with translation.override(language):
        said = [str(text) for text in password_validators_help_texts()]

    assert said == WORDS[language]
