"""What can be wrong with a file, a mapping or a row: codes and data, the web makes sentences of them."""

import dataclasses
from dataclasses import dataclass
from typing import Any

from kennisruil.shared.refusals import Refusal


class FileRefused(Refusal):
    """The file is not one we can read; ``reason`` is one of :data:`FILE_REASONS`. Nothing is kept."""

    code = "import_file_refused"

    def __init__(self, *, reason: str, **about: Any) -> None:
        assert reason in FILE_REASONS, reason
        self.reason = reason
        self.about = about
        super().__init__(reason)


FILE_REASONS = (
    "empty",
    "only_headers",
    "too_large",
    "too_many_rows",
    "too_many_columns",
    "unpacks_too_large",
    "encoding",
    "not_a_table",
    "one_column",
    "macros",
    "old_excel",
    "opendocument",
    "protected",
    "damaged",
    "unknown_sheet",
)


class MappingRefused(Refusal):
    """The columns do not make an import; ``reason`` is one of :data:`MAPPING_REASONS`. Nothing is kept."""

    code = "import_mapping_refused"

    def __init__(self, *, reason: str, **about: Any) -> None:
        assert reason in MAPPING_REASONS, reason
        self.reason = reason
        self.about = about
        super().__init__(reason)


MAPPING_REASONS = ("already_in", "unknown_kind", "unknown_column", "unknown_field", "field_twice", "field_missing")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong or worth knowing about one row. ``code`` chooses the sentence, ``about`` fills it."""

    code: str
    field: str = ""
    about: dict[str, Any] = dataclasses.field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Give what the row keeps."""
        return {"code": self.code, "field": self.field, "about": self.about}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Problem":
        """Read what the row kept."""
        return cls(kept["code"], kept["field"], kept["about"])
