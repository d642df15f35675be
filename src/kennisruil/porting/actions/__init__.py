"""Writes of the porting room: an import from upload to undo."""

from kennisruil.porting.actions.commit import (
    AlreadyCommitted,
    NothingToDo,
    PreviewOutdated,
    RowsRefused,
    commit_import,
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
    "choose_columns",
    "commit_import",
    "leave_out",
    "look_again",
    "undo_import",
    "upload_file",
]
