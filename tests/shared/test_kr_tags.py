"""Template filters of all rooms."""

import pytest
from django.utils import translation

from kennisruil.shared.templatetags.kr import version_name


@pytest.mark.parametrize(
    ("version", "language", "written"),
    [
        ("2026-11", "nl", "november 2026"),
        ("2026-02", "fr", "février 2026"),
        ("2026-13", "en", "2026-13"),
        ("", "en", ""),
        ("second", "en", "second"),
    ],
)
def test_a_version_named_by_its_month_is_written_as_that_month(version: str, language: str, written: str) -> None:
    with translation.override(language):
        assert version_name(version) == written
