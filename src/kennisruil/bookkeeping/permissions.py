"""Who may look into the books and take them out."""

from kennisruil.network.queries import Place


def may_see_books(*, place: Place) -> bool:
    """The office and the bookkeeper read the journal."""
    return place.is_office or place.may_keep_books


def may_export_books(*, place: Place) -> bool:
    """Only the bookkeeper takes the journal out of the house."""
    return place.may_keep_books
