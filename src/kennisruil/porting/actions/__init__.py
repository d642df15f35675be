"""Writes of the porting room: an import from upload to undo."""

from kennisruil.porting.actions.commit import (
    AlreadyCommitted,
    NothingToDo,
    PreviewOutdated,
    RowsRefused,
    ask_commit,
    commit_import,
    rows_to_put_in,
)
from kennisruil.porting.actions.preview import choose_columns, leave_out, look_again, upload_file
from kennisruil.porting.actions.undo import NotCommitted, UndoRefused, undo_import

__all__ = [
    "AlreadyCommitted",
    "NotCommitted",
    "NothingToDo",
    "PreviewOutdated",
    "RowsRefused",
    "UndoRefused",
    "ask_commit",
    "choose_columns",
    "commit_import",
    "leave_out",
    "look_again",
    "rows_to_put_in",
    "undo_import",
    "upload_file",
]
