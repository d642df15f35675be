"""Sentences for refusals: each room registers what a person reads for its own; a test finds those without."""

from collections.abc import Callable
from typing import TypeVar

from django.utils.translation import gettext as _

from kennisruil.shared.refusals import Refusal

R = TypeVar("R", bound=Refusal)
_sentences: dict[type[Refusal], Callable[..., str]] = {}


def sentence(refusal: type[R]) -> Callable[[Callable[[R], str]], Callable[[R], str]]:
    """Register the function that says ``refusal`` in the reader's language."""

    def register(function: Callable[[R], str]) -> Callable[[R], str]:
        _sentences[refusal] = function
        return function

    return register


def sentence_for(refusal: Refusal) -> str:
    """Say the refusal: what happened, what is safe, what to do."""
    for kind in type(refusal).__mro__:
        if kind in _sentences:
            return _sentences[kind](refusal)
    return _("This cannot be done now. Nothing has changed.")


def has_sentence(refusal: type[Refusal]) -> bool:
    """Tell whether the refusal, or what it derives from, has a sentence of its own."""
    return any(kind in _sentences for kind in refusal.__mro__)
