"""In which language sentences are written at this moment: the reader's, or the one a mail or document is made in."""

from django.utils.translation import get_language


def language_now() -> str:
    """Give nl, fr or en; nl where none is chosen."""
    return (get_language() or "nl")[:2]
