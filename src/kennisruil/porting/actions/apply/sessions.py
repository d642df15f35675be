"""Past sessions: history between two parties."""

from kennisruil.porting.actions.apply.context import Going
from kennisruil.porting.models import ImportRow


def apply_session(row: ImportRow, going: Going) -> str:
    """Keep the session as history: the row itself is what is kept, for its coins and documents are from elsewhere."""
    del going
    return str(row.pk)
